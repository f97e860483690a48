"""Reviews: asked for within thirty days, done by who did not decide, told to the complainant."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF, NobodyLeftError
from portal.domain.clock import ClockKind
from portal.domain.desks import Step
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.severity.signing import RoundEnd
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import assignment, casework, clocks, closing, outbox
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
    signed or decided [practice 7.6]. While the office has nobody such, it stays where it is.
    """
    today = now.astimezone(office.zone).date()
    for clock in clocks.rows(session, complaint):
        if clock.running and clock.kind in REQUESTS and clock.due_on < today:
            raise ReviewTooLateError(clock.due_on.isoformat())
    action = Action.ASK_SECOND_REVIEW if complaint.reviews else Action.ASK_REVIEW
    casework.advance(session, complaint, actor, action, office=office, now=now, reason=grounds)
    step = _step_of(session, complaint)
    with suppress(NobodyLeftError):
        assignment.pass_up(
            session, complaint, office=office, now=now, at_least=step, even_absent=True
        )


def _step_of(session: Session, complaint: Complaint) -> Step:
    """Return the highest step of whoever signed or decided; the lowest if nobody is known to."""
    rounds = [each for each in complaint.rounds if each.ended is RoundEnd.DECIDED]
    signed = set(rounds[-1].signed.values()) if rounds else set()
    people = session.scalars(
        select(Staff.role).where(Staff.id.in_({*signed, complaint.decided_by_id or 0}))
    )
    return max((STEP_OF[role] for role in people if role in STEP_OF), default=Step.OFFICER)


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
    """Say whether the decision *stands* or the complaint is handled anew; tell the complainant.

    Raises NotCarriedOutError where it is to stand and a measure of it is not proved or dropped.
    """
    if stands:
        closing.require_carried_out(session, complaint)
    action = _conclusion(complaint) if stands else Action.REOPEN
    casework.advance(session, complaint, actor, action, office=office, now=now, reason=reason)
    if not stands:
        complaint.decided_severity = None
    outbox.owe_letter(session, "review_result", complaint.id, now=now, occasion=now.isoformat())


def _conclusion(complaint: Complaint) -> Action:
    return Action.CONCLUDE_SECOND_REVIEW if complaint.reviews > 1 else Action.CONCLUDE_REVIEW
