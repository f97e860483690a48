"""Going back: what was half written is there, what was filed is not."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from portal.extensions import limiter
from tests.browser.filing import file, fill, refuse, track
from tests.browser.looking import SEND, Look, follow
from tests.factories import Make

#: ms; filing.js looks a second time after 500
GIVES_WAY_WITHIN = 800


@pytest.fixture(autouse=True)
def _organ(session: Session, make: Make) -> None:
    make.organ()
    session.commit()
    limiter.reset()


def leave(page: Page, address: str) -> None:
    """Go to another page, whatever the form says to that."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)


def back(page: Page) -> None:
    """Go back, and wait while the page that comes may still give way to another."""
    page.go_back()
    page.wait_for_timeout(GIVES_WAY_WITHIN)
    page.wait_for_load_state()


def test_back_from_another_page_restores_what_was_written(look: Look) -> None:
    page = look("/complaints/new")
    page.fill("#facts", "写了一半")

    leave(page, "/track")
    back(page)

    expect(page.locator("#facts")).to_have_value("写了一半")


@pytest.mark.parametrize("scripts", [True, False])
def test_back_to_a_refused_form_shows_it_as_it_was(look: Look, scripts: bool) -> None:  # noqa: FBT001
    page = look("/", java_script_enabled=scripts)
    refuse(page, facts="写了一半")

    leave(page, "/commitments")
    back(page)

    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator("#facts")).to_have_value("写了一半")


def test_back_after_filing_shows_an_empty_form(look: Look) -> None:
    page = look("/")
    file(page, subject="别人不该看到")

    back(page)

    expect(page.locator("#subject")).to_have_value("")


def test_back_after_a_corrected_form_shows_an_empty_one(look: Look) -> None:
    page = look("/")
    refuse(page, facts="别人不该看到")
    fill(page)
    follow(page, SEND)

    for _ in range(2):
        back(page)
        expect(page.locator("h1")).to_have_text("我要投诉")
        expect(page.locator("#facts")).to_have_value("")


def test_a_second_complaint_half_written_is_there_again(look: Look) -> None:
    page = look("/")
    file(page)
    page.goto("/complaints/new")
    page.fill("#facts", "第二件写了一半")

    leave(page, "/track")
    back(page)

    expect(page.locator("#facts")).to_have_value("第二件写了一半")


def test_back_to_a_receipt_does_not_show_the_code(look: Look) -> None:
    page = look("/")
    file(page)

    page.goto("/track")
    back(page)

    expect(page.locator("h1")).to_have_text("查询码已经显示过")
    expect(page.locator("[data-receipt-code]")).to_have_count(0)


def test_another_language_keeps_the_code_on_the_receipt(look: Look) -> None:
    page = look("/", java_script_enabled=False)
    code = file(page)

    follow(page, "nav button[value=en]")

    expect(page.locator("h1")).to_have_text("We have received your complaint")
    expect(page.locator("[data-receipt-code]")).to_have_text(code)
    page.reload()
    expect(page.locator("[data-receipt-code]")).to_have_count(0)


def test_back_after_a_wrong_receipt_code_asks_again(look: Look) -> None:
    page = look("/")
    code = file(page)
    track(page, "wrong")
    page.fill("#receipt_code", code)
    follow(page, SEND)

    back(page)

    expect(page.locator("#receipt_code")).to_have_value("")
