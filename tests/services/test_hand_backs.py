"""Handing back: "not mine" within one working day; until another has it, it stays who had it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.lifecycle import IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.hand_back import HandBack
from portal.models.outbox import OutboxRow
from portal.services import hand_backs, reassignment
from portal.services.hand_backs import (
    AlreadyHandedBackError,
    NothingHandedBackError,
    TooLateError,
)
from portal.services.office import Office
from portal.services.reassignment import Handover
from portal.transaction import transaction
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import lead_to

DAY = timedelta(days=1)
REASON = "不属本科职责"
HandBackBy = Callable[..., None]


@pytest.fixture
def back(session: Session, office: Office) -> HandBackBy:
    """Hand a complaint back, as whoever has it unless somebody else is named."""

    def back(complaint: Complaint, by: Actor | None = None, *, now: datetime = NOW) -> None:
        actor = by or holder(session, complaint)
        hand_backs.hand_back(session, complaint, actor, reason=REASON, office=office, now=now)
        session.flush()

    return back


@pytest.fixture
def decide(session: Session, office: Office) -> HandBackBy:
    """Decide on what was handed back."""

    def decide(complaint: Complaint, by: Actor, *, granted: bool, now: datetime = NOW) -> None:
        hand_backs.decide(
            session, complaint, by, granted=granted, answer="查明", office=office, now=now
        )
        session.flush()

    return decide


@pytest.fixture
def leader(make: Make) -> Actor:
    return make.staff(Role.SUPERVISOR).as_actor()


def test_whoever_handed_it_back_stays_responsible_until_somebody_else_has_it(
    session: Session, make: Make, back: HandBackBy, decide: HandBackBy, leader: Actor
) -> None:
    first, second = make.staff(), make.staff()
    complaint = make.assigned()
    due_on = complaint.next_due_on

    back(complaint)
    assert (complaint.assignee_id, complaint.status) == (first.id, Status.ASSIGNED)

    decide(complaint, leader, granted=True)
    assert (complaint.assignee_id, complaint.status) == (second.id, Status.ASSIGNED)
    assert complaint.next_due_on == due_on


def test_the_log_and_the_request_say_what_was_asked_and_answered(
    session: Session, make: Make, back: HandBackBy, decide: HandBackBy, leader: Actor
) -> None:
    first, second = make.staff(), make.staff()
    complaint = make.assigned()

    back(complaint)
    decide(complaint, leader, granted=True, now=NOW + DAY)

    *_, asked, answered, given = session.scalars(select(CaseLog).order_by(CaseLog.id))
    assert (asked.action, asked.staff_id, asked.reason) == ("hand_back", first.id, REASON)
    assert (answered.action, answered.staff_id) == ("decide_hand_back", leader.staff_id)
    assert answered.detail["granted"] is True
    assert (given.action, given.role) == ("reassign", Role.SYSTEM)
    assert f"{first.username} walled: handed it back" in given.detail["en"]
    request = session.scalars(select(HandBack)).one()
    assert (request.granted, request.decided_by) == (True, leader.staff_id)
    assert (request.decided_at, request.answer) == (NOW + DAY, "查明")
    told = session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "letter")).all()
    assert {"letter": "assigned", "staff_id": second.id} in told


def test_a_refusal_leaves_it_where_it_is_and_more_can_be_asked(
    session: Session, make: Make, back: HandBackBy, decide: HandBackBy, leader: Actor
) -> None:
    first, _ = make.staff(), make.staff()
    complaint = make.assigned()

    back(complaint)
    decide(complaint, leader, granted=False)
    back(complaint)

    assert complaint.assignee_id == first.id
    asked = select(HandBack.granted).order_by(HandBack.id)
    assert session.scalars(asked).all() == [False, None]


@pytest.mark.parametrize(
    ("assigned", "last"),
    [
        # a Monday: until the end of Tuesday, as the office counts days
        (datetime(2026, 9, 21, 2, tzinfo=UTC), datetime(2026, 9, 22, 16, tzinfo=UTC)),
        # late on Monday evening at the office
        (datetime(2026, 9, 21, 15, 59, tzinfo=UTC), datetime(2026, 9, 22, 16, tzinfo=UTC)),
        # the Thursday before the Mid-Autumn holiday: until the end of the Monday after it
        (datetime(2026, 9, 24, 2, tzinfo=UTC), datetime(2026, 9, 28, 16, tzinfo=UTC)),
        # the Friday before a Saturday that is worked
        (datetime(2026, 10, 9, 2, tzinfo=UTC), datetime(2026, 10, 10, 16, tzinfo=UTC)),
        # the last day of a year, in a year whose notice is not out yet
        (datetime(2026, 12, 31, 2, tzinfo=UTC), datetime(2027, 1, 1, 16, tzinfo=UTC)),
    ],
)
def test_there_is_one_working_day_for_it(
    make: Make, back: HandBackBy, assigned: datetime, last: datetime
) -> None:
    complaint = make.assigned(now=assigned)

    with pytest.raises(TooLateError):
        back(complaint, now=last)
    back(complaint, now=last - timedelta(microseconds=1))


def test_the_day_begins_anew_for_whoever_gets_it_next(
    make: Make, back: HandBackBy, decide: HandBackBy, leader: Actor
) -> None:
    for _ in range(3):
        make.staff()
    complaint = make.assigned()

    back(complaint)
    decide(complaint, leader, granted=True, now=NOW + 2 * DAY)
    back(complaint, now=NOW + 3 * DAY)

    assert complaint.assigned_at == NOW + 2 * DAY


@pytest.mark.parametrize("role", [Role.OFFICER, Role.INTAKE, Role.AUDITOR, Role.ADMIN])
def test_the_decision_is_no_officers_clerks_or_auditors(
    make: Make, back: HandBackBy, decide: HandBackBy, role: Role
) -> None:
    make.staff()
    complaint = make.assigned()
    back(complaint)

    with pytest.raises(ForbiddenError):
        decide(complaint, make.staff(role).as_actor(), granted=True)


def test_a_supervisor_who_has_it_does_not_grant_the_own_request(
    session: Session, make: Make, back: HandBackBy, decide: HandBackBy
) -> None:
    make.staff(Role.SUPERVISOR)
    complaint = make.assigned()
    own = holder(session, complaint)
    back(complaint)

    with pytest.raises(ForbiddenError):
        decide(complaint, own, granted=True)


def test_nobody_hands_back_what_is_anothers(make: Make, back: HandBackBy) -> None:
    make.staff()
    complaint = make.assigned()

    with pytest.raises(ForbiddenError):
        back(complaint, make.staff().as_actor())


def test_what_nobody_handed_back_is_not_decided(
    make: Make, decide: HandBackBy, leader: Actor
) -> None:
    make.staff()
    complaint = make.assigned()

    with pytest.raises(NothingHandedBackError):
        decide(complaint, leader, granted=True)


def test_a_request_that_waits_is_not_made_twice(
    session: Session, make: Make, back: HandBackBy
) -> None:
    make.staff()
    complaint = make.assigned()
    back(complaint)

    with pytest.raises(AlreadyHandedBackError):
        back(complaint)

    assert session.scalar(select(func.count(HandBack.id))) == 1


def give(session: Session, complaint: Complaint, to: int, by: Actor, office: Office) -> None:
    reassignment.reassign(
        session, complaint, by, Handover(to, "调整"), office=office, now=NOW + timedelta(hours=1)
    )
    session.flush()


def test_a_request_is_overtaken_once_the_complaint_has_changed_hands(
    session: Session, make: Make, office: Office, back: HandBackBy, decide: HandBackBy,
    leader: Actor,
) -> None:  # fmt: skip
    first, second, third = make.staff(), make.staff(), make.staff()
    complaint = make.assigned()
    back(complaint)

    give(session, complaint, second.id, leader, office)
    with pytest.raises(NothingHandedBackError):
        decide(complaint, leader, granted=True)
    assert complaint.assignee_id == second.id

    back(complaint, now=NOW + timedelta(hours=2))
    request = session.scalars(select(HandBack)).one()
    assert request.staff_id == second.id
    decide(complaint, leader, granted=True, now=NOW + timedelta(hours=3))
    assert complaint.assignee_id in {first.id, third.id}


def test_a_request_is_overtaken_even_if_the_complaint_comes_back(
    session: Session, make: Make, office: Office, back: HandBackBy, decide: HandBackBy,
    leader: Actor,
) -> None:  # fmt: skip
    first, second = make.staff(), make.staff()
    complaint = make.assigned()
    back(complaint)

    give(session, complaint, second.id, leader, office)
    give(session, complaint, first.id, leader, office)

    with pytest.raises(NothingHandedBackError):
        decide(complaint, leader, granted=True)


def test_where_nobody_else_is_left_it_stays_and_waits(
    session: Session, make: Make, office: Office, back: HandBackBy
) -> None:
    director = make.staff(Role.DIRECTOR)
    only = make.staff()
    complaint = make.assigned()
    back(complaint)
    make.tie(director, organ=make.organ())
    leader = make.staff(Role.SUPERVISOR)
    make.tie(leader, official=make.official(organ="water"))
    leader.absent_until = NOW + DAY
    session.commit()

    with pytest.raises(NobodyLeftError), transaction(leader.as_actor()) as own:
        hand_backs.decide(
            own, own.get_one(Complaint, complaint.id), leader.as_actor(),
            granted=True, answer="", office=office, now=NOW,
        )  # fmt: skip

    assert complaint.assignee_id == only.id
    assert session.scalars(select(HandBack.granted)).all() == [None]


@pytest.mark.parametrize(
    "status",
    sorted(set(Status) - {Status.ASSIGNED, Status.RECEIVED, Status.UNDER_REVIEW}),
)
def test_what_somebody_has_begun_to_work_on_is_not_handed_back(
    session: Session, make: Make, office: Office, back: HandBackBy, status: Status
) -> None:
    complaint = lead_to(session, make, status, office=office)

    with pytest.raises(IllegalTransitionError):
        back(complaint)


def test_a_request_gives_a_reason(make: Make, session: Session, office: Office) -> None:
    make.staff()
    complaint = make.assigned()

    hand_backs.hand_back(
        session, complaint, holder(session, complaint), reason="", office=office, now=NOW
    )
    with pytest.raises(IntegrityError, match="ck_hand_back_reason"):
        session.flush()
