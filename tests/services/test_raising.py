"""A clue of crime or a graver claim moves a complaint up at once, and never down [5.2(4), 6.11]."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.filing import Loss
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.domain.routing import Band
from portal.domain.severity import Approval, Severity
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import raising
from portal.services.office import Office
from portal.services.raising import NotGraverError
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, lead_to


@pytest.fixture
def clerk(make: Make) -> Staff:
    """An officer who is trusted with what is standard, and nothing heavier."""
    return make.staff(tier=Band.STANDARD)


@pytest.fixture
def trusted(make: Make, clerk: Staff) -> Staff:
    """An officer who is trusted with everything."""
    return make.staff(tier=Band.REFERRAL)


@pytest.fixture
def complaint(make: Make, clerk: Staff) -> Complaint:
    """A standard complaint, with the clerk."""
    return make.assigned(categories=(Category.C12,))


def flag(session: Session, complaint: Complaint, actor: Actor, office: Office) -> None:
    raising.flag_clue(session, complaint, actor, reason="收据系伪造", office=office, now=NOW)


def rerate(
    session: Session, complaint: Complaint, office: Office, category: Category, loss: Loss
) -> None:
    raising.rerate(
        session, complaint, holder(session, complaint), (category, loss), reason="补充后得知",
        office=office, now=NOW,
    )  # fmt: skip


def letters(session: Session, complaint: Complaint) -> list[int]:
    """Return who is told that the complaint is theirs now."""
    rows = session.scalars(
        select(OutboxRow)
        .where(OutboxRow.complaint_id == complaint.id)
        .where(OutboxRow.payload["letter"].astext == "assigned")
        .order_by(OutboxRow.id)
    )
    return [row.payload["staff_id"] for row in rows]


def test_a_clue_of_crime_moves_queue_officer_and_deadline_and_tells_the_officer(
    session: Session, complaint: Complaint, clerk: Staff, trusted: Staff, office: Office
) -> None:
    flag(session, complaint, clerk.as_actor(), office)

    assert (complaint.band, complaint.provisional_severity) == (Band.REFERRAL, Severity.REFERRAL)
    assert complaint.assignee_id == trusted.id
    assert (complaint.next_due_on, complaint.next_due_kind) == (
        date(2026, 9, 24), ClockKind.CRIME_CLUE_DECISION.value,
    )  # fmt: skip
    assert letters(session, complaint) == [clerk.id, trusted.id]
    row = session.scalars(select(CaseLog).where(CaseLog.action == Action.RAISE.value)).one()
    assert (row.reason, row.staff_id, row.detail["clue"]) == ("收据系伪造", clerk.id, True)


def test_whoever_is_trusted_with_it_keeps_it(
    session: Session, complaint: Complaint, trusted: Staff, office: Office
) -> None:
    complaint.assignee_id = trusted.id

    flag(session, complaint, trusted.as_actor(), office)

    assert complaint.assignee_id == trusted.id


def test_where_no_officer_is_trusted_the_next_step_takes_it(
    session: Session, make: Make, complaint: Complaint, clerk: Staff, office: Office
) -> None:
    supervisor = make.staff(Role.SUPERVISOR)

    flag(session, complaint, clerk.as_actor(), office)

    assert complaint.assignee_id == supervisor.id


def test_the_wall_stands_before_whoever_would_take_it(
    session: Session, make: Make, complaint: Complaint, trusted: Staff, clerk: Staff,
    office: Office,
) -> None:  # fmt: skip
    make.tie(trusted, organ=make.organ())
    other = make.staff(tier=Band.REFERRAL)

    flag(session, complaint, clerk.as_actor(), office)

    assert complaint.assignee_id == other.id


def test_a_clue_is_flagged_once(
    session: Session, complaint: Complaint, trusted: Staff, office: Office
) -> None:
    flag(session, complaint, holder(session, complaint), office)

    with pytest.raises(NotGraverError):
        flag(session, complaint, holder(session, complaint), office)
    kinds = session.scalars(select(RunningClock.kind)).all()
    assert kinds.count(ClockKind.CRIME_CLUE_DECISION) == 1


def test_a_graver_claim_moves_it_up_and_becomes_a_point_to_answer(
    session: Session, complaint: Complaint, trusted: Staff, office: Office
) -> None:
    rerate(session, complaint, office, Category.C13, Loss.SOME)

    assert (complaint.band, complaint.loss) == (Band.DISCIPLINE, Loss.SOME)
    assert complaint.assignee_id == trusted.id
    assert ClockKind.CRIME_CLUE_DECISION not in session.scalars(select(RunningClock.kind)).all()


@pytest.mark.parametrize(
    ("category", "loss"), [(Category.C12, Loss.NONE), (Category.C03, Loss.SOME)]
)
def test_nothing_goes_down_or_stays_by_a_claim_that_weighs_no_more(
    session: Session, make: Make, clerk: Staff, office: Office, category: Category, loss: Loss
) -> None:
    make.staff(tier=Band.REFERRAL)
    complaint = make.assigned(categories=(Category.C13,))

    with pytest.raises(NotGraverError):
        rerate(session, complaint, office, category, loss)
    assert (complaint.band, complaint.provisional_severity) == (
        Band.DISCIPLINE, Severity.DISCIPLINE,
    )  # fmt: skip


def test_another_officer_cannot_move_it(
    session: Session, complaint: Complaint, trusted: Staff, office: Office
) -> None:
    with pytest.raises(ForbiddenError):
        flag(session, complaint, trusted.as_actor(), office)


def test_a_clue_found_while_signatures_are_awaited_asks_for_those_of_a_referral(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    complaint = lead_to(session, make, Status.AWAITING_APPROVAL, office=office)
    supervisor = make.staff(Role.SUPERVISOR).as_actor()

    flag(session, complaint, supervisor, office)

    assert complaint.round is not None
    assert {Approval.DIRECTOR, Approval.SECOND_SIGNER} <= set(complaint.round.missing)


def test_to_let_a_clue_go_takes_the_signatures_of_a_referral(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    complaint = lead_to(session, make, Status.ACCEPTED, office=office)
    flag(session, complaint, holder(session, complaint), office)

    life = Life(session, complaint, office)
    life.find()
    life.submit()

    assert complaint.round is not None
    assert {Approval.DIRECTOR, Approval.SECOND_SIGNER} <= set(complaint.round.missing)
