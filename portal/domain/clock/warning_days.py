"""When to warn that a clock is running out: at 50 %, at 80 %, and one working day before."""

from collections.abc import Sequence
from datetime import date

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.days import ONE_DAY
from portal.domain.clock.steps import Leg
from portal.domain.clock.tolling import Tolling, tolled_by

SHARES = (50, 80)  # per cent of what the clock counts, tolled days left out
WHOLE = 100


def warning_days(
    legs: Sequence[Leg], calendar: Calendar, tolled: Sequence[Tolling], started_on: date
) -> tuple[date, ...]:
    """Return the days to warn on, each once, in order; what is due at once has none."""
    if not sum(leg.total for leg in legs):
        return ()
    days = {day_of_share(legs, share) for share in SHARES}
    before = day_before(legs[-1].last_on, calendar, tolled)
    return tuple(sorted(days | {before} if before > started_on else days))


def day_of_share(legs: Sequence[Leg], share: int) -> date:
    """Return the day by whose end *share* per cent of all that *legs* count has been used."""
    wanted, passed = share * sum(leg.total for leg in legs), 0
    for leg in legs:
        for step in leg.steps:
            if (passed + step.used) * WHOLE >= wanted:
                return step.date
        passed += leg.total
    return legs[-1].last_on


def day_before(last_on: date, calendar: Calendar, tolled: Sequence[Tolling]) -> date:
    """Return the last worked, untolled day before *last_on*."""
    day = last_on - ONE_DAY
    while tolled_by(day, tolled) or not calendar.working(day):
        day -= ONE_DAY
    return day
