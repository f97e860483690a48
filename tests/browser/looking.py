"""How the tests look at a page: step to the next one, and see that nobody is kept from it."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Look = Callable[..., Page]
SEND = "main form .btn-lg"


def follow(page: Page, selector: str) -> None:
    """Click *selector* and wait until the page it leads to is there."""
    with page.expect_navigation():
        page.click(selector)


def accessible(page: Page) -> None:
    """Fail where axe finds a barrier, or the page scrolls sideways."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url
