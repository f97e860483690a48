"""The director's board, a case with its evidence, and a complaint handled as graver."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import escalation
from portal.services.office import Office
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.looking import SEND, Look, accessible, follow
from tests.factories import Make

PASSWORD = "four quiet words here"
WIDTHS = (375, 1280)


@pytest.fixture
def director(make: Make) -> Staff:
    for name, tier in (("温岚", Band.STANDARD), ("安之行", Band.REFERRAL)):
        make.staff(name=name, tier=tier)
    make.staff(Role.SUPERVISOR, name="梅砚秋")
    return make.staff(Role.DIRECTOR, name="柏舟", password_hash=hash_password(PASSWORD))


@pytest.fixture
def late(session: Session, make: Make, director: Staff, office: Office) -> Complaint:
    """One of many complaints: it ran out long ago, and went up."""
    filed = now() - timedelta(days=30)
    complaints = [
        make.assigned(now=at, organ_code=f"o{place}", categories=(Category.C12,))
        for place, at in enumerate([filed, filed] + [now() - timedelta(days=3)] * 22)
    ]
    escalation.warn(session, after=escalation.START, office=office, now=filed + timedelta(days=4))
    escalation.escalate(session, after=escalation.START, office=office, now=now())
    session.commit()
    limiter.reset()
    return complaints[0]


def signed_in(look: Look, staff: Staff, **options: object) -> Page:
    page = look("/office/login", **options)
    page.fill("#username", staff.username)
    page.fill("#password", PASSWORD)
    follow(page, SEND)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_can_be_read_by_everybody(
    look: Look, late: Complaint, director: Staff, scheme: str
) -> None:
    for width in WIDTHS:
        page = signed_in(look, director, width=width, color_scheme=scheme)
        page.goto("/office/board")
        accessible(page)
        follow(page, '#organs ~ .pager a[rel="next"]')
        accessible(page)
        assert page.locator("svg[role=img]").count() == 3


def test_the_evidence_of_a_case_opens(look: Look, late: Complaint, director: Staff) -> None:
    page = signed_in(look, director)
    page.goto(f"/office/complaints/{late.reference}")

    page.click(".lateness summary")

    assert page.locator(".days-counted li").count() > 5
    accessible(page)


def test_a_clue_of_crime_is_flagged_from_the_page(
    look: Look, late: Complaint, director: Staff
) -> None:
    page = signed_in(look, director)
    page.goto(f"/office/complaints/{late.reference}")

    follow(page, "a[href$=raise_severity]")
    accessible(page)
    page.check("#ground")
    page.fill("#reason", "收据系伪造")
    follow(page, SEND)
    accessible(page)
    follow(page, SEND)

    assert "收据系伪造" in page.content()
    assert page.locator('[data-severity="referral"]').count() == 1
