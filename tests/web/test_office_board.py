"""The board: charts beside their tables, pages where a list is long, and what waits longest."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.queries import board
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make

ORGANS = 23


@pytest.fixture
def director(make: Make) -> Staff:
    make.staff()
    return make.staff(Role.DIRECTOR)


@pytest.fixture
def browser(app: Flask, session: Session, director: Staff) -> Browser:
    return Desk(app, session).seat(director)


def file(make: Make, number: int) -> list[Complaint]:
    """File a complaint about each of so many organs, the first of them long ago."""
    filed = [now() - timedelta(days=30), *([now()] * (number - 1))]
    made = [make.assigned(now=at, organ_code=f"o{place}") for place, at in enumerate(filed)]
    make.session.commit()
    return made


def test_every_chart_says_what_it_shows_and_its_table_says_the_same(
    make: Make, browser: Browser
) -> None:
    file(make, 3)

    page = browser.get("/office/board").text

    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 3
    for chart in charts:
        assert 'role="img"' in chart
        assert 'aria-label="' in chart
        assert "#" not in chart
        assert "style=" not in chart
    assert page.count("<table") == 3
    assert "1 / 3" in charts[0]
    assert 'class="late-part"' in charts[0]


def test_what_is_due_in_the_next_days_is_counted_by_the_day(make: Make, browser: Browser) -> None:
    file(make, 1)

    page = browser.get("/office/board").text

    table = page.partition('class="figures days"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 15  # its head and a fortnight


def test_a_long_list_is_paged_and_no_line_is_lost_or_shown_twice(
    make: Make, browser: Browser
) -> None:
    file(make, ORGANS)

    first, second = (browser.get(f"/office/board?organs={page}").text for page in (1, 2))

    names = [set(re.findall(r"o\d+ bureau(?=</th>)", page)) for page in (first, second)]
    assert [len(each) for each in names] == [board.SHOWN, ORGANS - board.SHOWN]
    assert not names[0] & names[1]
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    assert 'rel="prev"' in second


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999", "1e3", "２"])
def test_what_is_no_page_is_the_first(make: Make, browser: Browser, asked: str) -> None:
    file(make, 1)

    assert "o0 bureau" in browser.get(f"/office/board?organs={asked}&endpoint=x").text


def test_what_waits_longest_comes_first(make: Make, browser: Browser) -> None:
    oldest, other = file(make, 2)

    page = browser.get("/office/board").text.partition('id="oldest"')[2]

    assert -1 < page.find(oldest.reference) < page.find(other.reference)
