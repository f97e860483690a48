"""The way back from a complaint to the place in the queue it was opened from, and to its sides."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.services import indexing
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.office_desk import address

CAME = "?queue=status%3Dreceived%26order%3Doldest"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def made(make: Make) -> list[Complaint]:
    return [make.complaint() for _ in range(3)]


@pytest.fixture
def browser(desk: Desk, make: Make, made: list[Complaint]) -> Browser:
    return desk.seat(make.staff(Role.SUPERVISOR))


def leads_to(page: str, words: str) -> str:
    """Return where the link of those words leads."""
    found = re.search(rf'href="([^"]+)"[^>]*>[\s‹]*{words}', page)
    return unescape(found[1]) if found else ""


def test_the_queue_is_found_again_as_it_was_left(browser: Browser, made: list[Complaint]) -> None:
    listed = browser.get("/office/?status=received&order=oldest").text
    opened = unescape(re.findall(r'<a href="(/office/complaints/[^"]+)"', listed)[1])

    page = browser.get(opened).text

    assert opened == f"{address(made[1])}{CAME}%26at%3D1"
    assert leads_to(page, "Queue") == "/office/"  # of the places above
    assert '"/office/?status=received&amp;order=oldest">Queue' in page


def test_what_stands_beside_it_is_a_step_away(browser: Browser, made: list[Complaint]) -> None:
    page = browser.get(f"{address(made[1])}{CAME}").text
    first = browser.get(leads_to(page, "Previous complaint")).text
    last = browser.get(leads_to(page, "Next complaint")).text

    assert leads_to(page, "Next complaint") == f"{address(made[2])}{CAME}%26at%3D2"
    assert "Previous complaint" not in first
    assert "Next complaint" not in last
    assert "The last of this page: back to the queue" in last


def test_what_has_left_the_list_is_followed_by_what_moved_up(
    browser: Browser, made: list[Complaint], session: Session
) -> None:
    page = browser.get(f"{address(made[0])}?queue=severity%3Dreferral%26at%3D0").text
    gone = browser.get(f"{address(made[1])}?queue=due%3Doverdue%26category%3DC03%26at%3D1").text
    made[1].language = made[1].language.ENGLISH
    session.commit()
    moved = browser.get(f"{address(made[1])}?queue=written%3Dzh-Hans%26at%3D1").text

    assert "Next complaint" not in page
    assert leads_to(gone, "Next complaint").startswith(address(made[2]))
    assert leads_to(moved, "Previous complaint").startswith(address(made[0]))
    assert leads_to(moved, "Next complaint").startswith(address(made[2]))


def test_in_a_search_too(browser: Browser, made: list[Complaint], session: Session) -> None:
    for each in made:
        indexing.index_complaint(session, each.id)
    session.commit()

    page = browser.get(f"{address(made[1])}?queue=q%3D%E7%AA%97%E5%8F%A3").text

    assert leads_to(page, "Next complaint").startswith(address(made[0]))


def test_forms_and_what_follows_them_keep_the_way(desk: Desk, make: Make) -> None:
    officer, complaint = make.staff(), make.assigned()
    browser = desk.seat(officer)
    way = "?queue=whose%3Dmine%26unread%3D1"

    page = browser.get(f"{address(complaint)}{way}").text
    form = browser.get(f"{address(complaint, 'decline')}{way}").text
    asked = browser.get(f"{address(complaint, 'accept')}{way}").text
    done = browser.post(f"{address(complaint, 'accept')}{way}")

    assert f'href="{address(complaint, "accept")}{way}"' in page
    assert f'action="{address(complaint, "accept")}{way}"' in asked
    assert f'action="{address(complaint, "decline")}{way}"' in form
    assert '"/office/?whose=mine&amp;unread=1">Queue' in form
    assert done.location == f"{address(complaint)}{way}"


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example/", "//evil.example", "next=//evil.example&x=1", "%00", "a" * 9_000],
)
def test_whatever_the_address_carries_leads_to_the_queue(
    browser: Browser, made: list[Complaint], asked: str
) -> None:
    response = browser.get(address(made[0]), query_string={"queue": asked})

    assert response.status_code == 200
    assert '<a href="/office/">Queue</a>' in response.text
    assert "evil" not in response.text.split('class="tongues"')[1].split("</nav>", 1)[1]


def test_who_came_by_the_address_alone_is_offered_no_list(
    browser: Browser, made: list[Complaint]
) -> None:
    assert "Next complaint" not in browser.get(address(made[0])).text
