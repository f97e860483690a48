"""The law, the calculator and the administrator's pages in a real browser."""

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.services import sign_ins
from portal.web.context import now
from tests.browser.looking import Look, accessible
from tests.factories import Make

NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"


def reckon(page: Page) -> None:
    page.goto("/deadlines?from=2026-12-30&limit=5wd&tolled-1-first=2027-01-04")
    page.fill("#tolled-1-last", "2027-01-05")
    page.click("main form button")
    page.wait_for_selector("[data-due-on]")


def preview(page: Page) -> None:
    page.goto("/admin/calendar/2027/enter")
    page.fill("#notice", NOTICE)
    page.fill("#days", "2027-02-15..2027-02-21 off 春节\n2027-02-14 work 春节")
    page.click("button[value=check]")
    page.wait_for_selector("button[value=save]")


def refuse(page: Page) -> None:
    page.goto("/admin/calendar/2027/enter")
    page.fill("#days", "春节")
    page.click("button[value=check]")
    page.wait_for_selector(".summary")


PAGES: dict[str, Callable[[Page], object]] = {
    "opinion": lambda page: page.goto("/opinion"),
    "severity": lambda page: page.goto("/opinion/severity"),
    "limits": lambda page: page.goto("/opinion/limits"),
    "calculator": reckon,
    "refused deadline": lambda page: page.goto("/deadlines?from=x&tolled-1-first=2026-09-25"),
    "administration": lambda page: page.goto("/admin/"),
    "years": lambda page: page.goto("/admin/calendar"),
    "year": lambda page: page.goto("/admin/calendar/2026"),
    "preview": preview,
    "refused year": refuse,
    "accounts": lambda page: page.goto("/admin/accounts"),
    "organs": lambda page: page.goto("/admin/organs"),
}


@pytest.fixture
def token(make: Make, session: Session) -> str:
    """The cookie of an administrator who has signed in."""
    make.organ()
    admin = make.staff(Role.ADMIN)
    fresh = secrets.token_urlsafe(16)
    sign_ins.begin(session, admin.id, fresh, now=now(), second_factor=True)
    session.commit()
    return fresh


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(375, "light", "en"), (1280, "dark", "zh-Hant")],
)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_the_way_of_anybody(
    look: Look, token: str, name: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/?language={language}", width=width, color_scheme=scheme)
    page.context.add_cookies([{"name": "portal_staff", "value": token, "url": page.url}])
    PAGES[name](page)

    accessible(page)


def test_a_deadline_is_reckoned_without_scripts(look: Look) -> None:
    page = look("/opinion/limits", java_script_enabled=False)
    page.click("#answer_meeting a[href*='/deadlines']")
    page.fill("#from", "2026-09-25")
    page.click("main form button")

    expect(page.locator("[data-due-on]")).to_have_attribute("data-due-on", "2026-10-08")
    assert page.url.endswith("#answer")
    expect(page.locator(".days tbody tr")).to_have_count(14)


def test_a_clause_is_found_by_its_address(look: Look) -> None:
    page = look("/opinion#c4.6")

    assert page.locator("[id='c4.6']").evaluate("(one) => one.matches(':target')")
    expect(page.locator("[id='c4.6']")).to_be_in_viewport()
