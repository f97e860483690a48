"""When to warn that a clock is running out: at 50 %, at 80 %, and one working day before."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from portal.domain.clock.calendar import Calendar
from portal.domain.clock.days import ONE_DAY
from portal.domain.clock.steps import Leg
from portal.domain.clock.tolling import Tolling, tolled_by
from portal.domain.text import Text

WHOLE = 100


class WarningKind(StrEnum):
    """What a warning says has come."""

    HALF = "50"
    MOST = "80"
    LAST_DAY = "last_day"

    @property
    def text(self) -> Text:
        """Return the warning in words."""
        return WARNING_TEXTS[self]


WARNING_TEXTS = {
    WarningKind.HALF: Text("期限已过50%", "50 % of the time is used"),
    WarningKind.MOST: Text("期限已过80%", "80 % of the time is used"),
    WarningKind.LAST_DAY: Text("期限前一个工作日", "one working day is left"),
}
SHARES = {WarningKind.HALF: 50, WarningKind.MOST: 80}
"""Per cent of what the clock counts, tolled days left out."""


def warnings_due(
    legs: Sequence[Leg], calendar: Calendar, tolled: Sequence[Tolling], started_on: date
) -> Mapping[WarningKind, date]:
    """Return on which day each warning is to be given; what is due at once has none."""
    if not sum(leg.total for leg in legs):
        return {}
    days = {kind: day_of_share(legs, share) for kind, share in SHARES.items()}
    before = day_before(legs[-1].last_on, calendar, tolled)
    return {**days, WarningKind.LAST_DAY: before} if before > started_on else days


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
