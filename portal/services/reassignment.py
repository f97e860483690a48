"""Reassignment: a person moves a complaint to another desk, never over the wall."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF, WEIGHT, Candidate
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.services import assignment, casework, outbox, signers
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Handover:
    """To whom a complaint is given, and why."""

    staff_id: int
    reason: str


class UnsuitableError(Exception):
    """Raised when a complaint is given to somebody who may not take it."""


def eligible(session: Session, complaint: Complaint, *, now: datetime) -> list[Candidate]:
    """Return who may take *complaint* instead, the least loaded first.

    They are free of ties, trusted with its band and stand high enough for whom it is about.
    """
    step = assignment.lowest_step(session, complaint)
    able = [
        who
        for who in assignment.candidates(session, complaint, now=now)
        if who.walled is None and who.staff_id != complaint.assignee_id
        if STEP_OF[who.role] >= step and _trusted(who, complaint)
    ]
    return sorted(able, key=lambda who: (who.open, who.staff_id))


def _trusted(who: Candidate, complaint: Complaint) -> bool:
    return who.role is not Role.OFFICER or WEIGHT[who.tier] >= WEIGHT[complaint.band]


def reassign(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    handover: Handover,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Give *complaint* to somebody else and tell them; raises UnsuitableError."""
    chosen = _chosen(session, complaint, handover, now)
    told = _told(chosen, handover.reason)
    casework.advance(
        session, complaint, actor, Action.REASSIGN, office=office, now=now, reason=handover.reason,
        detail={"to": chosen.username, "zh": told.zh, "en": told.en},
    )  # fmt: skip
    complaint.assignee_id = chosen.staff_id
    complaint.assigned_at = now
    outbox.owe_letter(
        session, "assigned", complaint.id, now=now,
        occasion=f"{chosen.staff_id}:{now.isoformat()}", staff_id=chosen.staff_id,
    )  # fmt: skip
    signers.tell_anew(session, complaint, now=now)


def _chosen(session: Session, complaint: Complaint, handover: Handover, now: datetime) -> Candidate:
    for who in eligible(session, complaint, now=now):
        if who.staff_id == handover.staff_id:
            return who
    raise UnsuitableError(f"{complaint.reference} cannot be given to {handover.staff_id}")


def _told(who: Candidate, reason: str) -> Text:
    """Return the sentence that the case log keeps."""
    return Text(f"改派给 {who.username}：{reason}", f"Reassigned to {who.username}: {reason}")
