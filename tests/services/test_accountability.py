"""Accountability: one case for each breach, against whoever had the complaint then [4.6]."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.complaint import Complaint
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import excuses, outages, reassignment
from portal.services.office import Office
from portal.services.outages import OutageError
from portal.services.reassignment import Handover
from tests.factories import NOW, Make
from tests.services.test_escalation import DAY, LATE, sweep

LAST_DAY = datetime(2026, 9, 29, 1, tzinfo=UTC)  # nine in the morning at the office
HOUR = timedelta(hours=1)


@pytest.fixture
def supervisor(make: Make) -> Staff:
    """Somebody above the officer."""
    make.staff()
    return make.staff(Role.SUPERVISOR)


@pytest.fixture
def complaint(make: Make, supervisor: Staff) -> Complaint:
    """A complaint that its officer is to accept by 29 September."""
    return make.assigned()


def cases(session: Session) -> list[AccountabilityCase]:
    return list(session.scalars(select(AccountabilityCase).order_by(AccountabilityCase.id)))


def record(session: Session, office: Office, *, hours: float = 2, now: datetime = LATE) -> None:
    outages.record(
        session, Actor.system(), from_at=LAST_DAY, until_at=LAST_DAY + hours * HOUR,
        what="机房断电", office=office, now=now,
    )  # fmt: skip


def test_a_breach_without_a_special_reason_opens_one_case_however_often_it_is_looked_for(
    session: Session, complaint: Complaint, office: Office
) -> None:
    officer_id = complaint.assignee_id

    for days in range(60):
        sweep(session, office, NOW + days * DAY)

    (case,) = cases(session)
    assert (case.staff_id, case.complaint_id) == (officer_id, complaint.id)


def test_whoever_had_the_complaint_when_the_day_ended_answers_not_whoever_has_it_now(
    session: Session, make: Make, complaint: Complaint, supervisor: Staff, office: Office
) -> None:
    officer_id, other = complaint.assignee_id, make.staff()
    reassignment.reassign(
        session, complaint, supervisor.as_actor(), Handover(other.id, "换人"),
        office=office, now=LAST_DAY + DAY,
    )  # fmt: skip

    sweep(session, office, LATE)

    assert [case.staff_id for case in cases(session)] == [officer_id]


def test_a_supervisor_answers_like_anybody_else(
    session: Session, make: Make, office: Office
) -> None:
    supervisor = make.staff(Role.SUPERVISOR)
    make.staff(Role.DIRECTOR)
    make.assigned()

    sweep(session, office, LATE)

    assert [case.staff_id for case in cases(session)] == [supervisor.id]


def test_the_evidence_holds_clock_reminders_extensions_and_workload(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    make.assigned()
    sweep(session, office, NOW + 3 * DAY)
    named = OutboxRow.payload["letter"].astext == "reminder"
    letter = session.scalars(
        select(OutboxRow).where(named, OutboxRow.complaint_id == complaint.id)
    ).one()
    session.add(
        LetterLog(
            complaint_id=complaint.id, outbox_id=letter.id, letter="reminder",
            message_id="<1@office.example>", recipient="staff", sent_at=NOW + 3 * DAY,
        )
    )  # fmt: skip

    sweep(session, office, LATE)

    told = next(case for case in cases(session) if case.complaint_id == complaint.id).evidence
    days = told["clock"]["days"]
    assert (told["clock"]["due_on"], len([day for day in days if day["counted"]])) == (
        "2026-09-29", 5,
    )  # fmt: skip
    assert [each["sent_at"] for each in told["reminders"]] == [(NOW + 3 * DAY).isoformat()]
    assert told["extensions"] == []
    assert told["workload"]["open"] == 2


def test_a_special_reason_recorded_before_leaves_nobody_to_answer_and_is_kept(
    session: Session, complaint: Complaint, supervisor: Staff, office: Office
) -> None:
    excuses.excuse(session, complaint, supervisor.as_actor(), reason="台风停工", now=LAST_DAY)

    sweep(session, office, LATE)

    assert cases(session) == []
    assert session.scalars(select(Breach)).one().special_reason == "台风停工"


def test_nobody_excuses_the_own_delay(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    officer = session.get_one(Staff, complaint.assignee_id)

    with pytest.raises(ForbiddenError):
        excuses.excuse(session, complaint, officer.as_actor(), reason="忙", now=LAST_DAY)


def test_an_outage_on_the_last_day_excuses(
    session: Session, complaint: Complaint, office: Office
) -> None:
    record(session, office)

    sweep(session, office, LATE)

    assert cases(session) == []
    assert session.scalars(select(Breach)).one().excused_by is not None


def test_an_outage_recorded_afterwards_withdraws_the_case_and_says_why(
    session: Session, complaint: Complaint, office: Office
) -> None:
    sweep(session, office, LATE)
    record(session, office, now=LATE + DAY)

    (case,) = cases(session)
    assert case.withdrawn_at == LATE + DAY
    assert "机房断电" in (case.withdrawn_reason or "")


def test_an_outage_of_minutes_excuses_nobody(
    session: Session, complaint: Complaint, office: Office
) -> None:
    record(session, office, hours=0.9)

    sweep(session, office, LATE)

    assert len(cases(session)) == 1


@pytest.mark.parametrize("hours", [0, -1])
def test_an_outage_ends_after_it_begins(session: Session, office: Office, hours: float) -> None:
    with pytest.raises(OutageError):
        record(session, office, hours=hours)
