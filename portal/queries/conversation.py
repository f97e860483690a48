"""What was said about one complaint: messages both sides read, and notes only the office reads.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from portal.domain.conversation import Sender
from portal.models.letter_log import LetterLog
from portal.models.message import Message
from portal.models.note import Note
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Said:
    """One message: who wrote, when, whether an answer is awaited, and what became of its letter.

    *read_at* is when the other side first saw it, *sent_at* when its letter went out; *parked* says
    that it could not, *owed* that it is still to go.
    """

    id: int
    sender: Sender
    name: str
    at: datetime
    body: str
    waits: bool
    read_at: datetime | None
    sent_at: datetime | None
    owed: bool
    parked: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """One note of the office; *corrects* is the id of the one that it puts right."""

    id: int
    name: str
    at: datetime
    body: str
    corrects: int | None


def conversation(session: Session, complaint_id: int) -> tuple[Said, ...]:
    """Return the messages, the oldest first."""
    letter = and_(
        OutboxRow.complaint_id == Message.complaint_id,
        OutboxRow.kind == "letter",
        OutboxRow.payload["said_id"].as_integer() == Message.id,
    )
    rows = session.execute(
        select(
            Message, Staff.name, LetterLog.sent_at, OutboxRow.id.label("letter_id"),
            OutboxRow.done_at, OutboxRow.parked_at,
        )
        .outerjoin(Staff, Staff.id == Message.staff_id)
        .outerjoin(OutboxRow, letter)
        .outerjoin(LetterLog, LetterLog.outbox_id == OutboxRow.id)
        .where(Message.complaint_id == complaint_id)
        .order_by(Message.id)
    )  # fmt: skip
    return tuple(
        Said(
            id=row.Message.id,
            sender=row.Message.sender,
            name=row.name or "",
            at=row.Message.at,
            body=row.Message.body,
            waits=row.Message.waits and row.Message.settled_at is None,
            read_at=row.Message.read_at,
            sent_at=row.sent_at,
            owed=row.letter_id is not None and row.done_at is None and row.parked_at is None,
            parked=row.parked_at is not None,
        )
        for row in rows
    )


def asked(session: Session, complaint_id: int) -> str:
    """Return what the complainant is asked, while the office waits for the answer."""
    question = session.scalar(
        select(Message.body)
        .where(Message.complaint_id == complaint_id, Message.waits, Message.settled_at.is_(None))
        .order_by(Message.id.desc())
        .limit(1)
    )
    return question or ""


def notes(session: Session, complaint_id: int) -> tuple[Noted, ...]:
    """Return the notes of the office, the oldest first."""
    rows = session.execute(
        select(Note.id, Staff.name, Note.at, Note.body, Note.corrects)
        .join(Staff, Staff.id == Note.staff_id)
        .where(Note.complaint_id == complaint_id)
        .order_by(Note.id)
    )
    return tuple(Noted(*row) for row in rows)
