"""Filing in a browser, for tests: the form filled in well, filed, refused."""

from playwright.sync_api import Page

from tests.browser.looking import SEND, follow

GOOD = {
    "subject": "三次没办成",
    "facts": "第一行\n\t第二行",
    "name": "王某",
    "email": "wang@example.org",
}


def fill(page: Page, **texts: str) -> None:
    """Fill in the form well, but for *texts*."""
    page.select_option("#organ", "housing")
    page.check("#category-C12")
    page.check("#loss")
    for field, text in {**GOOD, **texts}.items():
        page.fill(f"#{field}", text)
    page.check("#truthful")


def file(page: Page, **texts: str) -> str:
    """File a complaint and return its receipt code."""
    page.goto("/complaints/new")
    fill(page, **texts)
    follow(page, SEND)
    return page.inner_text("[data-receipt-code]")


def refuse(page: Page, **texts: str) -> None:
    """Have the form refused, *texts* and all; without any, with everything wrong that can be."""
    page.goto("/complaints/new")
    for field, text in texts.items():
        page.fill(f"#{field}", text)
    follow(page, SEND)
    page.wait_for_selector(".summary")


def track(page: Page, code: str) -> None:
    """Open a complaint by its receipt code."""
    page.goto("/track")
    page.fill("#receipt_code", code)
    follow(page, SEND)
