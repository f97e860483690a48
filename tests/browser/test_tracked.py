"""One's own complaint in a real browser, however it stands, and what one can do about it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.services.office import Office
from portal.web.context import now
from tests.browser.filing import track
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.lives import ROADS, lead_to

SEEN_IN = [(375, "light", "zh-Hans"), (1280, "dark", "en")]
ACTS = {
    "answer": Status.CLARIFICATION,
    "withdraw": Status.INVESTIGATING,
    "review": Status.CLOSED,
    "rate": Status.CLOSED,
}


@pytest.fixture
def led(session: Session, make: Make, office: Office) -> dict[Status, str]:
    """The receipt codes of complaints in every status."""
    limiter.reset()
    make.staff(), make.staff(Role.SUPERVISOR)
    for status in (Status.RECEIVED, *ROADS):
        lead_to(session, make, status, office=office, now=now(), filing_key=f"key of {status}")
    session.commit()
    return {
        status: make_code(office.receipt_key, f"key of {status}")
        for status in (Status.RECEIVED, *ROADS)
    }


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
def test_nobody_is_kept_from_their_complaint_however_it_stands(
    look: Look, led: dict[Status, str], width: int, scheme: str, language: str
) -> None:
    page = look(f"/track?language={language}", width=width, color_scheme=scheme)

    for code in led.values():
        track(page, code)
        expect(page.locator("[data-status]")).to_be_visible()
        accessible(page)


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
@pytest.mark.parametrize("act", ACTS)
def test_nobody_is_kept_from_acting(
    look: Look, led: dict[Status, str], act: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/track?language={language}", width=width, color_scheme=scheme)
    track(page, led[ACTS[act]])
    follow(page, f"a[href$='/{act}']")
    accessible(page)

    follow(page, SEND)

    accessible(page)


def test_a_long_word_and_many_lines_fit_on_a_phone(
    look: Look, session: Session, make: Make, office: Office
) -> None:
    limiter.reset()
    make.complaint(filing_key="long", subject="无空格" * 60)
    session.commit()
    page = look("/track")

    track(page, make_code(office.receipt_key, "long"))

    accessible(page)
