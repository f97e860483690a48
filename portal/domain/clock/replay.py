"""From the events of a complaint to its clocks: a fold that knows no time of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, tzinfo

from portal.domain.clock.clocks import Clock
from portal.domain.clock.days import day_of
from portal.domain.clock.errors import ClockError, LimitError, TollingError
from portal.domain.clock.facts import (
    ClockEvent,
    Dropped,
    Extended,
    Finished,
    Started,
    Tolled,
)
from portal.domain.clock.kinds import ClockKind
from portal.domain.clock.table import CLOCKS


def clocks_of(
    events: Sequence[ClockEvent], *, today: date, zone: tzinfo, complaint_id: int | None = None
) -> tuple[Clock, ...]:
    """Return the clocks that *events*, in their order, have started; see Tolled for *today*."""
    clocks: list[Clock] = []
    for event in events:
        if isinstance(event, Started):
            start(clocks, event, complaint_id)
        elif not isinstance(event, Tolled):
            change(clocks, event)
    tollings = [event for event in events if isinstance(event, Tolled)]
    return tuple(with_tollings(clock, tollings, today, zone) for clock in clocks)


def start(clocks: list[Clock], event: Started, complaint_id: int | None) -> None:
    """Add the clock that *event* started; two open ones of a kind are a ClockError."""
    if any(clock.open and clock.kind is event.kind for clock in clocks):
        raise ClockError(f"{event.kind} is running already; allowed: one open clock of a kind")
    limit = event.limit if event.limit is not None else CLOCKS[event.kind].limit
    if limit is None:
        raise LimitError(f"{event.kind} has no limit; allowed: a limit or a day set for the case")
    clocks.append(Clock(kind=event.kind, started=event.at, limit=limit, complaint_id=complaint_id))


def change(clocks: list[Clock], event: Extended | Finished | Dropped) -> None:
    """Extend, finish or drop the open clock that *event* names."""
    position = open_position(clocks, event.kind)
    if isinstance(event, Dropped):
        del clocks[position]
    elif isinstance(event, Finished):
        clocks[position] = replace(clocks[position], finished_at=event.at)
    else:
        clocks[position] = clocks[position].extended(event.extension)


def open_position(clocks: Sequence[Clock], kind: ClockKind) -> int:
    """Return where the open clock of *kind* stands; none is a ClockError."""
    for position, clock in enumerate(clocks):
        if clock.open and clock.kind is kind:
            return position
    raise ClockError(f"{kind} is not running; allowed: an open clock")


def with_tollings(clock: Clock, events: Iterable[Tolled], today: date, zone: tzinfo) -> Clock:
    """Return *clock* with each period that stops it, as known when it was finished or *today*."""
    known_on = today if clock.finished_at is None else day_of(clock.finished_at, zone)
    meant = [event for event in events if stops(event, clock)]
    periods = [event.as_of(known_on) for event in meant]
    return replace(
        clock,
        tolled=tuple(period for period in periods if period is not None),
        standing_still=clock.open
        and any(event.last is None and event.first <= today for event in meant),
    )


def stops(event: Tolled, clock: Clock) -> bool:
    """Tell whether *event* stops *clock*; naming one that may not stand still is a TollingError."""
    if event.kind is clock.kind and not clock.rule.tollable:
        raise TollingError(f"{clock.kind} may not stand still; allowed: a clock that may")
    return clock.rule.tollable and event.kind in {None, clock.kind}
