"""The first-inquiry desk receives everybody, and keeps who was asked first [1.1-1.3]."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.inquiry import Channel, Fault, Outcome, Remit
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.domain.timing import effect_of
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.services import assignment, casework, first_inquiry
from portal.services.first_inquiry import AlreadyAnsweredError, IncompleteError, Question
from portal.services.intake import UnknownOrganError
from portal.services.office import Office
from tests.factories import Make
from tests.inquiring import FRIDAY, NOW, PROMISED, TODAY, asked

QUESTION = Question("换证要带什么？", "housing", "孙某 000-0001")


@pytest.fixture
def clerk(make: Make) -> Actor:
    make.organ()
    return make.staff(Role.INTAKE).as_actor()


def filed(session: Session, make: Make, clerk: Actor, office: Office) -> Complaint:
    """File for a visitor to whom Friday was promised."""
    receipt = first_inquiry.file_for(
        session, make.filing(), PROMISED, clerk, office=office, now=NOW
    )
    return session.scalars(select(Complaint).where(Complaint.reference == receipt.reference)).one()


def promise(session: Session) -> RunningClock:
    """Return the clock of the promise."""
    kind = ClockKind.FIRST_INQUIRY_PROMISE
    return session.scalars(select(RunningClock).where(RunningClock.kind == kind)).one()


def test_a_visitor_is_filed_for_and_the_first_person_asked_is_kept(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """[1.1]: channel, clerk, name, post and organ."""
    complaint = filed(session, make, clerk, office)

    row = session.scalars(select(Inquiry)).one()
    log = session.scalars(select(CaseLog)).one()
    assert complaint.channel == Channel.VISIT
    assert (row.complaint_id, row.asked_name, row.asked_post) == (complaint.id, "赵某", "一号窗口")
    assert row.asked_organ_id == make.organ().id
    assert row.recorded_by == log.staff_id == clerk.staff_id
    assert log.role is Role.COMPLAINANT


def test_a_promised_day_becomes_a_clock_and_the_next_deadline(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """[1.3(b)]."""
    complaint = filed(session, make, clerk, office)

    assert (promise(session).set_on, promise(session).due_on) == (FRIDAY, FRIDAY)
    assert (complaint.next_due_on, complaint.next_due_kind) == (FRIDAY, "first_inquiry_promise")


def test_what_was_settled_or_handed_over_at_once_starts_no_clock(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """[1.3(a), 1.3(c)]."""
    over = asked(remit=Remit.COLLEAGUE, outcome=Outcome.HANDED_OVER, handed_to="钱某")

    for each in (asked(), over):
        first_inquiry.file_for(session, make.filing(), each, clerk, office=office, now=NOW)

    kinds = set(session.scalars(select(RunningClock.kind)))
    assert kinds == {ClockKind.DECIDE_ACCEPTANCE}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"remit": Remit.COLLEAGUE}, Fault.NOT_HANDED_OVER),
        ({"outcome": Outcome.HANDED_OVER}, Fault.NO_RECEIVER),
        ({"outcome": Outcome.PROMISED, "reason": "忙"}, Fault.NO_DAY),
        ({"outcome": Outcome.PROMISED, "due_on": FRIDAY}, Fault.NO_REASON),
        (
            {"outcome": Outcome.PROMISED, "reason": "忙", "due_on": TODAY - timedelta(1)},
            Fault.DAY_PAST,
        ),
        (
            {"outcome": Outcome.PROMISED, "reason": "忙", "due_on": TODAY + timedelta(61)},
            Fault.DAY_FAR,
        ),
    ],
)
def test_what_the_opinion_asks_for_has_to_be_there(
    session: Session, make: Make, clerk: Actor, office: Office, changes: dict[str, object],
    fault: Fault,
) -> None:  # fmt: skip
    """[1.2, 1.3]: a colleague's job is handed over, a promise has its day and its reason."""
    with pytest.raises(IncompleteError) as error:
        first_inquiry.record(session, QUESTION, asked(**changes), clerk, office=office, now=NOW)

    assert error.value.faults == {fault}
    assert session.scalar(select(func.count(Inquiry.id))) == 0


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INTAKE, Role.SUPERVISOR}))
def test_only_the_desk_receives_and_answers(
    session: Session, make: Make, clerk: Actor, office: Office, role: Role
) -> None:
    filed(session, make, clerk, office)
    row = session.scalars(select(Inquiry)).one()
    other = Actor(role, staff_id=clerk.staff_id)

    with pytest.raises(ForbiddenError):
        first_inquiry.file_for(session, make.filing(), asked(), other, office=office, now=NOW)
    with pytest.raises(ForbiddenError):
        first_inquiry.record(session, QUESTION, asked(), other, office=office, now=NOW)
    with pytest.raises(ForbiddenError):
        first_inquiry.keep_promise(session, row.id, other, "好", office=office, now=NOW)


def test_the_same_form_sent_again_is_recorded_once(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    filing = make.filing()

    first, again = (
        first_inquiry.file_for(session, filing, PROMISED, clerk, office=office, now=NOW)
        for _ in range(2)
    )

    assert first == again
    assert again.repeated
    assert session.scalar(select(func.count(Inquiry.id))) == 1


def test_how_to_reach_who_asked_is_sealed(session: Session, clerk: Actor, office: Office) -> None:
    first_inquiry.record(session, QUESTION, PROMISED, clerk, office=office, now=NOW)

    row = session.scalars(select(Inquiry)).one()
    assert "孙某".encode() not in (row.contact_sealed or b"")
    assert office.sealer.open(row.contact_sealed) == QUESTION.contact


def test_an_organ_that_is_none_is_refused(session: Session, clerk: Actor, office: Office) -> None:
    with pytest.raises(UnknownOrganError):
        first_inquiry.record(
            session, QUESTION, asked(organ_code="nowhere"), clerk, office=office, now=NOW
        )


def test_a_promise_kept_ends_its_clock_once(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    complaint = filed(session, make, clerk, office)
    row = session.scalars(select(Inquiry)).one()

    first_inquiry.keep_promise(session, row.id, clerk, "已电话答复。", office=office, now=NOW)

    assert promise(session).finished_at == NOW
    assert complaint.next_due_kind == "decide_acceptance"
    assert (row.answered_by, row.later_answer) == (clerk.staff_id, "已电话答复。")
    with pytest.raises(AlreadyAnsweredError):
        first_inquiry.keep_promise(session, row.id, clerk, "又", office=office, now=NOW)


def test_what_promised_nothing_has_nothing_to_keep(
    session: Session, clerk: Actor, office: Office
) -> None:
    first_inquiry.record(session, QUESTION, asked(), clerk, office=office, now=NOW)
    row = session.scalars(select(Inquiry)).one()

    with pytest.raises(AlreadyAnsweredError):
        first_inquiry.keep_promise(session, row.id, clerk, "好", office=office, now=NOW)


def test_a_complaint_declined_has_answered_the_promise(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """Else a finished complaint would still have a deadline."""
    officer = make.staff()
    complaint = filed(session, make, clerk, office)
    assignment.assign(session, complaint.id, office=office, now=NOW)

    casework.decline(
        session, complaint, officer.as_actor(), code="N3", reason="…", office=office,
        now=NOW,
    )  # fmt: skip

    assert promise(session).finished_at == NOW
    assert complaint.next_due_on is None


@pytest.mark.parametrize("action", [Action.DECLINE, Action.DECIDE, Action.REPORT_BACK])
def test_every_result_answers_the_promise(action: Action) -> None:
    assert ClockKind.FIRST_INQUIRY_PROMISE in effect_of(action).finished


def test_the_desk_receives_also_what_it_may_not_see_afterwards(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """[1.2]: every visit is received; then the wall stands before it."""
    person = make.staff(Role.INTAKE)
    make.tie(person, organ=make.organ())
    session.info["actor"] = tied = person.as_actor()

    receipt = first_inquiry.file_for(session, make.filing(), PROMISED, tied, office=office, now=NOW)

    assert receipt.code
    assert session.scalars(select(Inquiry)).all() == []
    assert session.scalars(select(Complaint)).all() == []
    with pytest.raises(NoResultFound):
        first_inquiry.keep_promise(session, 1, tied, "好", office=office, now=NOW)
