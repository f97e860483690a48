"""Assignment: the least loaded of the tier whom nothing ties to the complaint."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.services import assignment
from portal.services.office import Office
from tests.factories import NOW, Make


def test_the_least_loaded_officer_takes_the_complaint(session: Session, make: Make) -> None:
    busy, free = make.staff(), make.staff()
    first, second = make.assigned(), make.assigned()

    assert (first.assignee_id, second.assignee_id) == (busy.id, free.id)
    assert first.status is Status.ASSIGNED


def test_an_officer_tied_to_the_organ_is_passed_over_and_the_log_says_so(
    session: Session, make: Make
) -> None:
    tied, other = make.staff(), make.staff()
    make.tie(tied, organ=make.organ())

    complaint = make.assigned()

    assert complaint.assignee_id == other.id
    detail = session.scalars(select(CaseLog.detail).where(CaseLog.action == "assign")).one()
    assert detail["en"] == (
        f"standard tier, 0 open, least of 1; {tied.username} walled: same organ"
    )


def test_an_officer_tied_to_the_official_is_passed_over(session: Session, make: Make) -> None:
    official = make.official("李某")
    tied, other = make.staff(), make.staff()
    make.tie(tied, official=official)

    complaint = make.assigned(official_name="李某")

    assert complaint.official_id == official.id
    assert complaint.assignee_id == other.id


def test_when_every_officer_is_walled_the_next_tier_takes_it(session: Session, make: Make) -> None:
    officer = make.staff()
    director = make.staff(Role.DIRECTOR)
    make.tie(officer, organ=make.organ())

    complaint = make.assigned()

    assert complaint.assignee_id == director.id


def test_a_heavier_band_needs_an_officer_trusted_with_it(session: Session, make: Make) -> None:
    make.staff(tier=Band.STANDARD)
    trusted = make.staff(tier=Band.DISCIPLINE)

    complaint = make.assigned(categories=(Category.C06,))

    assert complaint.assignee_id == trusted.id


def test_assigning_twice_changes_nothing(session: Session, make: Make, office: Office) -> None:
    make.staff()
    complaint = make.assigned()

    assignment.assign(session, complaint.id, office=office, now=NOW)

    assert session.scalars(select(CaseLog.action)).all() == ["file", "assign"]
    kinds = session.scalars(select(OutboxRow.payload["letter"].astext)).all()
    assert kinds.count("assigned") == 1
