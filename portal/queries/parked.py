"""What of the outbox a member of staff may look after: nothing about complaints behind the wall."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from portal.domain.letters import letter_text
from portal.domain.routing import Band
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow

SHOWN = 200
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
HIDDEN = "•••@•••"
KIND_TEXTS = {
    "assign": Text("分派", "Assignment"),
    "close": Text("办结", "Closing"),
    "close_due": Text("办结到期检查", "Looking for what can be closed"),
    "escalate": Text("逾期升级", "Escalation"),
    "letter": Text("信件", "Letter"),
    "warn": Text("期限预警", "Warnings"),
}


QUEUE_TEXTS = {
    **{band.value: band.text for band in Band},
    "mail": Text("信件", "Letters"),
    "upkeep": Text("日常维护", "Upkeep"),
}


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """One queue: how many rows wait, how many are parked, since when the oldest is due."""

    queue: Text
    waiting: int
    parked: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """One piece of work that was set aside, and why; without the addresses in the reason."""

    id: int
    what: Text
    queue: Text
    reference: str | None
    attempts: int
    parked_at: datetime
    reason: str


def visible() -> ColumnElement[bool]:
    """Return the condition that a row is about no complaint, or about one the actor may see."""
    about = aliased(Complaint)
    seen = select(about.id).where(about.id == OutboxRow.complaint_id).exists()
    return or_(OutboxRow.complaint_id.is_(None), seen)


def parked_rows(session: Session) -> list[ParkedRow]:
    """Return the rows set aside, newest first, SHOWN at most."""
    rows = session.execute(
        select(OutboxRow, Complaint.reference)
        .outerjoin(Complaint, Complaint.id == OutboxRow.complaint_id)
        .where(OutboxRow.parked_at.is_not(None), visible())
        .order_by(OutboxRow.parked_at.desc(), OutboxRow.id.desc())
        .limit(SHOWN)
    )
    return [_parked(row, reference) for row, reference in rows]


def _parked(row: OutboxRow, reference: str | None) -> ParkedRow:
    return ParkedRow(
        id=row.id,
        what=letter_text(row.payload["letter"]) if "letter" in row.payload else kind_text(row.kind),
        queue=queue_text(row.queue),
        reference=reference,
        attempts=row.attempts,
        parked_at=row.parked_at or row.created_at,
        reason=ADDRESS.sub(HIDDEN, row.parked_reason or ""),
    )


def kind_text(kind: str) -> Text:
    """Return what a kind of work is called."""
    return KIND_TEXTS.get(kind, Text(kind, kind))


def queue_text(queue: str) -> Text:
    """Return what a queue is called."""
    return QUEUE_TEXTS[queue]


def parked_row(session: Session, row_id: int) -> OutboxRow | None:
    """Return the row, to be changed, if it is set aside and the actor may look after it."""
    return session.scalars(
        select(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.parked_at.is_not(None), visible())
        .with_for_update()
    ).one_or_none()


def waiting(session: Session, *, now: datetime) -> list[WaitingWork]:
    """Return the state of every queue with work due or set aside, as far as the actor may see."""
    due = (OutboxRow.parked_at.is_(None)) & (OutboxRow.due_at <= now)
    rows = session.execute(
        select(
            OutboxRow.queue,
            func.count().filter(OutboxRow.parked_at.is_(None)),
            func.count().filter(OutboxRow.parked_at.is_not(None)),
            func.min(OutboxRow.due_at).filter(due),
        )
        .where(OutboxRow.done_at.is_(None), visible())
        .group_by(OutboxRow.queue)
        .order_by(OutboxRow.queue)
    )
    return [
        WaitingWork(queue_text(queue), due, parked, oldest) for queue, due, parked, oldest in rows
    ]
