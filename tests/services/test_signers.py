"""Who is asked to sign, to agree or to investigate beside: never who has the complaint."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.wall import acting_as
from portal.services import overrides, second_investigators
from portal.services.office import Office
from portal.services.signers import who_signs
from tests.factories import NOW, Make
from tests.signing import Signing


@pytest.fixture
def signing(session: Session, make: Make, office: Office) -> Signing:
    make.staff()
    return Signing(session, make, office)


def asked(session: Session, complaint: Complaint) -> list[int | None]:
    """Return who should sign now, as far as anybody is left."""
    opened = complaint.round
    assert opened is not None
    found = who_signs(session, complaint, opened, now=NOW).values()
    return [who.staff_id if who else None for who in found]


def test_whoever_was_given_the_complaint_meanwhile_is_not_asked(
    signing: Signing, session: Session
) -> None:
    holder, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found()
    signing.submit(complaint)
    assert asked(session, complaint) == [holder.id]

    complaint.assignee_id = holder.id
    session.flush()

    assert asked(session, complaint) == [director.id]


def test_what_the_one_who_asks_cannot_see_is_counted_too(
    signing: Signing, session: Session
) -> None:
    make = signing.make
    busy, idle = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    complaint = signing.found()
    signing.submit(complaint)
    make.complaint(organ_code="water").assignee_id = busy.id
    holder = session.get_one(Staff, complaint.assignee_id)
    make.tie(holder, organ=make.organ("water"))
    session.flush()

    with acting_as(session, holder.as_actor()):
        found = asked(session, complaint)

    assert found == [idle.id]


def test_neither_who_proposes_nor_who_has_it_agrees_to_an_override(
    signing: Signing, session: Session
) -> None:
    proposer, other = signing.make.staff(Role.SUPERVISOR), signing.make.staff()
    complaint = signing.found()

    able = overrides.seconds(session, complaint, proposer.as_actor(), now=NOW)

    assert complaint.assignee_id not in {proposer.id, other.id}
    assert [who.staff_id for who in able] == [other.id]


def test_a_wall_before_the_first_investigator_counts_as_one_before_the_second(
    signing: Signing, session: Session
) -> None:
    other, complaint = signing.make.staff(), signing.found()
    session.add(
        SecondInvestigator(
            complaint_id=complaint.id,
            staff_id=other.id,
            reason="案情复杂",
            named_by=other.id,
            at=NOW,
        )
    )
    session.flush()
    assert second_investigators.free(session, complaint) == (True, False)

    first = session.get_one(Staff, complaint.assignee_id)
    signing.make.tie(first, organ=complaint.organ)

    assert second_investigators.free(session, complaint) == (True, True)
