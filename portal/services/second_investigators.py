"""The second investigator, where one is not enough: free of walls, never the first [7.6, 7.7]."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import Candidate
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.wall import may_know
from portal.services import assignment, casework, outbox
from portal.services.reassignment import UnsuitableError


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is to be the second investigator, and why."""

    staff_id: int
    reason: str


def eligible(session: Session, complaint: Complaint, *, now: datetime) -> list[Candidate]:
    """Return who may be the second investigator of *complaint*, the least loaded first."""
    now_second = current(session, complaint)
    taken = {complaint.assignee_id, now_second.staff_id if now_second else None}
    free = (
        who
        for who in assignment.candidates(session, complaint, now=now)
        if who.walled is None and who.staff_id not in taken
    )
    return sorted(free, key=lambda who: (who.open, who.staff_id))


def current(session: Session, complaint: Complaint) -> SecondInvestigator | None:
    """Return who is the second investigator now, if anybody is."""
    return session.scalar(
        select(SecondInvestigator)
        .where(SecondInvestigator.complaint_id == complaint.id)
        .where(SecondInvestigator.ended_at.is_(None))
    )


def free(session: Session, complaint: Complaint) -> tuple[bool, bool]:
    """Tell whether there is a second investigator beside the first, and whether a wall hides it.

    The session acts as the system.
    """
    row = current(session, complaint)
    two = row is not None and row.staff_id != complaint.assignee_id
    both = [each for each in (complaint.assignee_id, row.staff_id if row else None) if each]
    people = (session.get_one(Staff, each).as_actor() for each in both)
    return two, not all(may_know(session, complaint.id, who) for who in people)


def name(
    session: Session, complaint: Complaint, actor: Actor, choice: Choice, *, now: datetime
) -> SecondInvestigator:
    """Name the second investigator, who takes that part over from whoever had it; tell them.

    Raises UnsuitableError, ForbiddenError, IllegalTransitionError.
    """
    chosen = [
        who for who in eligible(session, complaint, now=now) if who.staff_id == choice.staff_id
    ]
    if not chosen:
        raise UnsuitableError(f"{complaint.reference} has no second in {choice.staff_id}")
    who = chosen[0].username
    casework.note(
        session, complaint, actor, Action.NAME_SECOND, now=now, reason=choice.reason,
        detail={"to": who, "zh": f"{who}：{choice.reason}", "en": f"{who}: {choice.reason}"},
    )  # fmt: skip
    before = current(session, complaint)
    if before is not None:
        before.ended_at = now
        session.flush()  # there is one at a time
    row = SecondInvestigator(
        complaint_id=complaint.id,
        staff_id=choice.staff_id,
        reason=choice.reason,
        named_by=actor.staff_id,
        at=now,
    )
    session.add(row)
    outbox.owe_letter(
        session, "assigned", complaint.id, now=now,
        occasion=f"second:{choice.staff_id}:{now.isoformat()}", staff_id=choice.staff_id,
    )  # fmt: skip
    return row
