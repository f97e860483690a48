"""The rows of the conversation: what was said by whom, and what an answer settles."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.conversation import Sender
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.services import indexing


def put_down(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    now: datetime,
    waits: bool = False,
) -> Message:
    """Put down what *actor* said; with *waits*, the office waits for an answer to it."""
    row = Message(
        complaint_id=complaint.id,
        sender=Sender.OFFICE if actor.staff_id else Sender.COMPLAINANT,
        staff_id=actor.staff_id,
        at=now,
        body=body,
        waits=waits,
    )
    session.add(row)
    session.flush()  # gives the id that letters and files refer to
    indexing.owe(session, complaint.id, now=now)
    return row


def waiting(session: Session, complaint: Complaint) -> Sequence[Message]:
    """Return the messages to which an answer is awaited."""
    return session.scalars(
        select(Message)
        .where(Message.complaint_id == complaint.id, Message.waits, Message.settled_at.is_(None))
        .order_by(Message.id)
    ).all()


def settle(session: Session, complaint: Complaint, *, now: datetime) -> None:
    """Wait for no answer any more."""
    for row in waiting(session, complaint):
        row.settled_at = now
