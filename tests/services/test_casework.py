"""Casework: each step moves status, clocks, dates and log together, and a refusal moves nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, AnswerClass, ClockKind
from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services import casework, clocks, decisions, findings
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, established, lead_to

K = ClockKind
LATER = NOW + timedelta(hours=3)


def log(session: Session, complaint: Complaint) -> list[CaseLog]:
    rows = select(CaseLog).where(CaseLog.complaint_id == complaint.id).order_by(CaseLog.id)
    return list(session.scalars(rows))


def running(session: Session, complaint: Complaint) -> set[ClockKind]:
    return {row.kind for row in clocks.rows(session, complaint) if row.running}


def letters(session: Session) -> list[str]:
    rows = select(OutboxRow.payload).where(OutboxRow.kind == "letter").order_by(OutboxRow.id)
    return [payload["letter"] for payload in session.scalars(rows)]


@pytest.mark.parametrize(
    ("answer", "due_on"),
    [
        (AnswerClass.SIMPLE, date(2026, 9, 21)),
        (AnswerClass.MEETING, date(2026, 9, 28)),
        (AnswerClass.GENERAL, date(2026, 10, 21)),
        (AnswerClass.COMPLEX, date(2026, 11, 20)),
    ],
)
def test_acceptance_ends_its_own_clock_and_starts_the_answer_of_the_class(
    session: Session, make: Make, office: Office, answer: AnswerClass, due_on: date
) -> None:
    complaint = make.assigned()
    complaint.answer_class = answer

    casework.accept(session, complaint, holder(session, complaint), office=office, now=LATER)

    acceptance, answering = clocks.rows(session, complaint)
    assert (acceptance.kind, acceptance.finished_at) == (K.DECIDE_ACCEPTANCE, LATER)
    assert (answering.kind, answering.started_at, answering.running) == (answer.clock, LATER, True)
    assert (complaint.next_due_on, complaint.next_due_kind) == (due_on, answer.clock)
    assert (complaint.status, complaint.accepted_at) == (Status.ACCEPTED, LATER)
    assert letters(session) == ["receipt", "assigned", "accepted"]


def test_declining_starts_the_complainants_right_to_a_review(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECLINED, office=office)

    acceptance, right = clocks.rows(session, complaint)
    assert acceptance.finished_at == NOW
    assert (right.kind, right.due_on, right.running) == (K.REVIEW_REQUEST, date(2026, 10, 21), True)
    assert complaint.next_due_on is None
    assert (complaint.decline_code, complaint.closed_at) == ("N1", NOW)
    assert letters(session)[-1] == "declined"


STANDS = {
    Status.RECEIVED: {K.DECIDE_ACCEPTANCE},
    Status.ASSIGNED: {K.DECIDE_ACCEPTANCE},
    Status.CLARIFICATION: {K.DECIDE_ACCEPTANCE},
    Status.ACCEPTED: {K.ANSWER_GENERAL},
    Status.TRANSFERRED: {K.ANSWER_GENERAL},
    Status.INVESTIGATING: {K.ANSWER_GENERAL},
    Status.FINDINGS_PROPOSED: {K.ANSWER_GENERAL},
    Status.AWAITING_APPROVAL: {K.ANSWER_GENERAL},
    Status.DECIDED: {K.RESULT_MAIL},
    Status.CLOSED: {K.REVIEW_REQUEST},
    Status.DECLINED: {K.REVIEW_REQUEST},
    Status.UNDER_REVIEW: {K.REVIEW_DECISION},
    Status.WITHDRAWN: set(),
}


@pytest.mark.parametrize("status", Status)
def test_each_status_has_its_clocks_its_log_and_its_one_next_deadline(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    complaint = lead_to(session, make, status, office=office)

    entries = log(session, complaint)
    duties = {kind for kind in running(session, complaint) if CLOCKS[kind].warned}
    assert complaint.status is status is entries[-1].to_status
    assert all(later.from_status is entry.to_status for entry, later in pairwise(entries))
    assert running(session, complaint) == STANDS[status]
    assert complaint.next_due_kind == next(iter(duties), None)
    assert len(duties) <= 1
    assert (complaint.closed_at is None) is status.open is (complaint.next_due_on is not None)


def test_a_review_that_sets_the_decision_aside_lets_the_answer_run_anew(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.UNDER_REVIEW, office=office)
    complaint.assignee_id = make.staff().id

    Life(session, complaint, office, LATER).take(Action.REOPEN)

    assert (complaint.status, complaint.reviews) == (Status.ACCEPTED, 1)
    assert running(session, complaint) == {K.ANSWER_GENERAL}
    assert (complaint.accepted_at, complaint.closed_at) == (LATER, None)


def test_a_complaint_reviewed_twice_and_handled_anew_can_be_closed_a_third_time(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLOSED, office=office)
    life = Life(session, complaint, office)

    for ask in (Action.ASK_REVIEW, Action.ASK_SECOND_REVIEW):
        life.as_complainant(ask)
        complaint.assignee_id = make.staff().id
        life.take(Action.REOPEN)
        life.find()
        life.decide()
        session.flush()
        life.close()
        session.flush()

    assert (complaint.status, complaint.reviews) == (Status.CLOSED, 2)


def test_a_new_holder_of_a_decided_complaint_does_not_change_when_it_was_decided(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office)

    casework.advance(session, complaint, Actor.system(), Action.REASSIGN, office=office, now=LATER)

    assert complaint.decided_at == NOW


Attempt = Callable[[Session, Complaint, Actor, Office], None]
REFUSED: dict[str, tuple[Status, Attempt]] = {
    "accept": (
        Status.ASSIGNED,
        lambda session, complaint, actor, office: casework.accept(
            session, complaint, actor, office=office, now=LATER
        ),
    ),
    "decline": (
        Status.ASSIGNED,
        lambda session, complaint, actor, office: casework.decline(
            session, complaint, actor, code="N1", reason="不属", office=office, now=LATER
        ),
    ),
    "investigate": (
        Status.ACCEPTED,
        lambda session, complaint, actor, office: casework.advance(
            session, complaint, actor, Action.INVESTIGATE, office=office, now=LATER
        ),
    ),
    "propose findings": (
        Status.INVESTIGATING,
        lambda session, complaint, actor, office: findings.propose(
            session, complaint, actor, established(session, complaint), office=office, now=LATER
        ),
    ),
    "decide": (
        Status.FINDINGS_PROPOSED,
        lambda session, complaint, actor, office: decisions.decide(
            session, complaint, actor, summary="已纠正", office=office, now=LATER
        ),
    ),
    "note": (
        Status.ACCEPTED,
        lambda session, complaint, actor, _office: casework.note(
            session, complaint, actor, Action.SET_CLASS, now=LATER
        ),
    ),
}


ILLEGAL = {name: case for name, case in REFUSED.items() if name != "decide"}
"""Without signatures, which only what waits for them has, nobody may decide at all."""


def everything(session: Session) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    session.flush()
    tables = Complaint.metadata.tables
    return {
        name: sorted(session.scalars(text(f'SELECT "{name}"::text FROM "{name}"')))  # noqa: S608
        for name in tables
        if not name.startswith("calendar")
    }


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_whoever_may_not_leaves_no_trace_even_if_the_caller_goes_on(
    session: Session, make: Make, office: Office, case: tuple[Status, Attempt]
) -> None:
    status, attempt = case
    complaint = lead_to(session, make, status, office=office)
    stranger = make.staff().as_actor()
    before = everything(session)

    with pytest.raises(ForbiddenError):
        attempt(session, complaint, stranger, office)

    assert everything(session) == before


@pytest.mark.parametrize("case", ILLEGAL.values(), ids=ILLEGAL.keys())
def test_what_the_status_does_not_allow_leaves_no_trace_either(
    session: Session, make: Make, office: Office, case: tuple[Status, Attempt]
) -> None:
    _, attempt = case
    complaint = lead_to(session, make, Status.CLOSED, office=office)
    before = everything(session)

    with pytest.raises(IllegalTransitionError):
        attempt(session, complaint, holder(session, complaint), office)

    assert everything(session) == before


def test_a_note_is_logged_and_changes_nothing_else(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    leader = make.staff(Role.SUPERVISOR).as_actor()
    version = complaint.version

    casework.note(
        session, complaint, leader, Action.RECUSE, now=LATER, reason="亲属", detail={"seen": 1}
    )
    session.flush()

    entry = log(session, complaint)[-1]
    assert (entry.from_status, entry.to_status) == (Status.ASSIGNED, Status.ASSIGNED)
    assert (entry.role, entry.staff_id, entry.at) == (Role.SUPERVISOR, leader.staff_id, LATER)
    assert (entry.action, entry.reason, entry.detail) == ("recuse", "亲属", {"seen": 1})
    assert complaint.version == version


def test_the_log_can_neither_be_changed_nor_shortened(session: Session, make: Make) -> None:
    make.complaint()

    for statement in ("UPDATE case_log SET reason = 'x'", "DELETE FROM case_log"):
        with pytest.raises(DatabaseError), session.begin_nested():
            session.execute(text(statement))
    assert session.scalar(select(func.count(CaseLog.id))) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.CLOSED},
        {"next_due_on": None},
        {"status": Status.DECLINED, "closed_at": NOW, "next_due_on": None},
        {"status": Status.ACCEPTED},
        {"assignee_id": None},
        {"reviews": 3},
    ],
    ids=str,
)
def test_the_database_refuses_what_no_step_leads_to(
    session: Session, make: Make, values: dict[str, object]
) -> None:
    complaint = make.assigned()

    with pytest.raises(IntegrityError):
        session.execute(update(Complaint).where(Complaint.id == complaint.id).values(values))
