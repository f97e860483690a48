"""What the letters tell of the conversation: a question that is to be answered, or a message."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.domain.conversation import Sender
from portal.domain.lifecycle import Status
from portal.mail.facts import ClarificationFacts, MessageFacts
from portal.models.message import Message

if TYPE_CHECKING:
    from portal.mail.telling import Teller


def said(teller: "Teller") -> Message | None:
    """Return the message that the letter tells, or the last of the office."""
    if teller.said_id:
        return teller.session.get(Message, teller.said_id)
    return teller.session.scalar(
        select(Message)
        .where(Message.complaint_id == teller.sheet.id, Message.sender == Sender.OFFICE)
        .order_by(Message.id.desc())
        .limit(1)
    )


def awaited(teller: "Teller") -> bool:
    """Tell whether an answer to the message is still awaited."""
    row = said(teller)
    return row is not None and row.waits and row.settled_at is None


def tell_question(teller: "Teller") -> ClarificationFacts | None:
    """Return the question that is to be answered, before acceptance or after it."""
    row, early = said(teller), teller.sheet.status is Status.CLARIFICATION
    return ClarificationFacts(question=row.body, accepted=not early) if row else None


def tell_message(teller: "Teller") -> MessageFacts | None:
    """Return what the office writes."""
    row = said(teller)
    return MessageFacts(words=row.body) if row else None
