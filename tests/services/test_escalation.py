"""Escalation: warnings before a deadline, the next tier after it, each once [1.3(b), 4.6]."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Role
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services import casework, escalation
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

DAY = timedelta(days=1)
LATE = NOW + 10 * DAY  # Thursday 1 October; decide acceptance: by Tuesday 29 September


def sweep(session: Session, office: Office, now: datetime) -> None:
    """Run both sweeps to their ends, as the workers do."""
    for act in (escalation.warn, escalation.escalate):
        after: escalation.Place | None = escalation.START
        while after is not None:
            after = act(session, after=after, office=office, now=now)


def owed(session: Session, letter: str) -> list[OutboxRow]:
    name = OutboxRow.payload["letter"].astext
    return list(session.scalars(select(OutboxRow).where(name == letter).order_by(OutboxRow.id)))


def logged(session: Session, action: Action) -> list[CaseLog]:
    rows = select(CaseLog).where(CaseLog.action == action.value).order_by(CaseLog.id)
    return list(session.scalars(rows))


def warned(session: Session) -> list[tuple[str, date]]:
    rows = session.scalars(select(GivenWarning).order_by(GivenWarning.on, GivenWarning.id))
    return [(row.kind.value, row.on) for row in rows]


@pytest.fixture
def ladder(make: Make) -> dict[Role, Staff]:
    """One person on each step."""
    roles = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
    return {role: make.staff(role) for role in roles}


@pytest.fixture
def complaint(make: Make, ladder: dict[Role, Staff]) -> Complaint:
    """A complaint that its officer is to accept within five working days."""
    return make.assigned()


def test_a_duty_is_warned_of_at_half_at_four_fifths_and_a_working_day_before(
    session: Session, complaint: Complaint, office: Office
) -> None:
    for days in range(9):
        sweep(session, office, NOW + days * DAY)

    assert warned(session) == [
        ("50", date(2026, 9, 24)),
        ("80", date(2026, 9, 28)),
        ("last_day", date(2026, 9, 28)),
    ]


def test_each_warning_is_given_once_with_one_letter_a_day_to_whoever_has_the_complaint(
    session: Session, complaint: Complaint, office: Office
) -> None:
    for _ in range(3):
        sweep(session, office, NOW + 3 * DAY)

    (letter,) = owed(session, "reminder")
    assert letter.payload["staff_id"] == complaint.assignee_id
    assert len(logged(session, Action.WARN)) == 1


def test_no_warning_is_given_while_the_complainant_is_waited_for(
    session: Session, complaint: Complaint, office: Office
) -> None:
    officer = holder(session, complaint)
    casework.ask_clarification(session, complaint, officer, "哪天？", office=office, now=NOW)

    sweep(session, office, LATE)

    assert (warned(session), complaint.status) == ([], Status.CLARIFICATION)
    assert session.scalars(select(Breach)).all() == []


def test_an_overdue_duty_goes_to_the_next_tier_and_both_sides_are_told(
    session: Session, complaint: Complaint, ladder: dict[Role, Staff], office: Office
) -> None:
    sweep(session, office, LATE)
    sweep(session, office, LATE)

    breach = session.scalars(select(Breach)).one()
    assert (breach.due_on, breach.next_on) == (date(2026, 9, 29), date(2026, 10, 12))
    assert complaint.assignee_id == ladder[Role.SUPERVISOR].id
    assert [row.payload["staff_id"] for row in owed(session, "overdue")] == [complaint.assignee_id]
    assert len(owed(session, "progress")) == len(logged(session, Action.ESCALATE)) == 1


def test_nothing_is_overdue_before_the_last_day_has_ended(
    session: Session, complaint: Complaint, office: Office
) -> None:
    sweep(session, office, datetime.fromisoformat("2026-09-29T23:59:59+08:00"))
    assert session.scalars(select(Breach)).all() == []

    sweep(session, office, datetime.fromisoformat("2026-09-30T00:00:00+08:00"))
    assert len(session.scalars(select(Breach)).all()) == 1


def test_each_new_date_that_passes_leads_one_step_higher_until_the_top(
    session: Session, complaint: Complaint, ladder: dict[Role, Staff], office: Office
) -> None:
    holders = list[int | None]()
    for days in range(10, 70):
        sweep(session, office, NOW + days * DAY)
        if complaint.assignee_id not in holders:
            holders.append(complaint.assignee_id)

    assert holders == [ladder[role].id for role in (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)]
    assert session.scalars(select(Breach)).one().raised == 3
    assert len(logged(session, Action.ESCALATE)) > 3


def test_the_next_tier_is_nobody_whom_the_wall_keeps_away(
    session: Session, make: Make, complaint: Complaint, ladder: dict[Role, Staff], office: Office
) -> None:
    make.tie(ladder[Role.SUPERVISOR], organ=make.organ())

    sweep(session, office, LATE)

    assert complaint.assignee_id == ladder[Role.DIRECTOR].id


def test_a_complaint_that_nobody_was_given_goes_to_a_supervisor(
    session: Session, make: Make, ladder: dict[Role, Staff], office: Office
) -> None:
    complaint = make.complaint()

    sweep(session, office, LATE)

    assert (complaint.status, complaint.assignee_id) == (
        Status.ASSIGNED, ladder[Role.SUPERVISOR].id,
    )  # fmt: skip
    assert session.scalars(select(Breach)).one().responsible_staff_id is None


def test_what_was_done_in_time_is_left_in_peace(
    session: Session, complaint: Complaint, office: Office
) -> None:
    casework.accept(session, complaint, holder(session, complaint), office=office, now=NOW)

    sweep(session, office, LATE)

    assert session.scalars(select(Breach)).all() == []
    clocks = session.scalars(select(RunningClock).where(RunningClock.finished_at.is_(None)))
    assert [clock.kind.value for clock in clocks] == ["answer_general"]
