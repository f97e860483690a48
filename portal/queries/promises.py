"""What a deadline is called, and which one whoever complained is told of next."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.promises import PROMISED
from portal.domain.text import Text
from portal.models.clock import RunningClock


def promise_text(kind: str | None) -> Text | None:
    """Return the label of a deadline kind, as the public and the office read it."""
    return CLOCKS[ClockKind(kind)].text if kind else None


def next_promise(session: Session, complaint_id: int) -> RunningClock | None:
    """Return the first clock to run out of those promised to whoever complained, if one runs."""
    promised = session.scalars(
        select(RunningClock).where(
            RunningClock.complaint_id == complaint_id,
            RunningClock.kind.in_(PROMISED),
            RunningClock.finished_at.is_(None),
            RunningClock.dropped_at.is_(None),
        )
    )
    return min(promised, key=lambda row: (row.due_on, row.kind), default=None)
