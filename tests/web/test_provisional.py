"""A day that depends on a year without a published calendar is marked so wherever it is told."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to
from tests.organs import ask, liaison, order
from tests.web.browsing import Page
from tests.web.office_desk import address, send

LATE = datetime(2026, 12, 29, 2, tzinfo=UTC)
LANGUAGES = {"en": "provisional", "zh-Hans": "暂定", "zh-Hant": "暫定"}
DAY = re.compile(r"\d+ (?:January|February|March) 2027|2027年\d+月\d+日")
CALENDAR_DAYS = re.compile(r'<section aria-labelledby="days">.*?</section>', re.DOTALL)
"""The next two weeks on the board: days of the calendar, no deadlines."""
WEEKDAY = "(?: ?(?:[A-Z][a-z]+day|星期.))?"


@pytest.fixture(autouse=True)
def _late_in_the_year(app: Flask) -> Iterator[None]:
    limiter.reset()
    assert app
    with time_machine.travel(LATE, tick=False):
        yield


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    """A complaint under investigation, with something put to its organ."""
    make.staff()
    liaison(make)
    found = lead_to(session, make, Status.INVESTIGATING, office=office, now=LATE)
    ask(session, found, office, now=LATE)
    return found


def marked(page: str, mark: str) -> int:
    """Return how many days of the next year a page tells; each must bear its *mark*."""
    told = CALENDAR_DAYS.sub("", page)
    words = " ".join(Page.text_of(told).split())
    days = list(DAY.finditer(words))
    bare = [
        words[day.start() - 40 : day.end() + 20]
        for day in days
        if not re.match(f"{WEEKDAY} ?{mark}", words[day.end() :])
    ]
    assert bare == []
    return len(days)


def read(browser: Browser, path: str, language: str) -> str:
    response = browser.get(path, headers={"Accept-Language": language})
    assert response.status_code == 200, path
    return response.text


@pytest.mark.parametrize(("language", "mark"), LANGUAGES.items())
def test_the_office_reads_the_mark_with_every_such_day(
    desk: Desk, session: Session, make: Make, complaint: Complaint, language: str, mark: str
) -> None:
    here = f"/office/complaints/{complaint.reference}"
    officer = desk.seat(session.get_one(Staff, complaint.assignee_id))
    leader = desk.seat(make.staff(Role.SUPERVISOR))

    pages = [
        read(officer, path, language)
        for path in ("/office/?whose=all", here, f"{here}/ask_extension", f"{here}/raise_severity")
    ]
    pages += [
        read(leader, path, language)
        for path in (
            "/office/board",
            f"{here}/extend",
            f"{here}/set_origin",
            "/office/organs?organ=housing",
        )
    ]

    told = [marked(page, mark) for page in pages]
    assert min(told[:3]) > 0
    assert min(told[4:7]) > 0


def test_what_is_checked_before_it_is_done_bears_the_mark(
    desk: Desk, make: Make, complaint: Complaint
) -> None:
    leader = desk.seat(make.staff(Role.SUPERVISOR))

    more = send(leader, complaint, "extend", step="check", days="9", reason="因为")
    origin = send(
        leader, complaint, "set_origin", step="check", kind="assigned", source="市府", reason="因为"
    )

    assert marked(more.text, "provisional") == 2
    assert marked(origin.text, "provisional") == 1


def test_the_classes_of_answer_bear_the_mark(
    desk: Desk, session: Session, make: Make, office: Office
) -> None:
    officer = make.staff()
    complaint = lead_to(session, make, Status.ASSIGNED, office=office, now=LATE)
    browser = desk.seat(officer)

    pages = [read(browser, address(complaint, each), "en") for each in ("set_class", "hand_back")]

    assert marked(pages[0], "provisional") >= len(AnswerClass) - 1
    assert marked(pages[1], "provisional") == 0  # one working day later is still this year


@pytest.mark.parametrize(("language", "mark"), LANGUAGES.items())
def test_an_organ_reads_the_mark_with_every_such_day(
    desk: Desk, session: Session, make: Make, office: Office, language: str, mark: str
) -> None:
    make.staff()
    who = liaison(make)
    found = lead_to(session, make, Status.DECIDED, office=office, now=LATE)
    measure = order(session, found, office, now=LATE)
    browser = desk.seat(who)

    pages = [
        read(browser, path, language) for path in ("/organ/", f"/organ/measures/{measure.number}")
    ]

    assert marked(pages[0], mark) == 1


@pytest.mark.parametrize(("language", "mark"), LANGUAGES.items())
@pytest.mark.parametrize("status", [Status.INVESTIGATING, Status.DECLINED])
def test_whoever_complained_reads_the_mark_with_every_such_day(
    desk: Desk, session: Session, make: Make, office: Office, status: Status,
    language: str, mark: str,
) -> None:  # fmt: skip
    make.staff()
    lead_to(session, make, status, office=office, now=LATE, filing_key="k1")
    session.commit()
    browser = desk.browser()

    browser.post("/track", receipt_code=make_code(office.receipt_key, "k1"))
    page = read(browser, "/track/complaint", language)

    assert marked(page, mark) >= 1
