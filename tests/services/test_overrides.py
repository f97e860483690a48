"""Another outcome than the table's: with ground, reason, clause and second person, never less."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.permissions import ForbiddenError, Role
from portal.domain.severity import Approval, Crime, Modifier, Person, Severity
from portal.domain.severity.override import OverrideError
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import overrides
from portal.services.approvals import OverrideWaitsError
from portal.services.office import Office
from portal.services.overrides import Proposal
from portal.services.reassignment import UnsuitableError
from tests.factories import Make
from tests.holding import holder
from tests.signing import LATER, Signing, complaint_points


@pytest.fixture
def signing(session: Session, make: Make, office: Office) -> Signing:
    make.staff()
    return Signing(session, make, office)


@pytest.fixture
def second(make: Make) -> Staff:
    """Whoever is asked as the second person."""
    return make.staff(Role.OFFICER)


def milder(session: Session, complaint: Complaint, second: Staff) -> Proposal:
    """Return the proposal to come down from a warning to advice."""
    (point,) = complaint_points(session, complaint)
    return Proposal(point, Severity.ADVICE, Modifier.JUDGEMENT, "当天已改正", "6.13", second.id)


def propose(session: Session, complaint: Complaint, proposal: Proposal) -> None:
    actor = holder(session, complaint)
    overrides.propose(session, complaint, actor, proposal, now=LATER)


def agree(session: Session, complaint: Complaint, who: Staff, *, agreed: bool = True) -> None:
    overrides.answer(session, complaint, who.as_actor(), agreed=agreed, reason="已核对", now=LATER)


def test_it_counts_once_the_second_person_agreed_and_is_signed_one_step_higher(
    signing: Signing, session: Session, second: Staff
) -> None:
    supervisor, director = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(Category.C12)

    propose(session, complaint, milder(session, complaint, second))
    with pytest.raises(OverrideWaitsError):
        signing.submit(complaint)
    agree(session, complaint, second)
    signing.submit(complaint)

    assert complaint.round is not None
    assert complaint.round.missing == (Approval.SUPERVISOR, Approval.DIRECTOR)
    signing.sign(complaint, supervisor), signing.sign(complaint, director)
    decision = signing.decide(complaint)
    assert decision.severity is Severity.ADVICE
    assert "6.13" in decision.adopted
    (point,) = complaint.rounds[-1].points
    assert (point["override"]["before"], point["row"]) == ("warning", "85")


def test_the_log_says_from_what_to_what_and_why(
    signing: Signing, session: Session, second: Staff
) -> None:
    complaint = signing.found(Category.C12)

    propose(session, complaint, milder(session, complaint, second))

    said = session.scalars(select(CaseLog.detail).order_by(CaseLog.id.desc())).first()
    assert said is not None
    assert "Warning → Advice to improve [6.13]: 当天已改正" in said["en"]
    assert (said["before"], said["after"]) == ("warning", "advice")


def test_what_the_second_person_refuses_leaves_the_table_s_outcome(
    signing: Signing, session: Session, second: Staff
) -> None:
    signing.make.staff(Role.SUPERVISOR)
    complaint = signing.found(Category.C12)
    propose(session, complaint, milder(session, complaint, second))

    agree(session, complaint, second, agreed=False)
    signing.submit(complaint)

    assert complaint.round is not None
    assert complaint.round.severity is Severity.WARNING


def test_nobody_answers_but_who_was_asked_and_they_sign_nothing(
    signing: Signing, session: Session
) -> None:
    supervisor, other = signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.SUPERVISOR)
    signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(Category.C12)
    propose(session, complaint, milder(session, complaint, supervisor))

    with pytest.raises(ForbiddenError):
        agree(session, complaint, other)
    agree(session, complaint, supervisor)
    signing.submit(complaint)

    with pytest.raises(ForbiddenError):
        signing.sign(complaint, supervisor)
    assert signing.sign(complaint, other) is Approval.SUPERVISOR


def test_the_second_person_is_somebody_else_and_not_behind_the_wall(
    signing: Signing, session: Session, second: Staff
) -> None:
    complaint = signing.found(Category.C12)
    proposal = milder(session, complaint, second)
    signing.make.tie(second, organ=signing.make.organ())

    with pytest.raises(UnsuitableError):
        propose(session, complaint, proposal)
    with pytest.raises(OverrideError):
        propose(session, complaint, replace(proposal, second_id=complaint.assignee_id or 0))


def test_a_referral_is_never_lowered(signing: Signing, session: Session, second: Staff) -> None:
    complaint = signing.found(Category.C05, crime=Crime.SUSPECTED)

    with pytest.raises(OverrideError, match="never lowered"):
        propose(session, complaint, milder(session, complaint, second))


@pytest.mark.parametrize("changes", [{"reason": " "}, {"clause": "9.9"}])
def test_reason_and_clause_are_needed(
    signing: Signing, session: Session, second: Staff, changes: dict[str, str]
) -> None:
    complaint = signing.found(Category.C12)
    proposal = milder(session, complaint, second)

    with pytest.raises(OverrideError):
        propose(session, complaint, replace(proposal, **changes))  # type: ignore[arg-type]


def test_new_findings_drop_what_was_proposed_for_the_old_ones(
    signing: Signing, session: Session, second: Staff
) -> None:
    complaint = signing.found(Category.C12)
    propose(session, complaint, milder(session, complaint, second))

    signing.find(complaint, holder(session, complaint), Category.C12, loss=Loss.SOME)

    assert [each.live for each in complaint.overrides] == [False]
    assert complaint.as_case().seconds == frozenset()


def test_on_a_superiors_order_the_superior_bears_it(
    signing: Signing, session: Session, second: Staff
) -> None:
    signing.make.staff(Role.SUPERVISOR), signing.make.staff(Role.DIRECTOR)
    complaint = signing.found(Category.C12)
    proposal = replace(
        milder(session, complaint, second),
        to=Severity.WARNING,
        ground=Modifier.NO_RESPONSIBILITY,
    )

    propose(session, complaint, proposal)
    agree(session, complaint, second)
    signing.submit(complaint)

    assert complaint.round is not None
    assert [each["part"] for each in complaint.round.persons] == [Person.SUPERIOR.value]
