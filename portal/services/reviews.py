"""Reviews: asked for within thirty days, done by who did not decide, told to the complainant."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF, NobodyLeftError
from portal.domain.clock import ClockKind
from portal.domain.desks import Step
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import assignment, casework, clocks, outbox
from portal.services.office import Office

REQUESTS = frozenset({ClockKind.REVIEW_REQUEST, ClockKind.SECOND_REVIEW_REQUEST})


class ReviewTooLateError(Exception):
    """Raised when the time in which a review can be asked for is over; names its last day."""


def ask_review(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    grounds: str,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Ask for a review or, after one, for the second [practice 7.10]; raises ReviewTooLateError.

    It goes to somebody who had no part in what is complained of and stands no lower than whoever
    decided [practice 7.6]. While the office has nobody such, it stays where it is and waits.
    """
    today = now.astimezone(office.zone).date()
    for clock in clocks.rows(session, complaint):
        if clock.running and clock.kind in REQUESTS and clock.due_on < today:
            raise ReviewTooLateError(clock.due_on.isoformat())
    action = Action.ASK_SECOND_REVIEW if complaint.reviews else Action.ASK_REVIEW
    casework.advance(session, complaint, actor, action, office=office, now=now, reason=grounds)
    step = _step_of(session, complaint.decided_by_id)
    with suppress(NobodyLeftError):
        assignment.pass_up(session, complaint, office=office, now=now, at_least=step)


def _step_of(session: Session, staff_id: int | None) -> Step:
    """Return the step of whoever decided; the lowest if nobody is known to have."""
    decider = session.get(Staff, staff_id) if staff_id else None
    return STEP_OF.get(decider.role, Step.OFFICER) if decider else Step.OFFICER


def conclude_review(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    stands: bool,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Say whether the decision *stands* or the complaint is handled anew; tell the complainant."""
    action = _conclusion(complaint) if stands else Action.REOPEN
    casework.advance(session, complaint, actor, action, office=office, now=now, reason=reason)
    outbox.owe_letter(session, "review_result", complaint.id, now=now, occasion=now.isoformat())


def _conclusion(complaint: Complaint) -> Action:
    return Action.CONCLUDE_SECOND_REVIEW if complaint.reviews > 1 else Action.CONCLUDE_REVIEW
