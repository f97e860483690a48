"""The figures and the rating in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.services.office import Office
from portal.web.context import now
from tests.factories import Make
from tests.lives import lead_to

Look = Callable[..., Page]
SEEN_IN = [(375, "light", "zh-Hans"), (375, "dark", "en"), (1280, "dark", "zh-Hant")]


@pytest.fixture
def closed(app: Flask, session: Session, make: Make, office: Office) -> str:
    """The receipt code of a closed complaint, beside others."""
    app.extensions.pop("statistics", None)
    limiter.reset()
    make.staff(), make.staff(Role.SUPERVISOR)
    for number in range(6):
        lead_to(
            session, make, Status.CLOSED, office=office, now=now(), filing_key=f"seen-{number}",
            organ_code=("housing", "transport")[number == 0],
        )  # fmt: skip
    session.commit()
    return make_code(office.receipt_key, "seen-0")


def sound(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
def test_nobody_is_kept_from_the_figures(
    look: Look, closed: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/statistics?language={language}", width=width, color_scheme=scheme)

    sound(page)


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
def test_nobody_is_kept_from_rating(
    look: Look, closed: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/track?language={language}", width=width, color_scheme=scheme)
    page.fill("#receipt_code", closed)
    page.click("main form button")
    page.click("a[href$='/rate']")
    sound(page)

    page.click("button[value=save]")
    page.wait_for_selector(".summary")
    sound(page)

    page.check("#handling")
    page.check("#result-dissatisfied")
    page.click("button[value=save]")
    page.wait_for_selector("[data-rated]")
    sound(page)
