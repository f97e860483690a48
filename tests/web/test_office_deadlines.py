"""Missed deadlines in the office: on the complaint's page, on the board, and what excuses them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import OFFICE_ROLES, Role
from portal.models.breach import Breach
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import escalation
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Desk
from tests.factories import Make
from tests.web.office_desk import address, send

LEADING = {Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR}


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def supervisor(make: Make) -> Staff:
    make.staff()
    return make.staff(Role.SUPERVISOR)


@pytest.fixture
def late(make: Make, supervisor: Staff, office: Office) -> Complaint:
    """A complaint that was due long ago, warned of and escalated."""
    filed = now() - timedelta(days=30)
    complaint = make.assigned(now=filed)
    session = make.session
    escalation.warn(session, after=escalation.START, office=office, now=filed + timedelta(days=4))
    escalation.escalate(session, after=escalation.START, office=office, now=now())
    return complaint


def test_the_page_of_a_complaint_tells_its_warnings_breach_and_case(
    desk: Desk, late: Complaint, supervisor: Staff
) -> None:
    page = desk.seat(supervisor).get(address(late)).text

    assert "data-breach=" in page
    assert "data-accountability" in page
    assert "1 open, 1 of them overdue" in page
    assert page.count("<li>") > 5  # the days of the clock
    assert "officer1" in page


def test_the_board_tells_what_is_overdue_with_whom(
    desk: Desk, late: Complaint, supervisor: Staff
) -> None:
    page = desk.seat(supervisor).get("/office/board").text

    assert supervisor.name in page
    assert 'class="overdue"' in page


def test_the_board_tells_what_escalates_tomorrow(
    desk: Desk, make: Make, late: Complaint, supervisor: Staff, office: Office, session: Session
) -> None:
    breach = session.query(Breach).one_or_none()
    assert breach is not None
    breach.next_on = now().astimezone(office.zone).date()

    assert late.reference in desk.seat(supervisor).get("/office/board").text


def test_the_board_counts_nothing_behind_the_wall(
    desk: Desk, make: Make, late: Complaint, supervisor: Staff
) -> None:
    outsider = make.staff(Role.DIRECTOR)
    make.tie(outsider, organ=make.organ())

    page = desk.seat(outsider).get("/office/board").text

    assert supervisor.name not in page
    assert 'class="overdue"' not in page


@pytest.mark.parametrize("role", sorted(OFFICE_ROLES - LEADING))
def test_the_board_is_for_those_who_lead(desk: Desk, make: Make, role: Role) -> None:
    assert desk.seat(make.staff(role)).get("/office/board").status_code == 403


def test_a_special_reason_is_recorded_by_somebody_else_than_who_handles_it(
    desk: Desk, make: Make, supervisor: Staff
) -> None:
    complaint = make.assigned(now=now())

    answer = send(desk.seat(supervisor), complaint, "excuse", reason="台风停工三日")

    assert answer.status_code == 303
    assert "台风停工三日" in desk.seat(supervisor).get(address(complaint)).text


def test_no_special_reason_is_recorded_without_words(
    desk: Desk, make: Make, supervisor: Staff
) -> None:
    complaint = make.assigned(now=now())

    answer = send(desk.seat(supervisor), complaint, "excuse", reason=" ")

    assert answer.status_code == 422
