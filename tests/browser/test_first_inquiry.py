"""The first-inquiry desk in a real browser: no barrier on a phone or at a desk."""

import secrets
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.services import first_inquiry, sign_ins
from portal.services.first_inquiry import Question
from portal.services.office import Office
from portal.web.context import now
from tests.browser.looking import Look
from tests.factories import NOW, Make
from tests.inquiring import ASKED, PROMISED


@pytest.fixture
def token(make: Make, session: Session, office: Office) -> str:
    """The cookie of a clerk; before there was a complaint, an open promise and a question."""
    make.organ()
    clerk = make.staff(Role.INTAKE)
    actor = clerk.as_actor()
    first_inquiry.file_for(session, make.filing(), PROMISED, actor, office=office, now=NOW)
    question = Question("换证要带什么？", "housing", "孙某 000-0001")
    for asked in (PROMISED, ASKED):
        first_inquiry.record(session, question, asked, actor, office=office, now=NOW)
    shown = secrets.token_urlsafe(16)
    sign_ins.begin(session, clerk.id, shown, now=now(), second_factor=True)
    session.commit()
    return shown


def fill(page: Page) -> None:
    page.goto("/office/file")
    page.check("#channel-phone")
    page.fill("#answer", "当场说明了所需材料。")
    page.check("#remit")
    page.check("#outcome")
    page.select_option("#asked_organ", "housing")
    page.select_option("#organ", "housing")
    page.check("#category-C03")
    page.check("#loss")
    page.fill("#subject", "三次都没办成")
    page.fill("#facts", "每次都说材料不全。")
    page.fill("#name", "王某")
    page.fill("#phone", "000-0000")
    page.check("#truthful")
    page.click("main form button.btn-lg")
    page.wait_for_selector("[data-receipt-code]")


def refuse(page: Page) -> None:
    page.goto("/office/inquiries/new")
    page.click("main form button.btn-lg")
    page.wait_for_selector(".summary")


def follow(page: Page) -> None:
    page.goto("/office/inquiries")
    page.click("tbody th a")
    page.wait_for_selector("[data-first-inquiry]")


PAGES: dict[str, Callable[[Page], object]] = {
    "filing": lambda page: page.goto("/office/file"),
    "receipt": fill,
    "list": lambda page: page.goto("/office/inquiries"),
    "question": lambda page: page.goto("/office/inquiries/new"),
    "refused question": refuse,
    "promise": lambda page: page.goto("/office/inquiries/2"),
    "complaint": follow,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_desk_has_a_barrier(
    look: Look, token: str, name: str, width: int, scheme: str
) -> None:
    page = look("/", width=width, color_scheme=scheme)
    page.context.add_cookies([{"name": "portal_staff", "value": token, "url": page.url}])
    PAGES[name](page)

    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert Axe().run(page).response["violations"] == []
    assert not wide
    expect(page.locator("h1")).to_have_count(1)
