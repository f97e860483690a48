"""An organ is reminded of its days and chased when late, which excuses nobody else [7.12]."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind, ExtensionError
from portal.domain.enquiring import News
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import ForbiddenError, Role
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services import casework, enquiries, escalation
from portal.services.enquiries import AlreadyAnsweredError
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.organs import ask, enquired, liaison, order

DAY = timedelta(days=1)
LATE = NOW + 18 * DAY  # the enquiry was due on 8 October, the complaint is not yet


def sweep(session: Session, office: Office, now: datetime) -> None:
    """Run both sweeps to their ends, as the workers do."""
    session.flush()
    for act in (escalation.warn, escalation.escalate):
        after: escalation.Place | None = escalation.START
        while after is not None:
            after = act(session, after=after, office=office, now=now)


def news(session: Session, letter: str = "organ_news") -> list[tuple[str, int]]:
    """Return what news are owed, and to whom."""
    name = OutboxRow.payload["letter"].astext
    rows = session.scalars(select(OutboxRow).where(name == letter).order_by(OutboxRow.id))
    return [(row.payload["news"], row.payload["staff_id"]) for row in rows]


def logged(session: Session, action: Action) -> list[CaseLog]:
    return list(session.scalars(select(CaseLog).where(CaseLog.action == action.value)))


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    make.staff(Role.SUPERVISOR)
    return enquired(session, make, office)


@pytest.fixture
def who(make: Make, complaint: Complaint) -> Staff:
    assert complaint.status is Status.INVESTIGATING
    return liaison(make)


@pytest.fixture
def row(session: Session, complaint: Complaint, who: Staff, office: Office) -> Enquiry:
    assert who.id
    return ask(session, complaint, office)


def clock_of(session: Session, row: Enquiry) -> RunningClock:
    found = select(RunningClock).where(RunningClock.enquiry_id == row.id)
    return session.scalars(found.execution_options(populate_existing=True)).one()


def test_an_enquiry_has_a_clock_that_is_no_deadline_of_the_complaint(
    session: Session, complaint: Complaint, row: Enquiry, office: Office
) -> None:
    other = ask(session, complaint, office, words="请提供监控录像。", days=3)

    assert clock_of(session, row).due_on == row.due_on == date(2026, 10, 8)
    assert clock_of(session, other).due_on == date(2026, 9, 24)
    assert complaint.next_due_kind == ClockKind.ANSWER_GENERAL


def test_the_liaison_and_the_investigator_are_reminded_once_for_each_day(
    session: Session, complaint: Complaint, row: Enquiry, who: Staff, office: Office
) -> None:
    for _ in range(2):
        sweep(session, office, NOW + 9 * DAY)

    given = session.scalars(select(GivenWarning.clock_id)).all()
    assert set(given) == {clock_of(session, row).id}
    assert news(session) == [(News.REMINDER, who.id)]
    reminders = OutboxRow.payload["letter"].astext == "reminder"
    owed = session.scalars(select(OutboxRow).where(reminders)).one()
    assert owed.payload["staff_id"] == complaint.assignee_id
    assert len(logged(session, Action.REMIND_ORGAN)) == 1


def test_an_organ_that_is_late_is_chased_and_its_breach_recorded(
    session: Session, complaint: Complaint, row: Enquiry, who: Staff, office: Office
) -> None:
    officer, due = complaint.assignee_id, complaint.next_due_on
    supervisor = session.scalars(select(Staff.id).where(Staff.role == Role.SUPERVISOR)).one()

    for _ in range(2):
        sweep(session, office, LATE)

    breach = session.scalars(select(Breach)).one()
    assert (breach.organ_id, breach.due_on) == (row.organ_id, date(2026, 10, 8))
    assert (breach.responsible_staff_id, breach.raised) == (None, 1)
    assert (News.OVERDUE, who.id) in news(session)
    assert news(session, "organ_work") == [(News.LATE, officer), (News.LATE, supervisor)]
    assert len(logged(session, Action.CHASE_ORGAN)) == 1
    session.refresh(complaint)
    assert (complaint.assignee_id, complaint.next_due_on) == (officer, due)
    assert session.scalars(select(AccountabilityCase)).all() == []


def test_each_new_date_that_passes_is_told_one_step_higher(
    session: Session, make: Make, complaint: Complaint, row: Enquiry, office: Office
) -> None:
    director = make.staff(Role.DIRECTOR)

    sweep(session, office, LATE)
    next_on = session.scalars(select(Breach.next_on)).one()
    sweep(session, office, datetime.combine(next_on + DAY, NOW.timetz()))

    breach = session.scalars(select(Breach).where(Breach.organ_id == row.organ_id)).one()
    session.refresh(breach)
    assert breach.raised == 2
    assert (News.LATE, director.id) in news(session, "organ_work")


def test_a_late_organ_never_excuses_the_complaints_own_clock(
    session: Session, complaint: Complaint, row: Enquiry, office: Office
) -> None:
    sweep(session, office, NOW + 60 * DAY)

    kinds = select(RunningClock.kind).join(Breach, Breach.clock_id == RunningClock.id)
    assert set(session.scalars(kinds)) == {ClockKind.ENQUIRY, ClockKind.ANSWER_GENERAL}
    assert len(session.scalars(select(AccountabilityCase)).all()) == 1
    assert row.complaint_id == complaint.id


def test_an_answer_after_the_day_is_taken_and_said_to_be_late(
    session: Session, row: Enquiry, who: Staff, office: Office
) -> None:
    enquiries.answer(session, row.number, who.as_actor(), "如附。", office=office, now=LATE)

    assert logged(session, Action.ORGAN_ANSWERS)[0].detail["late"] is True
    assert clock_of(session, row).finished_at == LATE
    sweep(session, office, LATE + DAY)
    assert session.scalars(select(Breach)).all() == []


def test_a_question_is_taken_back_and_asked_again(
    session: Session, complaint: Complaint, row: Enquiry, who: Staff, office: Office
) -> None:
    actor = holder(session, complaint)
    enquiries.take_back(session, complaint, actor, row.number, "问错了日期。", now=NOW)
    anew = ask(session, complaint, office, again=row.number)

    assert (row.withdrawn_reason, anew.follows_id) == ("问错了日期。", row.id)
    assert news(session) == [(News.WITHDRAWN, who.id)]
    with pytest.raises(AlreadyAnsweredError):
        enquiries.answer(session, row.number, who.as_actor(), "答", office=office, now=NOW)
    with pytest.raises(AlreadyAnsweredError):
        enquiries.take_back(session, complaint, actor, row.number, "又", now=NOW)


def test_an_organ_is_given_more_time_once_with_a_reason_and_before_it_is_late(
    session: Session, make: Make, complaint: Complaint, row: Enquiry, who: Staff, office: Office
) -> None:
    actor, why = holder(session, complaint), "档案要调阅。"
    stranger = make.staff(Role.SUPERVISOR).as_actor()

    def extend(by: datetime, days: int = 5) -> None:
        enquiries.extend(
            session, complaint, actor, row.number, days=days, reason=why, office=office, now=by
        )

    with pytest.raises(ForbiddenError):
        enquiries.extend(
            session, complaint, stranger, row.number, days=5, reason=why, office=office, now=NOW
        )
    with pytest.raises(ExtensionError):
        extend(LATE)
    extend(NOW)
    with pytest.raises(ExtensionError):
        extend(NOW)

    assert clock_of(session, row).due_on == date(2026, 10, 13)
    assert news(session) == [(News.EXTENDED, who.id)]


def test_a_decision_or_a_transfer_ends_what_was_asked(
    session: Session, complaint: Complaint, row: Enquiry, office: Office
) -> None:
    actor = holder(session, complaint)

    casework.transfer(
        session, complaint, actor, target="市局", reason="归其管辖", office=office, now=NOW
    )

    assert clock_of(session, row).dropped_at == NOW


def test_a_measure_is_chased_after_the_complaint_is_closed(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(Role.SUPERVISOR)
    closed = enquired(session, make, office, Status.CLOSED)
    who = liaison(make)
    order(session, closed, office)

    sweep(session, office, NOW + 60 * DAY)

    assert [each for each in news(session) if each[0] == News.OVERDUE] == [(News.OVERDUE, who.id)]
    assert session.scalars(select(Breach.organ_id)).all() == [who.organ_id]
