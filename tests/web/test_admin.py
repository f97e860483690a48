"""The administrator: keeps the calendar, sees accounts and organs, and no complaint."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.permissions import Role
from portal.models.calendar import OrderedDay, PublishedYear
from portal.models.outbox import OutboxRow
from portal.services import calendars
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
LINES = """\
2027-01-01..2027-01-03 off 元旦
2027-02-14 work 春节

# 春节
2027-02-15..2027-02-21 off 春节 Spring Festival
"""
PAGES = ("", "calendar", "calendar/2026", "calendar/2027/enter", "accounts", "organs")
DECEMBER = datetime.fromisoformat("2026-12-29T02:00:00+00:00")


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def admin(desk: Desk, make: Make) -> Browser:
    return desk.seat(make.staff(Role.ADMIN, name="顾管理"))


@pytest.fixture(autouse=True)
def _calendar_as_delivered(session: Session) -> Iterator[None]:
    """The calendar is not emptied between tests: what these enter is taken out again."""
    yield
    session.rollback()
    session.execute(delete(OrderedDay).where(OrderedDay.on >= date(2027, 1, 1)))
    session.execute(delete(OrderedDay).where(OrderedDay.entered_by != ""))
    session.execute(delete(PublishedYear).where(PublishedYear.year > 2026))
    session.commit()
    calendars.kept.calendar = None


def enter(browser: Browser, step: str = "check", year: int = 2027, **changes: Any) -> TestResponse:
    """Send the form for *year* as it is shown, but for *changes*."""
    form = Page.of(browser.get(f"/admin/calendar/{year}/enter")).form()
    fields = {"notice": NOTICE, "days": LINES, "seen": form["seen"], "step": step, **changes}
    return browser.post(f"/admin/calendar/{year}/enter", **fields)


def entered(session: Session, year: int) -> dict[str, bool]:
    """Return which days are entered for *year*, and whether they are worked."""
    return {str(day.date): day.working for day in calendars.days_of(session, year)}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_gets_in(desk: Desk, make: Make, role: Role, page: str) -> None:
    organ = make.organ()
    browser = desk.seat(make.staff(role, organ_id=organ.id))

    assert browser.get(f"/admin/{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_who_has_not_signed_in_is_asked_to(desk: Desk, page: str) -> None:
    response = desk.browser().get(f"/admin/{page}")

    assert response.location == f"/office/login?next=/admin/{page}"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_shown_in_each_language(admin: Browser, page: str, language: str) -> None:
    shown = Page.of(admin.get(f"/admin/{page}?language={language}"))

    assert shown.attribute("html", "lang") == language


def test_signing_in_leads_the_administrator_here(admin: Browser) -> None:
    assert admin.get("/office/login").location == "/admin/"


def test_no_page_shows_a_complaint(desk: Desk, make: Make) -> None:
    complaint = make.complaint(subject="窗口推诿得厉害", now=DECEMBER)

    with time_machine.travel(DECEMBER, tick=False):
        admin = desk.seat(make.staff(Role.ADMIN))
        shown = [admin.get(f"/admin/{page}").text for page in PAGES] + [enter(admin).text]

        refused = admin.get(f"/office/complaints/{complaint.reference}")

    assert not [text for text in shown if complaint.reference in text]
    assert not [text for text in shown if "窗口推诿得厉害" in text]
    assert refused.status_code == 403


def test_the_accounts_and_organs_are_listed(admin: Browser, make: Make, session: Session) -> None:
    make.staff(Role.AUDITOR, username="gone", active=False)
    make.organ("tax", phone="000-0000-2222")
    session.commit()

    assert "gone" in admin.get("/admin/accounts").text
    assert "switched off" in admin.get("/admin/accounts").text
    assert "000-0000-2222" in admin.get("/admin/organs").text


def test_a_year_shows_what_its_notice_orders(admin: Browser) -> None:
    shown = Page.of(admin.get("/admin/calendar/2026?language=zh-Hans")).said("main")

    assert "国务院办公厅关于2026年部分节假日安排的通知" in shown
    assert "国庆节" in shown
    assert admin.get("/admin/calendar/2027").status_code == 404
    assert admin.get("/admin/calendar/1999/enter").status_code == 404


def test_what_is_entered_can_be_sent_back_as_it_is(admin: Browser, session: Session) -> None:
    before = calendars.days_of(session, 2015)
    form = Page.of(admin.get("/admin/calendar/2015/enter")).form()

    enter(admin, "save", 2015, notice=form["notice"], days=form["days"])

    session.expire_all()
    assert calendars.days_of(session, 2015) == before


def test_nothing_is_in_force_before_it_is_confirmed(admin: Browser, session: Session) -> None:
    response = enter(admin)

    assert response.status_code == 200
    assert Page.of(response).form()["days"].split() == LINES.split()
    assert entered(session, 2027) == {}


def test_the_preview_counts_what_would_move(desk: Desk, make: Make) -> None:
    for _ in range(2):
        make.complaint(now=DECEMBER)
    make.complaint(now=datetime.fromisoformat("2027-03-01T02:00:00+00:00"))

    with time_machine.travel(DECEMBER, tick=False):
        text = enter(desk.seat(make.staff(Role.ADMIN))).text

    row = Page.text_of(text.split('data-move="decide_acceptance"')[1].split("</tr>")[0]).split()
    assert " ".join(row).endswith(
        "Tuesday, 5 January 2027 provisional Wednesday, 6 January 2027 2 gets a letter"
    )
    assert text.count("data-move=") == 1
    assert "1 deadline stays on its day" in text


def test_a_confirmed_year_is_in_force_and_every_deadline_is_owed_its_reckoning(
    admin: Browser, session: Session
) -> None:
    response = enter(admin, "save")

    assert (response.status_code, response.location) == (303, "/admin/calendar/2027")
    days = entered(session, 2027)
    assert len(days) == 11
    assert (days["2027-02-14"], days["2027-02-15"]) == (True, False)
    year = session.get_one(PublishedYear, 2027)
    assert (year.notice, year.entered_by) == (NOTICE, "顾管理")
    owed = session.scalars(select(OutboxRow).where(OutboxRow.kind == "reckon")).all()
    assert {row.queue for row in owed} == {"upkeep"}
    assert "is in force" in admin.get("/admin/calendar/2027").text


def test_a_holiday_known_by_its_chinese_name_keeps_its_english_one(
    admin: Browser, session: Session
) -> None:
    enter(admin, "save")

    names = {day.name.zh: day.name.en for day in calendars.days_of(session, 2027)}
    assert names == {"元旦": "New Year's Day", "春节": "Spring Festival"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2027-02-15", "Line 1: write the day or FIRST..LAST, then off or work"),
        ("2027-02-15 closed 春节", "Line 1: write the day or FIRST..LAST"),
        ("2027-02-30 off 春节", "Line 1: “2027-02-30” is no day"),
        ("2027-02-15..x off 春节", "Line 1: “x” is no day"),
        ("2027-02-15..2027-02-14 off 春节", "Line 1: the last day is before the first"),
        ("2027-01-01..2027-12-31 off 春节", "Line 1: a period has 31 days at most"),
        ("2028-01-01 off 元旦", "Line 1: 2028-01-01 is outside; allowed are 2026-12-01 to"),
        ("2027-02-15 work 春节", "Line 1: 2027-02-15 is a weekday, which is worked anyway"),
        ("2027-02-15 off 春节\n\n2027-02-15 off 春节", "Line 3: 2027-02-15 stands on line 1"),
        ("# nothing", "Write at least one line"),
        ("", "Write at least one line"),
    ],
)
def test_a_line_that_cannot_be_is_named_beside_the_field(
    admin: Browser, session: Session, line: str, told: str
) -> None:
    response = enter(admin, "save", days=line)

    page = Page.of(response)
    assert response.status_code == 422
    assert told in page.errors()["days"]
    assert page.form()["days"] == line
    assert entered(session, 2027) == {}


def test_several_wrong_lines_are_all_named(admin: Browser) -> None:
    told = Page.of(enter(admin, days="x\n2027-02-15 off 春节\ny")).errors()["days"]

    assert "Line 1:" in told
    assert "Line 3:" in told
    assert "Line 2:" not in told


def test_a_day_of_another_notice_is_refused(admin: Browser) -> None:
    enter(admin, "save", days="2026-12-31 off 元旦")

    told = enter(admin, year=2026, notice="另一通知", days="2026-12-31 off 元旦")

    assert NOTICE in Page.of(told).errors()["days"]


@pytest.mark.parametrize("notice", ["", "国务院办公厅关于2026年部分节假日安排的通知", "字" * 201])
def test_a_notice_has_a_title_of_its_own(admin: Browser, notice: str) -> None:
    response = enter(admin, "save", notice=notice)

    assert response.status_code == 422
    assert list(Page.of(response).errors()) == ["notice"]


def test_who_was_overtaken_compares_before_entering(admin: Browser, session: Session) -> None:
    stale = Page.of(admin.get("/admin/calendar/2027/enter")).form()["seen"]
    enter(admin, "save")

    response = enter(admin, "save", days="2027-02-16 off 春节", seen=stale)

    page = Page.of(response)
    assert response.status_code == 409
    assert page.form()["days"] == "2027-02-16 off 春节"
    assert len(entered(session, 2027)) == 11


def test_changing_and_another_language_give_the_form_back_as_typed(admin: Browser) -> None:
    for step, speak in (("change", None), ("check", "zh-Hans")):
        page = Page.of(enter(admin, step, days="x", speak=speak))

        assert page.response.status_code == 200
        assert page.form()["days"] == "x"
        assert page.errors() == {}


def test_an_expired_token_keeps_what_was_typed(admin: Browser) -> None:
    response = enter(admin, days="2027-02-16 off 春节", csrf_token="stale")

    assert response.status_code == 400
    assert Page.of(response).form()["days"] == "2027-02-16 off 春节"
