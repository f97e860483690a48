"""The board: charts beside their tables, pages where a list is long, and what waits longest."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.dispatch import Dispatch
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.queries import board
from portal.services.office import Office
from portal.web.context import now
from tests.carrying import carry
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to

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


def test_no_figure_of_a_chart_stands_past_its_edge(make: Make, browser: Browser) -> None:
    late, *_ = file(make, 3)
    late.organ.name_en = "District Bureau of Human Resources and Social Security"
    make.session.commit()

    charts = re.findall(r"<svg.*?</svg>", browser.get("/office/board").text, re.DOTALL)

    edge = 400 - 9 * len("125 / 125")
    assert all(float(x) <= edge for x in re.findall(r'<text x="([\d.]+)"', charts[0] + charts[1]))


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


def test_what_another_body_lets_lie_is_named_until_it_is_disposed_of(
    make: Make, browser: Browser, session: Session, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office)
    carry(session, complaint)
    session.commit()

    before = browser.get("/office/board").text
    sent = session.scalars(select(Dispatch)).one()
    sent.disposed_on, sent.disposal = sent.sent_at.date(), "警告"
    sent.recorded_at, sent.recorded_by = now(), sent.sent_by
    session.commit()

    assert f'data-undisposed="{complaint.reference}"' in before
    assert "data-undisposed" not in browser.get("/office/board").text


def test_what_nobody_could_take_stands_first_on_the_board_of_who_may_see_it(
    session: Session, make: Make, app: Flask, browser: Browser, director: Staff
) -> None:
    complaint = make.complaint(now=now())
    row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "assign")).one()
    row.parked_at, row.parked_reason = now(), "NobodyLeftError"
    session.commit()

    seen = browser.get("/office/board").text
    make.tie(director, organ=make.organ())
    session.commit()

    assert "nobody can take it" in seen
    assert complaint.reference in seen
    assert "nobody can take it" not in browser.get("/office/board").text
