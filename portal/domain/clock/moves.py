"""What a change of the calendar does to deadlines, before it is made and when it is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.clocks import Clock
from portal.domain.clock.reckoning import Deadline


@dataclass(frozen=True, slots=True)
class Move:
    """A clock whose deadline is another one under another calendar."""

    clock: Clock
    old: Deadline
    new: Deadline

    @property
    def day_moves(self) -> bool:
        """Tell whether the last day itself moves, not only from provisional to firm."""
        return self.old.due_on != self.new.due_on


def changed(before: Calendar, after: Calendar, clocks: Iterable[Clock], zone: tzinfo) -> list[Move]:
    """Return each open clock whose deadline moves, or becomes firm or provisional."""
    moves = (
        Move(clock, clock.deadline(before, zone), clock.deadline(after, zone))
        for clock in clocks
        if clock.open
    )
    return [move for move in moves if move.old != move.new]


def moved(before: Calendar, after: Calendar, clocks: Iterable[Clock], zone: tzinfo) -> list[Move]:
    """Return each open clock whose last day moves."""
    return [move for move in changed(before, after, clocks, zone) if move.day_moves]
