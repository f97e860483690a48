"""A deadline that explains itself: each day, whether it was counted, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.clocks import Clock
from portal.domain.clock.days import day_of
from portal.domain.clock.extension import Extension
from portal.domain.clock.limit import Limit
from portal.domain.clock.reckoning import reckon
from portal.domain.clock.steps import Leg, Mark
from portal.domain.clock.tolling import Tolling
from portal.domain.clock.wording import EVENT_WORDS, step_words
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the explanation; the counted ones add up to the limit."""

    date: date
    counted: bool
    why: Text
    mark: Mark


def explain(
    start: date | datetime,
    limit: Limit | date,
    calendar: Calendar,
    *,
    zone: tzinfo,
    tolled: Sequence[Tolling] = (),
    extension: Extension | None = None,
) -> list[DayLine]:
    """Return a line for each day from the event to the last day, both included."""
    legs = reckon(start, limit, calendar, zone=zone, tolled=tolled, extension=extension)
    lines = event_lines(day_of(start, zone), legs[0])
    for leg in legs:
        extended = leg is not legs[0]
        lines += [
            DayLine(
                step.date,
                step.mark is Mark.COUNTED,
                step_words(step, leg, calendar, tolled, extended=extended),
                step.mark,
            )
            for step in leg.steps
        ]
    return lines


def explain_clock(clock: Clock, calendar: Calendar, zone: tzinfo) -> list[DayLine]:
    """Return the same lines for the *clock* of a complaint."""
    return explain(
        clock.started,
        clock.limit,
        calendar,
        zone=zone,
        tolled=clock.tolled,
        extension=clock.extension,
    )


def event_lines(day: date, leg: Leg) -> list[DayLine]:
    """Return the line for the *day* of the event, unless *leg* itself begins on it."""
    if leg.steps[0].date <= day:
        return []
    return [DayLine(day, counted=False, why=EVENT_WORDS, mark=Mark.EVENT)]
