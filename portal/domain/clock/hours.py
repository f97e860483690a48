"""Counting hours: they run through nights and holidays alike, and stand still on tolled days."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from portal.domain.clock.days import day_of, days_after, ending
from portal.domain.clock.steps import Mark, Step
from portal.domain.clock.tolling import Tolling, tolled_by

TICK = timedelta(microseconds=1)
TICKS_AN_HOUR = timedelta(hours=1) // TICK


def first_instant(start: date | datetime, zone: tzinfo) -> datetime:
    """Return the instant from which hours run: of an event known by its day, the day's end."""
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return ending(start, zone)


def count_hours(
    begun: datetime, count: int, tolled: Sequence[Tolling], zone: tzinfo
) -> Iterator[tuple[Step, datetime]]:
    """Yield each day that *count* hours touch, and the instant to which it brings them."""
    now, used, total = begun, 0, count * TICKS_AN_HOUR
    for day in days_from(day_of(now, zone)):
        end = ending(day, zone)
        mark = Mark.TOLLED if tolled_by(day, tolled) else Mark.COUNTED
        taken = min(total - used, (end - now) // TICK) if mark is Mark.COUNTED else 0
        used += taken
        yield Step(day, mark, used, taken), now + taken * TICK
        if used == total:
            return
        now = end


def days_from(day: date) -> Iterator[date]:
    """Yield *day* and those that follow, without end."""
    yield day
    yield from days_after(day)
