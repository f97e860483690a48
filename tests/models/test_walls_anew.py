"""The walls are those of whoever acts, as they stand when they begin to act."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.wall import acting_as, as_system
from portal.transaction import acting
from tests.factories import Make


@pytest.fixture
def complaint(session: Session, make: Make) -> Complaint:
    make.staff()
    complaint = make.assigned()
    session.commit()
    return complaint


def found(session: Session) -> tuple[int, int]:
    """Return how many complaints, and how many points of them, whoever acts can find."""
    points = session.scalars(select(Allegation.complaint_id)).unique().all()
    return len(session.scalars(select(Complaint.id)).all()), len(points)


def test_two_who_act_within_one_piece_of_work_each_meet_their_own_wall(
    session: Session, make: Make, complaint: Complaint
) -> None:
    free, tied = make.staff(Role.DIRECTOR), make.staff(Role.DIRECTOR)
    make.tie(tied, organ=complaint.organ)
    session.commit()
    seen = []

    with acting(Actor.system()) as work:
        for actor in (free.as_actor(), tied.as_actor(), free.as_actor()):
            with acting_as(work, actor):
                seen.append(found(work))

    assert seen == [(1, 1), (0, 0), (1, 1)]


def test_a_tie_made_meanwhile_stands_before_whoever_acts_again(
    session: Session, make: Make, complaint: Complaint
) -> None:
    staff = make.staff(Role.DIRECTOR)
    actor, organ = staff.as_actor(), complaint.organ
    session.commit()

    with acting(actor) as first:
        assert found(first) == (1, 1)
    make.tie(staff, organ=organ)
    session.commit()

    with acting(actor) as again:
        assert found(again) == (0, 0)


def test_what_follows_from_an_act_is_the_systems_and_ends_there(
    session: Session, make: Make, complaint: Complaint
) -> None:
    tied = make.staff(Role.DIRECTOR)
    make.tie(tied, organ=complaint.organ)
    session.commit()

    with acting(tied.as_actor()) as own:
        with as_system(own):
            assert found(own) == (1, 1)
        assert found(own) == (0, 0)


def test_an_error_ends_what_the_system_may_see(
    session: Session, make: Make, complaint: Complaint
) -> None:
    tied = make.staff(Role.DIRECTOR)
    make.tie(tied, organ=complaint.organ)
    session.commit()

    with acting(tied.as_actor()) as own:
        with pytest.raises(LookupError), as_system(own):
            raise LookupError
        assert found(own) == (0, 0)


def test_whoever_acted_before_acts_again_when_another_has_done(
    session: Session, make: Make, complaint: Complaint
) -> None:
    free, tied = make.staff(Role.DIRECTOR), make.staff(Role.DIRECTOR)
    make.tie(tied, organ=complaint.organ)
    session.commit()

    with acting(tied.as_actor()) as own:
        with acting(free.as_actor()) as other:
            assert found(other) == (1, 1)
        assert found(own) == (0, 0)


def test_what_was_not_committed_is_undone(
    session: Session, make: Make, complaint: Complaint
) -> None:
    actor, number = make.staff(Role.DIRECTOR).as_actor(), complaint.id
    session.commit()

    with acting(actor) as first:
        first.get_one(Complaint, number).subject = "不该留下"
        first.flush()

    with acting(actor) as again:
        assert again.get_one(Complaint, number).subject != "不该留下"
