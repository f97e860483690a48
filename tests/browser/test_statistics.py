"""The figures and the rating in a real browser."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.services.office import Office
from portal.web.context import now
from tests.browser.looking import Look, accessible, follow
from tests.factories import Make
from tests.lives import lead_to

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


@pytest.mark.parametrize(("width", "scheme", "language"), [*SEEN_IN, (840, "light", "en")])
def test_nobody_is_kept_from_the_figures(
    look: Look, closed: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/statistics?language={language}", width=width, color_scheme=scheme)

    accessible(page)
    broken = "(all) => all.filter((one) => getComputedStyle(one).overflowWrap !== 'normal').length"
    assert page.locator(".figures th").evaluate_all(broken) == 0


@pytest.mark.parametrize(("width", "scheme", "language"), SEEN_IN)
def test_nobody_is_kept_from_rating(
    look: Look, closed: str, width: int, scheme: str, language: str
) -> None:
    page = look(f"/track?language={language}", width=width, color_scheme=scheme)
    page.fill("#receipt_code", closed)
    follow(page, "main form button")
    follow(page, "a[href$='/rate']")
    accessible(page)

    page.click("button[value=save]")
    page.wait_for_selector(".summary")
    accessible(page)

    page.check("#handling")
    page.check("#result-dissatisfied")
    page.click("button[value=save]")
    page.wait_for_selector("[data-rated]")
    accessible(page)
