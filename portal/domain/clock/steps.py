"""The steps of a walk from an event to its deadline, one for each day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.clock.limit import Limit


class Mark(StrEnum):
    """What a day is to a limit."""

    EVENT = "event"
    AT_ONCE = "at_once"
    COUNTED = "counted"
    DAY_OFF = "day_off"
    MOVED_ON = "moved_on"
    TOLLED = "tolled"


@dataclass(frozen=True, slots=True)
class Step:
    """One day: what it has *taken* of the limit and what is *used* by its end.

    Both are days, or microseconds where the limit is in hours. *asked*: the calendar decided here.
    """

    date: date
    mark: Mark
    used: int = 0
    taken: int = 0
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One limit, walked: its length in *total* (as in Step), its days and its end, half-open.

    A limit that is a date is a day named outright, by a promise or from above.
    """

    limit: Limit | date
    total: int
    steps: tuple[Step, ...]
    ends_at: datetime

    @property
    def last_on(self) -> date:
        """Return the last day."""
        return self.steps[-1].date
