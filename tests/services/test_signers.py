"""Who is asked to sign, to agree or to investigate beside: never who has the complaint."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.wall import acting_as
from portal.services import (
    overrides,
    raising,
    reassignment,
    recusals,
    second_investigators,
)
from portal.services.office import Office
from portal.services.reassignment import Handover
from portal.services.signers import who_signs
from tests.factories import NOW, Make
from tests.services.test_escalation import sweep
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
    taken = make.complaint(organ_code="water")
    taken.assignee_id, taken.assigned_at = busy.id, NOW
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


def told(session: Session) -> list[int]:
    """Return who got the letter that a signature is theirs to give, in that order."""
    letter = OutboxRow.payload["letter"].astext == "approval"
    rows = session.scalars(select(OutboxRow).where(letter).order_by(OutboxRow.id))
    return [row.payload["staff_id"] for row in rows]


@pytest.fixture
def waiting(signing: Signing) -> Complaint:
    """A complaint that waits for the signature of a supervisor, or else of the director."""
    for role in (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR):
        signing.make.staff(role)
    complaint = signing.found()
    signing.submit(complaint)
    return complaint


def of_role(session: Session, role: Role) -> Staff:
    return session.scalars(select(Staff).where(Staff.role == role.value)).one()


def test_whoever_signs_instead_is_told_when_the_complaint_goes_up_late(
    session: Session, waiting: Complaint, office: Office
) -> None:
    supervisor, director = (of_role(session, each) for each in (Role.SUPERVISOR, Role.DIRECTOR))

    sweep(session, office, NOW + timedelta(days=40))
    sweep(session, office, NOW + timedelta(days=40))

    assert waiting.assignee_id == supervisor.id
    assert told(session) == [supervisor.id, director.id]


def test_whoever_signs_instead_is_told_when_it_is_given_to_the_signer(
    session: Session, waiting: Complaint, office: Office
) -> None:
    supervisor, director = (of_role(session, each) for each in (Role.SUPERVISOR, Role.DIRECTOR))
    to = Handover(supervisor.id, "病假")

    with acting_as(session, director.as_actor()):
        reassignment.reassign(
            session, waiting, director.as_actor(), to, office=office, now=NOW
        )  # fmt: skip

    assert told(session) == [supervisor.id, director.id]


def test_whoever_signs_instead_is_told_when_the_signer_steps_back(
    session: Session, waiting: Complaint, office: Office
) -> None:
    supervisor, director = (of_role(session, each) for each in (Role.SUPERVISOR, Role.DIRECTOR))

    with acting_as(session, supervisor.as_actor()):
        recusals.recuse(
            session, waiting, supervisor.as_actor(), reason="同学", office=office, now=NOW
        )  # fmt: skip

    assert told(session) == [supervisor.id, director.id]


def test_whoever_must_sign_a_clue_of_crime_is_told_though_another_had_signed(
    signing: Signing, session: Session, waiting: Complaint, office: Office
) -> None:
    supervisor, director = (of_role(session, each) for each in (Role.SUPERVISOR, Role.DIRECTOR))
    signing.sign(waiting, supervisor)

    raising.flag_clue(
        session, waiting, director.as_actor(), reason="收据系伪造", office=office, now=NOW
    )

    assert told(session) == [supervisor.id, director.id]
