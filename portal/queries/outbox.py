"""How much work is owed, and how old the oldest of it is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models.outbox import OutboxRow


@dataclass(frozen=True, slots=True)
class QueueOverview:
    """One queue: rows waiting, rows parked, and since when the oldest waiting one is due."""

    queue: str
    waiting: int
    parked: int
    oldest: datetime | None


def overview(session: Session) -> list[QueueOverview]:
    """Return the state of every queue that has work waiting or parked."""
    waiting = (OutboxRow.done_at.is_(None)) & (OutboxRow.parked_at.is_(None))
    rows = session.execute(
        select(
            OutboxRow.queue,
            func.count().filter(waiting),
            func.count().filter(OutboxRow.parked_at.is_not(None)),
            func.min(OutboxRow.due_at).filter(waiting),
        )
        .where(OutboxRow.done_at.is_(None))
        .group_by(OutboxRow.queue)
        .order_by(OutboxRow.queue)
    )
    return [QueueOverview(*row) for row in rows]


def parked(session: Session) -> list[OutboxRow]:
    """Return the rows set aside, newest first, at most 200."""
    return list(
        session.scalars(
            select(OutboxRow)
            .where(OutboxRow.parked_at.is_not(None))
            .order_by(OutboxRow.parked_at.desc(), OutboxRow.id.desc())
            .limit(200)
        )
    )
