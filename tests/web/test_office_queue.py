"""The queue's page and the page of parked work."""

from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.outbox import OutboxRow
from portal.queries import worklist
from tests.desk import Desk
from tests.factories import NOW, Make
from tests.web.office_desk import address


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


def test_an_officer_begins_with_own_complaints(desk: Desk, make: Make) -> None:
    officer, _ = make.staff(), make.staff()
    mine, other = make.assigned(), make.assigned()
    browser = desk.seat(officer)

    first, everything = browser.get("/office/").text, browser.get("/office/?whose=all").text

    assert mine.reference in first
    assert other.reference not in first
    assert other.reference in everything


def test_each_row_says_what_is_due_and_how_late_it_is(desk: Desk, make: Make) -> None:
    complaint = make.complaint()

    page = desk.seat(make.staff(Role.SUPERVISOR)).get("/office/").text

    assert address(complaint) in page
    assert "29 September 2026" in page
    assert "overdue" in page
    assert "nobody yet" in page


def test_the_pages_keep_what_was_narrowed_and_lead_back_and_forth(
    desk: Desk, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [make.complaint().reference for _ in range(5)]
    monkeypatch.setattr(worklist.worklist, "__kwdefaults__", {"after": "", "size": 2})
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    first = browser.get("/office/?status=received&severity=warning&_scheme=javascript").text
    second = browser.get(link(first, "next")).text
    third = browser.get(link(second, "next")).text
    back = browser.get(link(third, "prev")).text

    start = "/office/?status=received&severity=warning&after=2026-09-29_2&seen=2"
    assert link(first, "next") == start
    assert [reference in third for reference in made] == [False] * 4 + [True]
    assert [reference in back for reference in made] == [False, False, True, True, False]
    assert "5 to 5 · Nearest deadline first" in third
    assert link(back, "prev") == "/office/?status=received&severity=warning"
    assert "To the first page" in third


def link(page: str, rel: str) -> str:
    """Return the address of the page before or behind."""
    tag = page.split(f'rel="{rel}"')[1]
    return unescape(tag.split('href="')[1].split('"')[0])


@pytest.mark.parametrize(
    "query",
    [
        "status=x&severity=y&after=z&whose=w",
        "reference=%00",
        "after=" + "9" * 99,
        "after=1&seen=x&trail=..~.1~2.9~z",
    ],
)
def test_a_queue_that_cannot_be_is_the_whole_queue(desk: Desk, make: Make, query: str) -> None:
    complaint = make.complaint()

    response = desk.seat(make.staff(Role.SUPERVISOR)).get(f"/office/?{query}")

    assert response.status_code == 200
    assert complaint.reference in response.text


def test_an_empty_queue_says_so_and_shows_the_way(desk: Desk, make: Make) -> None:
    page = desk.seat(make.staff()).get("/office/").text

    assert "There is nothing here." in page
    assert "Show everything that is open" in page


def test_a_reference_leads_to_its_complaint(desk: Desk, make: Make) -> None:
    complaint = make.complaint()
    browser = desk.seat(make.staff(Role.INTAKE))

    response = browser.get(f"/office/?reference=+{complaint.reference.lower()}+")

    assert (response.status_code, response.location) == (303, address(complaint))


def test_parked_work_is_tried_again(desk: Desk, make: Make, session: Session) -> None:
    complaint = make.complaint()
    row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "letter")).one()
    row.parked_at, row.parked_reason, row.attempts = NOW, "550 no such user", 3
    browser = desk.seat(make.staff(Role.SUPERVISOR))

    page = browser.get("/office/outbox").text
    response = browser.post(f"/office/outbox/{row.id}/revive")

    assert "550 no such user" in page
    assert complaint.reference in page
    assert response.status_code == 303
    session.refresh(row)
    assert row.parked_at is None
    assert row.attempts == 0
    assert browser.post(f"/office/outbox/{row.id}/revive").status_code == 404


def test_nobody_revives_what_is_behind_the_wall(desk: Desk, make: Make, session: Session) -> None:
    make.complaint()
    row = session.scalars(select(OutboxRow).where(OutboxRow.kind == "letter")).one()
    row.parked_at, row.parked_reason = NOW, "550"
    tied = make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    browser = desk.seat(tied)

    assert "Nothing is parked." in browser.get("/office/outbox").text
    assert browser.post(f"/office/outbox/{row.id}/revive").status_code == 404
