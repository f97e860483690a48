"""What follows a decision, on the phone and on the desk, light and dark: no barrier on the way."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.person_measure import PersonMeasure
from portal.models.staff import Staff
from portal.services.office import Office
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make
from tests.lives import lead_to

PASSWORD = "four quiet words here"


@pytest.fixture
def officer(session: Session, make: Make) -> Staff:
    limiter.reset()
    found = make.staff(Role.OFFICER, Band.REFERRAL, password_hash=hash_password(PASSWORD))
    session.commit()
    return found


@pytest.fixture
def decided(session: Session, make: Make, office: Office, officer: Staff) -> Complaint:
    """A complaint about favours and rudeness: to be sent to a body, and apologised for."""
    complaint = lead_to(
        session, make, Status.DECIDED, office=office, now=now(), official_name="李某",
        categories=(Category.C03, Category.C06),
    )  # fmt: skip
    complaint.assignee_id = officer.id
    session.commit()
    return complaint


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
def test_a_decision_is_carried_out_and_put_into_documents(
    look: Look, session: Session, office: Office, officer: Staff, decided: Complaint,
    width: int, scheme: str,
) -> None:  # fmt: skip
    today = now().astimezone(office.zone).date().isoformat()
    page = look("/office/login", width=width, color_scheme=scheme)
    page.fill("#username", officer.username)
    page.fill("#password", PASSWORD)
    follow(page, SEND)
    own = f"/office/complaints/{decided.reference}"
    page.goto(own)
    accessible(page)

    follow(page, "[data-person-measure='apology'] a[href*='/charge']")
    accessible(page)
    page.fill("#due_on", "2099-01-01")
    follow(page, SEND)
    follow(page, "[data-person-measure='apology'] a[href*='/prove']")
    accessible(page)
    page.check("[name='outcome'][value='done']")
    page.check("[name='form'][value='written']")
    page.fill("#done_on", today)
    page.fill("#words", "道歉信签收回执。")
    follow(page, SEND)
    expect(page.locator("[data-person-measure='apology']")).to_contain_text("书面道歉")
    follow(page, "a[href*='/refer']")
    accessible(page)
    page.fill("#receipt_number", "收 17")
    follow(page, SEND)
    follow(page, "a[href$='/record_disposal']")
    accessible(page)
    page.fill("#disposed_on", today)
    page.fill("#disposal", "已给予政务警告处分。")
    follow(page, SEND)
    follow(page, "a[href$='/issue']")
    accessible(page)
    page.locator("[name='what'][value^='apology:']").check()
    page.fill("#facts", "经查阅监控，当事人态度生硬，并收受礼品。")
    follow(page, SEND)
    accessible(page)
    follow(page, "main form button[value='save']")
    accessible(page)
    left = session.scalars(select(PersonMeasure.measure).where(PersonMeasure.recorded_at.is_(None)))
    assert "apology" not in set(left)

    # The document itself lets no script run, axe included: it is looked at on an empty page.
    document = page.get_attribute("[data-document='apology'] a", "href")
    text = page.request.get(urljoin(page.url, document)).text()
    page.goto("about:blank")
    page.set_content(text)
    accessible(page)
    expect(page.locator("h1")).to_have_text("责令道歉通知")
