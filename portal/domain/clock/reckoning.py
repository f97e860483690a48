"""From an event and its limit to the deadline: a last day, and the instant from which it is late.

The same arguments are taken throughout: *start*, the event, as an instant or as the day in the
office's *zone*; *limit*, a Limit or the day that was named; the *calendar*; *tolled*, the periods
in which the clock stands still, in any order; *extension*, counted from the last day it extends.
What cannot be reckoned is a ClockError.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.counting import await_act, count_days, count_to, length
from portal.domain.clock.days import day_of, ending, require_reckonable
from portal.domain.clock.extension import Extension
from portal.domain.clock.hours import TICKS_AN_HOUR, count_hours, first_instant
from portal.domain.clock.limit import Limit, Unit
from portal.domain.clock.steps import Leg
from portal.domain.clock.tolling import Tolling, require_sane


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day in the office's zone, and its end at 24:00 as an instant (UTC, half-open).

    *provisional*: a day that mattered lies in a year whose notice is not published.
    """

    due_on: date
    due_at: datetime
    provisional: bool

    def passed(self, now: datetime) -> bool:
        """Tell whether *now* is too late; the instant of the deadline itself is."""
        return now >= self.due_at


def due(
    start: date | datetime,
    limit: Limit | date,
    calendar: Calendar,
    *,
    zone: tzinfo,
    tolled: Sequence[Tolling] = (),
    extension: Extension | None = None,
) -> Deadline:
    """Return the deadline."""
    legs = reckon(start, limit, calendar, zone=zone, tolled=tolled, extension=extension)
    return deadline_of(legs, calendar)


def deadline_of(legs: Sequence[Leg], calendar: Calendar) -> Deadline:
    """Return the deadline that *legs* lead to."""
    provisional = any(
        step.asked and not calendar.covers(step.date.year) for leg in legs for step in leg.steps
    )
    return Deadline(legs[-1].last_on, legs[-1].ends_at, provisional)


def reckon(
    start: date | datetime,
    limit: Limit | date,
    calendar: Calendar,
    *,
    zone: tzinfo,
    tolled: Sequence[Tolling] = (),
    extension: Extension | None = None,
) -> tuple[Leg, ...]:
    """Return the limit and, where there is one, the extension, walked day by day."""
    require_sane(tolled)
    first = leg(start, limit, calendar, tolled, zone)
    if extension is None:
        return (first,)
    return first, leg(first.last_on, extension.limit, calendar, tolled, zone)


def leg(
    start: date | datetime,
    limit: Limit | date,
    calendar: Calendar,
    tolled: Sequence[Tolling],
    zone: tzinfo,
) -> Leg:
    """Return one *limit* walked from *start*."""
    day = require_reckonable(day_of(start, zone))
    if not isinstance(limit, Limit):
        return named_leg(day, limit, zone)
    if limit.unit is Unit.HOURS:
        return hours_leg(first_instant(start, zone), limit, tolled, zone)
    if limit.unit is Unit.AT_ONCE:
        steps = tuple(await_act(day, tolled))
        return Leg(limit, 0, steps, ending(steps[-1].date, zone))
    steps = tuple(count_days(day, limit, calendar, tolled))
    return Leg(limit, length(day, limit), steps, ending(steps[-1].date, zone))


def named_leg(start: date, last: date, zone: tzinfo) -> Leg:
    """Return the walk from *start* to the *last* day, which was named outright."""
    steps = tuple(count_to(start, require_reckonable(last)))
    return Leg(last, steps[-1].used, steps, ending(last, zone))


def hours_leg(begun: datetime, limit: Limit, tolled: Sequence[Tolling], zone: tzinfo) -> Leg:
    """Return a *limit* in hours walked from the instant *begun*."""
    walked = tuple(count_hours(begun, limit.count, tolled, zone))
    steps = tuple(step for step, _ in walked)
    return Leg(limit, limit.count * TICKS_AN_HOUR, steps, walked[-1][1])
