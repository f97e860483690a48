"""Counting days: from the day of an event to the last day [practice 7.1; 民法典 §§201-203].

The day of the event is not counted. A tolled day is not counted. The last day is a worked day: a
limit that would end on a day off ends on the next worked day, make-up weekends included.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.days import days_after
from portal.domain.clock.limit import Limit, Unit, corresponding_day
from portal.domain.clock.steps import Mark, Step
from portal.domain.clock.tolling import Tolling, tolled_by


def count_days(
    start: date, limit: Limit, calendar: Calendar, tolled: Sequence[Tolling]
) -> Iterator[Step]:
    """Yield each day that a *limit* in days or months takes after *start*; the last is its end."""
    used, total = 0, length(start, limit)
    for day in days_after(start):
        asked = limit.unit is Unit.WORKING_DAYS or used + 1 == total
        step = take(Step(day, Mark.COUNTED, used, asked=asked), limit, calendar, tolled)
        yield step
        used = step.used
        if used == total:
            return


def take(step: Step, limit: Limit, calendar: Calendar, tolled: Iterable[Tolling]) -> Step:
    """Return *step* as it turns out: tolled, a day off, or one more day counted."""
    if tolled_by(step.date, tolled):
        return Step(step.date, Mark.TOLLED, step.used)
    if step.asked and not calendar.working(step.date):
        off = Mark.DAY_OFF if limit.unit is Unit.WORKING_DAYS else Mark.MOVED_ON
        return Step(step.date, off, step.used, asked=True)
    return Step(step.date, Mark.COUNTED, step.used + 1, taken=1, asked=step.asked)


def await_act(start: date, tolled: Sequence[Tolling]) -> Iterator[Step]:
    """Yield the days up to that of an act due at once: the first from *start* that is not tolled.

    A day off is no reason to wait: what is due at once knows no period that could move on.
    """
    if not tolled_by(start, tolled):
        yield Step(start, Mark.AT_ONCE)
        return
    for day in days_after(start):
        if not tolled_by(day, tolled):
            yield Step(day, Mark.AT_ONCE)
            return
        yield Step(day, Mark.TOLLED)


def count_to(start: date, last: date) -> Iterator[Step]:
    """Yield each day after *start* to the *last* day that was named; a named day never moves."""
    if last <= start:
        yield Step(last, Mark.AT_ONCE)
        return
    for used, day in enumerate(days_after(start), start=1):
        yield Step(day, Mark.COUNTED, used, taken=1)
        if day == last:
            return


def length(start: date, limit: Limit) -> int:
    """Return how many days *limit* counts from *start*; months reach to the corresponding day."""
    if limit.unit is Unit.MONTHS:
        return (corresponding_day(start, limit.count) - start).days
    return limit.count
