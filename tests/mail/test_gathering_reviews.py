"""What the letter about a review tells of it, and of what can follow."""

from datetime import date

from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.services import casework, reviews
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.mail.test_gathering import LATER, told


def reviewed(session: Session, make: Make, *, stands: bool) -> Complaint:
    """Return a complaint whose refusal was reviewed by somebody else."""
    complaint = make.assigned()
    casework.decline(
        session,
        complaint,
        holder(session, complaint),
        code="N1",
        reason="",
        office=make.office,
        now=NOW,
    )
    citizen = Actor.complainant(complaint.id)
    reviews.ask_review(session, complaint, citizen, "不服。", office=make.office, now=NOW)
    reviewer = make.staff(Role.SUPERIOR)
    complaint.assignee_id = reviewer.id
    reviews.conclude_review(
        session, complaint, reviewer.as_actor(),
        stands=stands, reason="已复查。", office=make.office, now=LATER,
    )  # fmt: skip
    return complaint


def test_a_review_that_changes_nothing_leaves_a_second_one_to_ask_for(
    session: Session, make: Make, office: Office
) -> None:
    complaint = reviewed(session, make, stands=True)

    facts = told(session, complaint, "review_result", office)

    assert facts is not None
    result = facts.review_result
    assert result is not None
    assert (result.reason, result.second, result.reopened) == ("已复查。", False, False)
    assert result.further is not None
    assert result.further.until == date(2026, 10, 23)


def test_a_review_that_sets_aside_leaves_nothing_to_challenge(
    session: Session, make: Make, office: Office
) -> None:
    complaint = reviewed(session, make, stands=False)

    facts = told(session, complaint, "review_result", office)

    assert facts is not None
    assert facts.review_result is not None
    assert facts.review_result.reopened
    assert facts.review_result.further is None
    assert facts.next_on == complaint.next_due_on


def test_of_a_possible_referral_the_reasons_of_a_review_are_not_told(
    session: Session, make: Make, office: Office
) -> None:
    complaint = reviewed(session, make, stands=True)
    complaint.provisional_severity = Severity.REFERRAL

    facts = told(session, complaint, "review_result", office)

    assert facts is not None
    assert facts.review_result is not None
    assert facts.review_result.reason == ""
