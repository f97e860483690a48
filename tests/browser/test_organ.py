"""The liaison's pages, and the office's forms towards organs, in a real browser."""

import secrets

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.models.staff import Staff
from portal.services import measures, sign_ins
from portal.services.office import Office
from portal.web.context import now
from tests.browser.looking import Look, accessible
from tests.factories import NOW, Make
from tests.organs import ask, enquired, liaison, order

SCREENS = pytest.mark.parametrize(
    ("width", "scheme", "language"), [(375, "light", "zh-Hans"), (1280, "dark", "en")]
)
ORGAN = (
    "/organ/",
    "/organ/?behind=1",
    "/organ/commitments",
    "/organ/enquiries/XW-2026-000001",
    "/organ/measures/ZG-2026-000001",
    "/organ/measures/ZG-2026-000001/report",
    "/organ/measures/ZG-2026-000001/object",
    "/organ/measures/ZG-2026-000002",
)


def seated(session: Session, staff: Staff) -> str:
    """Return the cookie of somebody who has signed in."""
    fresh = secrets.token_urlsafe(16)
    sign_ins.begin(session, staff.id, fresh, now=now(), second_factor=True)
    session.commit()
    return fresh


@pytest.fixture
def tokens(make: Make, session: Session, office: Office) -> dict[str, str]:
    """The cookies of a liaison and of the officer who asked and ordered; two pages of theirs."""
    asked = enquired(session, make, office)
    who = liaison(make)
    ask(session, asked, office)
    decided = enquired(session, make, office, Status.DECIDED, subject="第二件")
    rows = [order(session, decided, office), order(session, decided, office)]
    actor = who.as_actor()
    measures.report(session, rows[1].number, actor, "已道歉。", office=office, now=NOW)
    measures.object_to(session, rows[1].number, actor, "依据不足。", office=office, now=NOW)
    decided.assignee_id = asked.assignee_id
    officer = session.get_one(Staff, asked.assignee_id)
    return {
        "liaison": seated(session, who),
        "officer": seated(session, officer),
        "asked": f"/office/complaints/{asked.reference}",
        "decided": f"/office/complaints/{decided.reference}",
    }


def check(page: Page) -> None:
    accessible(page)


@SCREENS
def test_nothing_stands_in_the_way_of_a_liaison(
    look: Look, tokens: dict[str, str], width: int, scheme: str, language: str
) -> None:
    page = look(f"/?language={language}", width=width, color_scheme=scheme)
    page.context.add_cookies(
        [{"name": "portal_staff", "value": tokens["liaison"], "url": page.url}]
    )

    for path in ORGAN:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        check(page)


@SCREENS
def test_nothing_stands_in_the_way_of_the_office(
    look: Look, tokens: dict[str, str], width: int, scheme: str, language: str
) -> None:
    page = look(f"/?language={language}", width=width, color_scheme=scheme)
    page.context.add_cookies(
        [{"name": "portal_staff", "value": tokens["officer"], "url": page.url}]
    )
    asked, decided = tokens["asked"], tokens["decided"]

    for path in (
        asked, f"{asked}/ask_organ", f"{asked}/take_back", f"{asked}/extend_enquiry", decided,
        f"{decided}/order_measure", f"{decided}/confirm_measure", "/office/organs",
        "/office/organs?organ=housing",
    ):  # fmt: skip
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        check(page)
