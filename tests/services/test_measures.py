"""A measure is ordered after a decision, proved within thirty days [6.10], an apology too [2.4(a)].

The organ can have it examined again, by somebody else [6.12].
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.enquiring import Kept
from portal.domain.lifecycle import IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import OrderedMeasure
from portal.models.staff import Staff
from portal.services import measures
from portal.services.enquiries import AlreadyAnsweredError, NobodyToAskError
from portal.services.measures import (
    Judgement,
    NewMeasure,
    NotReportedError,
    ObjectionTooLateError,
)
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.organs import WHAT, enquired, liaison, order

LATER = NOW + timedelta(days=3)
PROOF = "已于九月二十三日当面道歉，签收单如附。"


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    return enquired(session, make, office, Status.DECIDED)


@pytest.fixture
def who(make: Make, complaint: Complaint) -> Staff:
    assert complaint.status is Status.DECIDED
    return liaison(make)


@pytest.fixture
def row(session: Session, complaint: Complaint, who: Staff, office: Office) -> OrderedMeasure:
    assert who.id
    return order(session, complaint, office)


def due_days(session: Session) -> list[date]:
    """Return the last days that the organ was given, one after the other."""
    rows = select(RunningClock.due_on).where(RunningClock.measure_id.is_not(None))
    return list(session.scalars(rows.order_by(RunningClock.id)))


def judge(
    session: Session, complaint: Complaint, row: OrderedMeasure, office: Office,
    kept: Kept = Kept.KEPT, days: int | None = None,
) -> None:  # fmt: skip
    actor, found = holder(session, complaint), Judgement(kept, "已核。", days)
    measures.judge(session, complaint, actor, row.id, found, office=office, now=LATER)


def test_an_organ_has_thirty_days_and_ten_working_days_to_object(row: OrderedMeasure) -> None:
    assert (row.number, row.clause) == ("ZG-2026-000001", "2.4(a)")
    assert row.due_on == date(2026, 10, 21)
    assert row.object_until == date(2026, 10, 12)  # the holidays of October lie between


@pytest.mark.usefixtures("who")
def test_a_measure_needs_a_decision_a_liaison_and_a_clause(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    undecided = enquired(session, make, office)
    make.organ("water")
    actor = holder(session, complaint)

    with pytest.raises(IllegalTransitionError):
        order(session, undecided, office)
    with pytest.raises(NobodyToAskError):
        order(session, complaint, office, "water")
    with pytest.raises(KeyError):
        measures.order(
            session, complaint, actor, NewMeasure("housing", WHAT, "9.9"), office=office, now=NOW
        )


def test_the_organ_reports_with_proof_and_the_office_confirms(
    session: Session, complaint: Complaint, row: OrderedMeasure, who: Staff, office: Office
) -> None:
    measures.report(session, row.number, who.as_actor(), PROOF, office=office, now=LATER)
    judge(session, complaint, row, office)

    assert (row.proof, row.reported_by, row.done_at) == (PROOF, who.id, LATER)
    assert row.confirmed_at == LATER
    with pytest.raises(AlreadyAnsweredError):
        measures.report(session, row.number, who.as_actor(), PROOF, office=office, now=LATER)
    with pytest.raises(NotReportedError):
        judge(session, complaint, row, office)


def test_a_report_that_is_not_enough_is_made_again(
    session: Session, complaint: Complaint, row: OrderedMeasure, who: Staff, office: Office
) -> None:
    measures.report(session, row.number, who.as_actor(), "已整改。", office=office, now=LATER)

    judge(session, complaint, row, office, Kept.PARTLY, days=5)

    assert (row.done_at, row.confirmed_at, row.remark) == (None, None, "已核。")
    assert row.judged is Kept.PARTLY
    assert due_days(session) == [date(2026, 10, 21), date(2026, 9, 29)]
    measures.report(session, row.number, who.as_actor(), PROOF, office=office, now=LATER)
    assert row.proof == PROOF


def test_only_whoever_holds_the_complaint_confirms_and_only_its_own_measures(
    session: Session, make: Make, complaint: Complaint, row: OrderedMeasure, who: Staff,
    office: Office,
) -> None:  # fmt: skip
    measures.report(session, row.number, who.as_actor(), PROOF, office=office, now=LATER)
    stranger = make.staff(Role.SUPERVISOR).as_actor()
    actor, yes = holder(session, complaint), Judgement(Kept.KEPT, "已核。")

    with pytest.raises(ForbiddenError):
        measures.judge(session, complaint, stranger, row.id, yes, office=office, now=LATER)
    with pytest.raises(NoResultFound):
        measures.judge(session, complaint, actor, 99, yes, office=office, now=LATER)


def test_nobody_reports_or_objects_for_another_organ(
    session: Session, make: Make, row: OrderedMeasure, office: Office
) -> None:
    other = liaison(make, "water").as_actor()

    with pytest.raises(NoResultFound):
        measures.report(session, row.number, other, PROOF, office=office, now=LATER)
    with pytest.raises(NoResultFound):
        measures.object_to(session, row.number, other, "不服", office=office, now=LATER)


def object_to(
    session: Session, row: OrderedMeasure, actor: Actor, office: Office, days: int = 3
) -> None:
    at = NOW + timedelta(days=days)
    measures.object_to(session, row.number, actor, "依据不足。", office=office, now=at)


def test_an_objection_is_answered_within_fifteen_working_days(
    session: Session, row: OrderedMeasure, who: Staff, office: Office
) -> None:
    object_to(session, row, who.as_actor(), office, days=0)

    assert row.objection == "依据不足。"
    assert row.objection_due_on == date(2026, 10, 19)
    with pytest.raises(AlreadyAnsweredError):
        object_to(session, row, who.as_actor(), office)


def test_an_objection_comes_within_ten_working_days_or_not_at_all(
    session: Session, row: OrderedMeasure, who: Staff, office: Office
) -> None:
    with pytest.raises(ObjectionTooLateError):
        object_to(session, row, who.as_actor(), office, days=22)

    object_to(session, row, who.as_actor(), office, days=21)
    assert row.objected_at


def examine(
    session: Session, complaint: Complaint, actor: Actor, row: OrderedMeasure, *, lifted: bool
) -> None:
    measures.examine(session, complaint, actor, row.id, lifted=lifted, verdict="维持。", now=LATER)


def test_an_objection_is_answered_by_somebody_who_had_no_part_in_the_decision(
    session: Session, make: Make, complaint: Complaint, row: OrderedMeasure, who: Staff,
    office: Office,
) -> None:  # fmt: skip
    object_to(session, row, who.as_actor(), office)
    decider, other = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    complaint.decided_by_id = decider.id

    for actor in (holder(session, complaint), decider.as_actor()):
        with pytest.raises(ForbiddenError):
            examine(session, complaint, actor, row, lifted=False)
    examine(session, complaint, other.as_actor(), row, lifted=False)

    assert (row.lifted, row.verdict, row.examined_by) == (False, "维持。", other.id)
    with pytest.raises(NotReportedError):
        examine(session, complaint, other.as_actor(), row, lifted=True)


def test_a_lifted_measure_need_not_be_carried_out(
    session: Session, make: Make, complaint: Complaint, row: OrderedMeasure, who: Staff,
    office: Office,
) -> None:  # fmt: skip
    object_to(session, row, who.as_actor(), office)

    examine(session, complaint, make.staff(Role.DIRECTOR).as_actor(), row, lifted=True)

    with pytest.raises(AlreadyAnsweredError):
        measures.report(session, row.number, who.as_actor(), PROOF, office=office, now=LATER)
