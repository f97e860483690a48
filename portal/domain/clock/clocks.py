"""One clock of a complaint, and what may be done to it on its way."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.errors import ExtensionError
from portal.domain.clock.extension import Extension
from portal.domain.clock.kinds import ClockKind
from portal.domain.clock.limit import Limit
from portal.domain.clock.reckoning import Deadline, deadline_of, reckon
from portal.domain.clock.rules import ClockRule
from portal.domain.clock.steps import Leg
from portal.domain.clock.table import CLOCKS
from portal.domain.clock.tolling import Tolling


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock: everything its deadline depends on but the calendar and the zone.

    *standing_still*: the end of a tolling is not known yet, so the deadline is that of this day.
    """

    kind: ClockKind
    started: date | datetime
    limit: Limit | date
    tolled: tuple[Tolling, ...] = ()
    standing_still: bool = False
    extension: Extension | None = None
    finished_at: datetime | None = None
    complaint_id: int | None = None

    @property
    def rule(self) -> ClockRule:
        """Return the rule that the clock runs by."""
        return CLOCKS[self.kind]

    @property
    def open(self) -> bool:
        """Tell whether what it waits for is still to be done."""
        return self.finished_at is None

    def legs(self, calendar: Calendar, zone: tzinfo) -> tuple[Leg, ...]:
        """Return the clock's limit and extension, walked day by day."""
        return reckon(
            self.started,
            self.limit,
            calendar,
            zone=zone,
            tolled=self.tolled,
            extension=self.extension,
        )

    def deadline(self, calendar: Calendar, zone: tzinfo) -> Deadline:
        """Return the deadline."""
        return deadline_of(self.legs(calendar, zone), calendar)

    def extended(self, extension: Extension) -> "Clock":
        """Return the clock with its one *extension*; a second is an ExtensionError."""
        if not self.rule.extendable:
            raise ExtensionError(f"{self.kind} may not be extended; allowed: the answer clocks")
        if self.extension is not None:
            raise ExtensionError(f"{self.kind} is extended already; allowed: one extension")
        return replace(self, extension=extension)


def grant_extension(clock: Clock, extension: Extension, calendar: Calendar, zone: tzinfo) -> Clock:
    """Return *clock* extended, if it is open and *extension* was approved before it ran out."""
    if not clock.open:
        raise ExtensionError(f"{clock.kind} is finished; allowed: an open clock")
    if clock.deadline(calendar, zone).passed(extension.approved_at):
        raise ExtensionError(f"{clock.kind} has run out; allowed: an approval before its deadline")
    return clock.extended(extension)
