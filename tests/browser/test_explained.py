"""The officer sees what the table makes of the answers while giving them."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services.office import Office
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.lives import lead_to

PASSWORD = "four quiet words here"
ANSWERS = {
    "verified": "yes", "loss": "none", "impact": "none", "circumstances": "slight",
    "intent": "negligent", "crime": "no",
}  # fmt: skip


@pytest.fixture
def officer(session: Session, make: Make) -> Staff:
    limiter.reset()
    found = make.staff(Role.OFFICER, Band.REFERRAL, password_hash=hash_password(PASSWORD))
    session.commit()
    return found


@pytest.fixture
def complaint(session: Session, make: Make, office: Office, officer: Staff) -> Complaint:
    """A complaint that the officer investigates."""
    found = lead_to(session, make, Status.INVESTIGATING, office=office, now=now())
    found.assignee_id = officer.id
    session.commit()
    return found


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
def test_the_severity_is_explained_while_the_answers_are_given(
    look: Look, officer: Staff, complaint: Complaint, width: int, scheme: str
) -> None:
    page = look("/office/login", width=width, color_scheme=scheme)
    page.fill("#username", officer.username)
    page.fill("#password", PASSWORD)
    follow(page, SEND)
    page.goto(f"/office/complaints/{complaint.reference}/findings")
    said = page.locator("[data-reading]").first
    expect(said).to_be_empty()

    for name, value in ANSWERS.items():
        page.locator(f"select[name$='-{name}']").first.select_option(value)
    expect(said).to_contain_text("依据，以及何种认定会改变结果")
    said.locator("summary").click()
    accessible(page)
