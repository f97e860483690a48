"""Stepping back: in one step the complaint is another's, and gone for whoever stepped back."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint, Recusal
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import recusals
from portal.services.office import Office
from portal.transaction import acting, transaction
from tests.factories import NOW, Make
from tests.lives import lead_to


def step_back(complaint_id: int, actor: Actor, office: Office, reason: str = "同学") -> None:
    """Let *actor* step back as a page does: in a transaction of their own."""
    with transaction(actor) as session:
        complaint = session.get_one(Complaint, complaint_id)
        recusals.recuse(session, complaint, actor, reason=reason, office=office, now=NOW)


def test_another_takes_the_complaint_in_the_same_step(
    session: Session, make: Make, office: Office
) -> None:
    first, second = make.staff(), make.staff()
    complaint = make.assigned()
    due_on = complaint.next_due_on
    session.commit()

    step_back(complaint.id, first.as_actor(), office)

    assert (complaint.assignee_id, complaint.status) == (second.id, Status.ASSIGNED)
    assert complaint.next_due_on == due_on
    steps = session.execute(select(CaseLog.action, CaseLog.role).order_by(CaseLog.id)).all()
    assert [tuple(step) for step in steps][2:] == [
        ("recuse", Role.OFFICER), ("reassign", Role.SYSTEM),
    ]  # fmt: skip
    told = session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "letter")).all()
    assert {"letter": "assigned", "staff_id": second.id} in told


def test_the_log_says_who_stepped_back_and_that_the_choice_passed_them_over(
    session: Session, make: Make, office: Office
) -> None:
    first, _ = make.staff(), make.staff()
    complaint = make.assigned()
    session.commit()

    step_back(complaint.id, first.as_actor(), office, "与被投诉人是同学")

    *_, recused, reassigned = session.scalars(select(CaseLog).order_by(CaseLog.id))
    assert (recused.staff_id, recused.reason) == (first.id, "与被投诉人是同学")
    assert f"{first.username} walled: recused" in reassigned.detail["en"]


def test_whoever_stepped_back_sees_nothing_of_it_any_more(
    session: Session, make: Make, office: Office
) -> None:
    first, _ = make.staff(), make.staff()
    complaint = make.assigned()
    session.commit()
    actor, complaint_id = first.as_actor(), complaint.id

    step_back(complaint_id, actor, office)

    with acting(actor) as mine:
        assert mine.get(Complaint, complaint_id) is None
        for table in (Complaint, CaseLog, RunningClock, Recusal, OutboxRow):
            assert mine.scalar(select(func.count()).select_from(table)) == 0


def test_whoever_stepped_back_is_never_chosen_again(
    session: Session, make: Make, office: Office
) -> None:
    people = [make.staff() for _ in range(3)]
    complaint = make.assigned()
    session.commit()

    holders = [complaint.assignee_id]
    for _ in range(2):
        holder = session.get_one(Staff, complaint.assignee_id)
        step_back(complaint.id, holder.as_actor(), office)
        holders.append(complaint.assignee_id)

    assert holders == [person.id for person in people]


def test_where_every_officer_stepped_back_the_ladder_is_climbed(
    session: Session, make: Make, office: Office
) -> None:
    officer, superior, director = make.staff(), make.staff(Role.SUPERIOR), make.staff(Role.DIRECTOR)
    complaint = make.assigned()
    session.commit()

    step_back(complaint.id, officer.as_actor(), office)
    assert complaint.assignee_id == director.id

    step_back(complaint.id, director.as_actor(), office)
    assert complaint.assignee_id == superior.id


def test_where_nobody_is_left_the_last_one_stays_responsible(
    session: Session, make: Make, office: Office
) -> None:
    officer = make.staff()
    complaint = make.assigned()
    session.commit()

    with pytest.raises(NobodyLeftError):
        step_back(complaint.id, officer.as_actor(), office)

    assert complaint.assignee_id == officer.id
    assert session.scalar(select(func.count(Recusal.id))) == 0
    assert session.scalars(select(CaseLog.action)).all() == ["file", "assign"]


def test_whoever_holds_nothing_steps_back_and_it_stays_where_it_is(
    session: Session, make: Make, office: Office
) -> None:
    holder, clerk = make.staff(), make.staff(Role.INTAKE)
    complaint = make.assigned()
    session.commit()

    step_back(complaint.id, clerk.as_actor(), office)

    assert complaint.assignee_id == holder.id
    assert session.scalars(select(Recusal.staff_id)).all() == [clerk.id]


@pytest.mark.parametrize("status", sorted(each for each in Status if each.open))
def test_it_is_possible_at_every_stage_of_an_open_complaint(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    people = [make.staff() for _ in range(2)]
    complaint = lead_to(session, make, status, office=office)
    due_on, decided_at = complaint.next_due_on, complaint.decided_at
    holder = complaint.assignee_id or people[0].id
    session.commit()

    step_back(complaint.id, session.get_one(Staff, holder).as_actor(), office)

    assert (complaint.status, complaint.next_due_on) == (status, due_on)
    assert complaint.decided_at == decided_at
    assert complaint.assignee_id != holder


@pytest.mark.parametrize("status", [Status.CLOSED, Status.DECLINED, Status.WITHDRAWN])
def test_there_is_nothing_to_step_back_from_once_it_is_finished(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    officer = make.staff()
    complaint = lead_to(session, make, status, office=office)
    session.commit()

    with pytest.raises(IllegalTransitionError):
        step_back(complaint.id, officer.as_actor(), office)

    assert session.scalar(select(func.count(Recusal.id))) == 0


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN])
def test_whoever_may_do_nothing_has_nothing_to_step_back_from(
    session: Session, make: Make, office: Office, role: Role
) -> None:
    make.staff()
    actor = make.staff(role).as_actor()
    complaint = make.assigned()

    with pytest.raises(ForbiddenError):
        recusals.recuse(session, complaint, actor, reason="无", office=office, now=NOW)
    session.flush()

    assert session.scalar(select(func.count(Recusal.id))) == 0
    assert Action.RECUSE not in session.scalars(select(CaseLog.action)).all()


def test_only_a_member_of_staff_can_step_back(session: Session, make: Make, office: Office) -> None:
    complaint = make.assigned()

    with pytest.raises(ValueError, match="member of staff"):
        recusals.recuse(session, complaint, Actor.system(), reason="无", office=office, now=NOW)
