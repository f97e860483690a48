"""Recusal: somebody steps back from a complaint, and in the same step another one takes it."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.wall import Reason
from portal.models.complaint import Complaint, Recusal
from portal.services import assignment, casework, signers
from portal.services.office import Office


def recuse(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Wall *actor* off from *complaint* for good; if it was theirs, give it to another.

    Raises NobodyLeftError when not even the superior body is free [practice 7.6].
    """
    if actor.staff_id is None:
        raise ValueError("only a member of staff can step back")
    casework.note(session, complaint, actor, Action.RECUSE, now=now, reason=reason)
    if complaint.assignee_id == actor.staff_id:
        assignment.pass_on(
            session, complaint, office=office, now=now,
            but_not=actor.staff_id, why=Reason.RECUSED.text, even_absent=True,
        )  # fmt: skip
    # Last of all: once it is flushed, the actor's session sees nothing of the complaint any more.
    session.add(Recusal(complaint_id=complaint.id, staff_id=actor.staff_id, reason=reason, at=now))
    signers.tell_anew(session, complaint, now=now)
