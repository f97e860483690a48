"""How a complaint's clocks stand: their deadlines, their warnings, and which comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.clocks import Clock
from portal.domain.clock.days import day_of
from portal.domain.clock.facts import ClockEvent
from portal.domain.clock.kinds import ClockKind
from portal.domain.clock.reckoning import Deadline, deadline_of
from portal.domain.clock.replay import clocks_of
from portal.domain.clock.warning_days import WarningKind, warnings_due


@dataclass(frozen=True, slots=True)
class ClockState:
    """One clock with what follows from it; *warned_on* are days of the office's zone."""

    clock: Clock
    started_on: date
    deadline: Deadline
    warned_on: Mapping[WarningKind, date]

    @property
    def warnings(self) -> tuple[date, ...]:
        """Return the days to warn on, each once, in order."""
        return tuple(sorted(set(self.warned_on.values())))

    @property
    def kind(self) -> ClockKind:
        """Return what the clock waits for."""
        return self.clock.kind

    @property
    def finished_at(self) -> datetime | None:
        """Return when that was done."""
        return self.clock.finished_at

    def late(self, now: datetime) -> bool:
        """Tell whether it was done too late or, still open, is too late *now*."""
        return self.deadline.passed(self.finished_at or now)


def running(
    events: Sequence[ClockEvent],
    calendar: Calendar,
    *,
    today: date,
    zone: tzinfo,
    complaint_id: int | None = None,
) -> tuple[ClockState, ...]:
    """Return how the clocks stand that *events* started; *today* ends what tolls to this day."""
    clocks = clocks_of(events, today=today, zone=zone, complaint_id=complaint_id)
    return tuple(state_of(clock, calendar, zone) for clock in clocks)


def state_of(clock: Clock, calendar: Calendar, zone: tzinfo) -> ClockState:
    """Return how one *clock* stands."""
    legs, started_on = clock.legs(calendar, zone), day_of(clock.started, zone)
    warned_on = warnings_due(legs, calendar, clock.tolled, started_on) if clock.rule.warned else {}
    return ClockState(clock, started_on, deadline_of(legs, calendar), warned_on)


def next_deadline(states: Iterable[ClockState]) -> ClockState | None:
    """Return the open clock that runs out first; None where none is open."""
    still_open = [state for state in states if state.clock.open]
    return min(still_open, key=lambda state: (state.deadline.due_at, state.kind), default=None)
