"""The calendar the portal is delivered with: what the State Council ordered for 2004 to 2026."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType

from portal.domain.clock.calendar import Calendar, CalendarDay
from portal.domain.clock.days import ONE_DAY
from portal.domain.text import Text

TABLE = Path(__file__).with_name("published.csv")
FIRST_PUBLISHED, LAST_PUBLISHED = 2004, 2026


def ordered_days(row: dict[str, str]) -> Iterator[CalendarDay]:
    """Yield each day from `first` to `last` of one *row* of the table."""
    day, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    name = Text(row["holiday_zh"], row["holiday_en"])
    while day <= last:
        yield CalendarDay(day, row["day"] == "work", name, row["notice"])
        day += ONE_DAY


def read_published() -> Calendar:
    """Return the calendar as the table beside this module has it."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        days = {day.date: day for row in csv.DictReader(file) for day in ordered_days(row)}
    return Calendar(MappingProxyType(days), frozenset(range(FIRST_PUBLISHED, LAST_PUBLISHED + 1)))


PUBLISHED = read_published()
