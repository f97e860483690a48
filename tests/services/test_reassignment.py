"""Reassignment: to whom nothing ties the complaint, with a reason, by whom the table allows."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.category import Category
from portal.domain.permissions import ForbiddenError, Role
from portal.domain.routing import Band
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import reassignment
from portal.services.office import Office
from portal.services.reassignment import Handover, UnsuitableError
from portal.services.unchanged import unchanged
from tests.factories import NOW, Make


def give(session: Session, complaint: Complaint, to: Staff, by: Staff, office: Office) -> None:
    handover = Handover(to.id, "休假")
    reassignment.reassign(session, complaint, by.as_actor(), handover, office=office, now=NOW)


def test_the_complaint_changes_hands_and_the_log_says_why(
    session: Session, make: Make, office: Office
) -> None:
    _, other, supervisor = make.staff(), make.staff(), make.staff(Role.SUPERVISOR)
    complaint = make.assigned()

    give(session, complaint, other, supervisor, office)
    session.flush()

    assert complaint.assignee_id == other.id
    entry = session.scalars(select(CaseLog).where(CaseLog.action == "reassign")).one()
    assert entry.detail["en"] == f"Reassigned to {other.username}: 休假"
    letters = session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "letter")).all()
    assert {"letter": "assigned", "staff_id": other.id} in letters


def test_nobody_behind_the_wall_is_given_a_complaint(
    session: Session, make: Make, office: Office
) -> None:
    _, tied, supervisor = make.staff(), make.staff(), make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    complaint = make.assigned()

    assert tied.id not in [
        who.staff_id for who in reassignment.eligible(session, complaint, now=NOW)
    ]
    with pytest.raises(UnsuitableError):
        give(session, complaint, tied, supervisor, office)


def test_a_grave_complaint_needs_an_officer_trusted_with_it(session: Session, make: Make) -> None:
    make.staff()
    light, trusted = make.staff(tier=Band.STANDARD), make.staff(tier=Band.DISCIPLINE)
    complaint = make.assigned(categories=(Category.C06,))

    able = {who.staff_id for who in reassignment.eligible(session, complaint, now=NOW)}

    assert trusted.id in able
    assert light.id not in able


def test_a_complaint_about_a_head_is_not_given_to_those_below_the_director(
    session: Session, make: Make, office: Office
) -> None:
    officer, supervisor = make.staff(), make.staff(Role.SUPERVISOR)
    first, second = make.staff(Role.DIRECTOR), make.staff(Role.DIRECTOR)
    make.official("局长").head = True
    complaint = make.assigned(official_name="局长")

    able = [who.staff_id for who in reassignment.eligible(session, complaint, now=NOW)]

    assert complaint.assignee_id == first.id
    assert able == [second.id]
    with pytest.raises(UnsuitableError):
        give(session, complaint, officer, supervisor, office)


def test_an_officer_gives_nothing_away(session: Session, make: Make, office: Office) -> None:
    officer, other = make.staff(), make.staff()
    complaint = make.assigned()

    with pytest.raises(ForbiddenError):
        give(session, complaint, other, officer, office)
    assert complaint.assignee_id == officer.id


def test_whoever_looked_at_an_older_version_is_turned_away(session: Session, make: Make) -> None:
    complaint = make.assigned()
    session.flush()

    with pytest.raises(StaleDataError):
        unchanged(session, complaint.reference, complaint.version - 1)


def test_acting_moves_the_version_even_if_nothing_else_changes(
    session: Session, make: Make
) -> None:
    complaint = make.assigned()
    session.flush()
    before = complaint.version

    unchanged(session, complaint.reference, before)
    session.flush()

    assert complaint.version == before + 1
