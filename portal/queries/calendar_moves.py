"""What another calendar would do to the running deadlines, in numbers that name no complaint."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, Calendar, Clock, ClockKind, Deadline, changed
from portal.domain.promises import TOLD
from portal.domain.text import Text
from portal.models.clock import ClockTolling, RunningClock


@dataclass(frozen=True, slots=True)
class Moved:
    """*count* clocks of one kind whose deadline is *new* instead of *old*."""

    kind: ClockKind
    old: Deadline
    new: Deadline
    count: int

    @property
    def text(self) -> Text:
        """Return what the clocks wait for."""
        return CLOCKS[self.kind].text

    @property
    def told(self) -> bool:
        """Tell whether whoever complained is written to when the last day moves."""
        return self.kind in TOLD

    @property
    def day_moves(self) -> bool:
        """Tell whether the last day itself moves, not only from provisional to firm."""
        return self.old.due_on != self.new.due_on


def calendar_moves(
    session: Session, before: Calendar, after: Calendar, *, since: date, zone: tzinfo, today: date
) -> list[Moved]:
    """Return the running deadlines that differ under *after*, alike ones together, in order.

    *since* is the first day on which the calendars differ: what falls due earlier cannot move. The
    session's actor must be the system; whoever reads the numbers may see none of the complaints.
    """
    clocks = _clocks(session, since, today)
    counted = Counter(
        (move.old, move.new, move.clock.kind) for move in changed(before, after, clocks, zone)
    )
    moves = [Moved(kind, old, new, count) for (old, new, kind), count in counted.items()]
    return sorted(moves, key=_place)


def _place(move: Moved) -> tuple[Any, ...]:
    firm = (move.old.provisional, move.new.provisional)
    return move.old.due_on, move.new.due_on, move.kind, *firm


def _clocks(session: Session, since: date, today: date) -> Iterator[Clock]:
    tollings: defaultdict[int, list[ClockTolling]] = defaultdict(list)
    for stop in session.scalars(select(ClockTolling)):
        tollings[stop.complaint_id].append(stop)
    running = select(RunningClock).where(
        RunningClock.finished_at.is_(None),
        RunningClock.dropped_at.is_(None),
        RunningClock.due_on >= since,
    )
    for row in session.scalars(running):
        yield row.as_clock(tollings[row.complaint_id], today)
