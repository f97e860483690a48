"""What is said and kept about a complaint, in a real browser: no barrier on phone or desk."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy.orm import Session

from portal.domain.hearing import Told
from portal.domain.receipt import make_code
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import casework, hearings, messages, sign_ins
from portal.services.hearings import Invitation
from portal.services.office import Office
from portal.web.context import now
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.services.test_hearings import PUT

KEY = "talked-about"
SLIP: FilePayload = {
    "name": "单.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n0000",
}  # fmt: skip
PAGES = (
    "", "/send_message", "/stop_waiting", "/add_note", "/invite", "/record_hearing",
    "/register_evidence", "/evidence", "/reveal",
)  # fmt: skip


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff, office: Office, session: Session) -> Complaint:
    """An accepted complaint that waits for its complainant and for the official."""
    found = make.assigned(now=now(), filing_key=KEY, official_name="李某")
    actor = officer.as_actor()
    casework.accept(session, found, actor, office=office, now=now())
    messages.send(session, found, actor, "哪一天？", waits=True, office=office, now=now())
    until = hearings.earliest(session, office=office, now=now())
    invitation = Invitation("李某", PUT, Told.PHONE, until)
    hearings.invite(session, found, actor, invitation, office=office, now=now())
    session.commit()
    return found


@pytest.fixture
def sit(look: Look, session: Session, officer: Staff) -> Callable[..., Page]:
    """Let the officer sit down at a page of that width and colour."""

    def seated(width: int, scheme: str) -> Page:
        token = secrets.token_urlsafe(16)
        sign_ins.begin(session, officer.id, token, now=now(), second_factor=True)
        session.commit()
        page = look("/", width=width, color_scheme=scheme)
        page.context.add_cookies([{"name": "portal_staff", "value": token, "url": page.url}])
        return page

    return seated


@pytest.mark.parametrize(("width", "scheme"), [(375, "light"), (1280, "dark")])
def test_no_page_of_the_desk_has_a_barrier(
    sit: Callable[..., Page], complaint: Complaint, width: int, scheme: str
) -> None:
    page = sit(width, scheme)

    for path in PAGES:
        page.goto(f"/office/complaints/{complaint.reference}{path}")
        accessible(page)
        expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_complainant_answers_with_a_file_and_the_officer_reads_it(
    look: Look, sit: Callable[..., Page], complaint: Complaint, office: Office, width: int
) -> None:
    own = look("/track", width=width)
    own.fill("#receipt_code", make_code(office.receipt_key, KEY))
    follow(own, SEND)
    accessible(own)
    follow(own, "main a[href$='/message']")
    own.fill("#answer", "九月七日上午。")
    own.set_input_files("#attachments", files=[SLIP])
    accessible(own)
    follow(own, SEND)
    accessible(own)

    desk = sit(width, "light")
    desk.goto(f"/office/complaints/{complaint.reference}")

    expect(desk.locator("#conversation")).to_contain_text("九月七日上午。")
    expect(desk.locator("#evidence")).to_contain_text("单.png")
    accessible(desk)
