"""Complaints of one cause in a real browser, on phone and desk: joined, carried over, taken out."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import comparing
from portal.services.office import Office
from portal.services.passwords import hash_password
from portal.web.context import now
from tests.browser.desks import PASSWORD, Screen, sit_down
from tests.browser.hands import Keys, Pointer
from tests.browser.looking import Look, accessible
from tests.factories import Make
from tests.lives import lead_to
from tests.queries.test_clusters import AGAIN, TOLD

PHONE = Screen(375, "dark")
DESK = Screen(1280, "light", Keys)


@pytest.fixture
def officer(session: Session, make: Make) -> Staff:
    limiter.reset()
    return make.staff(password_hash=hash_password(PASSWORD))


@pytest.fixture
def alike(session: Session, make: Make, office: Office, officer: Staff) -> list[Complaint]:
    """Three that say much the same: one with findings, two accepted."""
    at = (Status.FINDINGS_PROPOSED, Status.ACCEPTED, Status.ACCEPTED)
    found = [
        lead_to(
            session, make, status, office=office, now=now(), facts=facts,
            categories=(Category.C12,),
        )
        for status, facts in zip(at, (TOLD, AGAIN, TOLD), strict=True)
    ]  # fmt: skip
    session.flush()
    comparing.compare_next(session, now=now() + comparing.SETTLED * 2)
    session.commit()
    return found


@pytest.mark.parametrize("screen", [PHONE, DESK])
def test_three_are_joined_worked_on_as_one_and_parted_again(
    look: Look, officer: Staff, alike: list[Complaint], screen: Screen
) -> None:
    first, second, third = (each.reference for each in alike)
    desk = sit_down(look, officer, alike[0], screen)
    page = desk.page

    page.goto("/office/causes")
    accessible(page)
    desk.hand.press(".cause p a")
    accessible(page)
    expect(page.locator("[name='others']:checked")).to_have_count(2)
    desk.hand.write("#reason", "同一窗口、同样的说法。")
    desk.send()
    accessible(page)
    expect(page.locator("[data-member]")).to_have_count(3)

    desk.hand.press("main a[href$='/carry_over']")
    accessible(page)
    desk.send()
    accessible(page)
    assert page.locator("main a[href$='/carry_over']").count() == 0

    desk.over(alike[2]).open()
    desk.hand.press("#cause a[href$='/cluster']")
    desk.hand.press("main a[href$='/take_out']")
    accessible(page)
    desk.hand.write("#reason", "另有原因。")
    desk.hand.press("main form .btn-lg")
    page.goto(f"/office/complaints/{first}/cluster")
    expect(page.locator("[data-member]")).to_have_count(2)
    accessible(page)
    page.goto(f"/office/complaints/{first}/compare?with={third}")
    accessible(page)
    page.goto("/office/causes?which=joined")
    accessible(page)
    expect(page.locator(f".cause a[href$='{second}']")).to_be_visible()
    page.goto("/office/?whose=all")
    expect(page.locator("a.together")).to_have_count(2)
    accessible(page)


def test_the_mark_in_the_queue_leads_to_what_stands_together(
    look: Look, session: Session, officer: Staff, alike: list[Complaint]
) -> None:
    desk = sit_down(look, officer, alike[0], Screen(1280, "light", Pointer))
    desk.fill("join", others=alike[1].reference, reason="同因")

    desk.page.goto("/office/?whose=all")
    desk.hand.press("a.together")

    assert desk.page.url.endswith("/cluster")
