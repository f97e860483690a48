"""More time for the answer: once, approved by somebody else, told to the complainant."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass, ClockKind, ExtensionError
from portal.domain.lifecycle import IllegalTransitionError
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services import casework, extensions
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

LATER = NOW + timedelta(days=1)
REASON = "需要向档案馆调阅旧卷。"


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    """A complaint taken up on 21 September, to be answered within thirty days."""
    complaint = make.assigned()
    casework.accept(session, complaint, holder(session, complaint), office=office, now=NOW)
    return complaint


@pytest.fixture
def leader(make: Make) -> Actor:
    return make.staff(Role.SUPERVISOR).as_actor()


def extended_letters(session: Session) -> list[str]:
    letter = OutboxRow.payload["letter"].astext
    return list(session.scalars(select(letter).where(letter == "extended")))


def test_the_answer_gets_so_many_days_more_and_the_complainant_a_letter(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    assert complaint.next_due_on == date(2026, 10, 21)

    extensions.extend(session, complaint, leader, days=9, reason=REASON, office=office, now=LATER)

    assert complaint.next_due_on == date(2026, 10, 30)
    row = session.scalars(select(CaseLog).where(CaseLog.action == "extend")).one()
    assert (row.reason, row.staff_id) == (REASON, leader.staff_id)
    assert (row.detail["days"], row.detail["before"]) == (9, "2026-10-21")
    assert extended_letters(session) == ["extended"]


def test_nobody_approves_more_time_for_own_work(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(Role.SUPERVISOR)
    own = make.assigned()
    casework.accept(session, own, holder(session, own), office=office, now=NOW)

    with pytest.raises(ForbiddenError):
        extensions.extend(
            session, own, holder(session, own), days=5, reason=REASON, office=office, now=NOW
        )


def test_an_officer_cannot_approve_for_another(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    other = make.staff().as_actor()

    with pytest.raises(ForbiddenError):
        extensions.extend(session, complaint, other, days=5, reason=REASON, office=office, now=NOW)


@pytest.mark.parametrize(("days", "reason"), [(0, REASON), (31, REASON), (5, " ")])
def test_what_is_no_extension_is_refused(
    session: Session, complaint: Complaint, leader: Actor, office: Office, days: int, reason: str
) -> None:
    with pytest.raises(ExtensionError):
        extensions.extend(
            session, complaint, leader, days=days, reason=reason, office=office, now=NOW
        )

    assert extended_letters(session) == []


def test_a_second_extension_is_refused(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.extend(session, complaint, leader, days=5, reason=REASON, office=office, now=NOW)

    with pytest.raises(ExtensionError, match="already"):
        extensions.extend(session, complaint, leader, days=5, reason=REASON, office=office, now=NOW)


def test_after_the_last_day_none_is_granted(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    late = NOW + timedelta(days=31)

    with pytest.raises(ExtensionError, match="run out"):
        extensions.extend(
            session, complaint, leader, days=5, reason=REASON, office=office, now=late
        )


def test_a_complaint_not_yet_taken_up_has_nothing_to_extend(
    session: Session, make: Make, leader: Actor, office: Office
) -> None:
    make.staff()
    assigned = make.assigned()

    with pytest.raises(IllegalTransitionError):
        extensions.extend(session, assigned, leader, days=5, reason=REASON, office=office, now=NOW)


def test_a_new_class_runs_from_the_same_start_and_is_told(
    session: Session, complaint: Complaint, office: Office
) -> None:
    extensions.set_class(
        session, complaint, holder(session, complaint), AnswerClass.COMPLEX,
        reason="涉及三个单位。", office=office, now=LATER,
    )  # fmt: skip

    old, new = session.scalars(
        select(RunningClock)
        .where(RunningClock.kind != ClockKind.DECIDE_ACCEPTANCE)
        .order_by(RunningClock.id)
    )
    assert (old.kind, old.dropped_at) == (ClockKind.ANSWER_GENERAL, LATER)
    assert (new.kind, new.started_at) == (ClockKind.ANSWER_COMPLEX, NOW)
    assert complaint.next_due_on == new.due_on == date(2026, 11, 20)
    assert extended_letters(session) == ["extended"]


def test_the_class_of_a_complaint_not_yet_taken_up_decides_its_answer_later(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    actor = holder(session, complaint)

    extensions.set_class(session, complaint, actor, AnswerClass.MEETING, office=office, now=NOW)
    casework.accept(session, complaint, actor, office=office, now=NOW)

    assert complaint.next_due_kind == ClockKind.ANSWER_MEETING
    assert extended_letters(session) == []


def test_the_same_class_again_changes_nothing(
    session: Session, complaint: Complaint, office: Office
) -> None:
    due = complaint.next_due_on

    extensions.set_class(
        session,
        complaint,
        holder(session, complaint),
        AnswerClass.GENERAL,
        office=office,
        now=LATER,
    )

    assert complaint.next_due_on == due
    assert extended_letters(session) == []


def test_a_new_class_is_no_way_to_a_second_extension(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.extend(session, complaint, leader, days=5, reason=REASON, office=office, now=NOW)
    extensions.set_class(
        session,
        complaint,
        holder(session, complaint),
        AnswerClass.COMPLEX,
        office=office,
        now=LATER,
    )

    with pytest.raises(ExtensionError, match="already"):
        extensions.extend(session, complaint, leader, days=5, reason=REASON, office=office, now=NOW)
    assert complaint.next_due_on == date(2026, 11, 25)


def test_only_who_handles_it_sets_the_class(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    with pytest.raises(ForbiddenError):
        extensions.set_class(
            session, complaint, leader, AnswerClass.COMPLEX, office=office, now=LATER
        )
