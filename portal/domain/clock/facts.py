"""What happens to a complaint's clocks, in the order it happened: the events they are made from."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.clock.extension import Extension
from portal.domain.clock.kinds import ClockKind
from portal.domain.clock.limit import Limit
from portal.domain.clock.tolling import Tolling, TollingCause


@dataclass(frozen=True, slots=True)
class Started:
    """A clock began; *limit* overrides the table's, and must be there where it is set per case."""

    kind: ClockKind
    at: date | datetime
    limit: Limit | date | None = None


@dataclass(frozen=True, slots=True)
class Tolled:
    """Clocks stand still from *first* to *last*, or, while *last* is unknown, to this day.

    Without a *kind*, every clock of the complaint that may stand still does.
    """

    first: date
    last: date | None
    cause: TollingCause
    evidence: str
    kind: ClockKind | None = None

    def as_of(self, today: date) -> Tolling | None:
        """Return the period as known on *today*; None while one without an end has not begun."""
        if self.last is None and today < self.first:
            return None
        return Tolling(self.first, self.last or today, self.cause, self.evidence)


@dataclass(frozen=True, slots=True)
class Extended:
    """The running clock of that kind was given more time."""

    kind: ClockKind
    extension: Extension


@dataclass(frozen=True, slots=True)
class Finished:
    """What the running clock of that kind waited for was done."""

    kind: ClockKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """The running clock of that kind has no more meaning: reclassified, withdrawn, transferred."""

    kind: ClockKind


ClockEvent = Started | Tolled | Extended | Finished | Dropped
