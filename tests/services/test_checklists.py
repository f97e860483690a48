"""What must be done before an outcome is put up, by severity: nobody is faulted unheard [7.7]."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.checklist import Done, ItemId, open_items
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.second_investigator import SecondInvestigator
from portal.services import approvals, casework, checklists, second_investigators
from portal.services.office import Office
from portal.services.reassignment import UnsuitableError
from portal.services.second_investigators import Choice
from tests.factories import NOW, Make
from tests.fulfilling import fulfil
from tests.holding import holder
from tests.lives import ORDINARY, lead_to

BARE = Done(
    severity=Severity.DISCIPLINE, found=True, named=True, heard=False, second=False,
    behind_wall=False, faults=frozenset({Category.C03}), supported=frozenset(), awaited=True,
)  # fmt: skip
EVERYTHING = {ItemId.HEARING, ItemId.SECOND, ItemId.EVIDENCE}
ASKED = {
    Severity.NO_FAULT: set[ItemId](),
    Severity.ADVICE: set[ItemId](),
    Severity.WARNING: {ItemId.HEARING},
    Severity.APOLOGY: {ItemId.HEARING},
    Severity.DISCIPLINE: EVERYTHING,
    Severity.REFERRAL: {ItemId.SECOND, ItemId.EVIDENCE},
}


@pytest.mark.parametrize("severity", Severity)
def test_the_heavier_the_outcome_the_more_is_asked(severity: Severity) -> None:
    assert {item.id for item in open_items(replace(BARE, severity=severity))} == ASKED[severity]


MENDED: dict[ItemId, Callable[[Done], Done]] = {
    ItemId.HEARING: lambda done: replace(done, heard=True),
    ItemId.SECOND: lambda done: replace(done, second=True),
    ItemId.EVIDENCE: lambda done: replace(done, supported=frozenset({Category.C03})),
}


@pytest.mark.parametrize("item", MENDED)
def test_what_is_done_is_asked_no_more(item: ItemId) -> None:
    assert {each.id for each in open_items(MENDED[item](BARE))} == EVERYTHING - {item}


def test_a_wall_before_one_of_the_two_is_as_if_there_were_one() -> None:
    two = replace(BARE, second=True, behind_wall=True)

    assert ItemId.SECOND in {each.id for each in open_items(two)}


def test_nobody_is_heard_where_nobody_is_named() -> None:
    assert ItemId.HEARING not in {each.id for each in open_items(replace(BARE, named=False))}


@pytest.fixture
def complaint(make: Make, office: Office) -> Complaint:
    """An accepted complaint about a named official."""
    found = make.assigned(official_name="李某")
    casework.accept(make.session, found, holder(make.session, found), office=office, now=NOW)
    return found


def name(session: Session, complaint: Complaint, make: Make, staff_id: int) -> SecondInvestigator:
    leader = make.staff(Role.SUPERVISOR).as_actor()
    choice = Choice(staff_id, "熟悉业务")
    return second_investigators.name(session, complaint, leader, choice, now=NOW)


def test_the_second_investigator_is_told_and_takes_over_from_the_one_before(
    session: Session, make: Make, complaint: Complaint
) -> None:
    first, other = make.staff(), make.staff()
    before = name(session, complaint, make, first.id)
    name(session, complaint, make, other.id)

    assert before.ended_at == NOW
    assert second_investigators.free(session, complaint) == (True, False)
    told = session.scalars(select(OutboxRow).order_by(OutboxRow.id.desc())).first()
    assert told is not None
    assert (told.payload["letter"], told.payload["staff_id"]) == ("assigned", other.id)


def test_nobody_behind_a_wall_and_not_the_first_is_the_second(
    session: Session, make: Make, complaint: Complaint
) -> None:
    tied = make.staff()
    make.tie(tied, organ=make.organ())

    for refused in (tied.id, complaint.assignee_id or 0):
        with pytest.raises(UnsuitableError):
            name(session, complaint, make, refused)


def test_a_wall_that_is_built_later_makes_the_second_count_no_more(
    session: Session, make: Make, complaint: Complaint
) -> None:
    other = make.staff()
    name(session, complaint, make, other.id)
    make.tie(other, organ=make.organ())

    assert second_investigators.free(session, complaint) == (True, True)


def test_the_second_investigator_signs_nothing_of_it(
    session: Session, make: Make, office: Office
) -> None:
    found = lead_to(session, make, Status.FINDINGS_PROPOSED, office=office)
    second = name(session, found, make, make.staff(Role.SUPERVISOR).id)
    make.staff(Role.SUPERVISOR)
    fulfil(session, found)

    who = holder(session, found)
    approvals.submit(session, found, who, competence=ORDINARY, office=office, now=NOW)

    assert found.round is not None
    assert second.staff_id in found.round.involved


def test_findings_are_put_up_only_when_everything_is_done(
    session: Session, complaint: Complaint
) -> None:
    complaint.provisional_severity = Severity.DISCIPLINE
    with pytest.raises(checklists.ChecklistError) as refusal:
        checklists.require(session, complaint)
    left = {item.id for item in refusal.value.items}

    fulfil(session, complaint)

    still = {item.id for item in checklists.open_items(session, complaint)}
    assert left == {ItemId.FINDINGS, *EVERYTHING}
    assert still == {ItemId.FINDINGS, ItemId.EVIDENCE}  # nothing is supported before it is found
    assert complaint.status is Status.ACCEPTED
