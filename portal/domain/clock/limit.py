"""How long something may take: a number and its unit, which never part [practice 7.1]."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.clock.errors import LimitError
from portal.domain.text import Text

FORM = re.compile(r"([0-9]{1,9})(h|d|wd|m)")
MONTHS_A_YEAR = 12
GIVEN_MAX = 40


class Unit(StrEnum):
    """What a limit counts."""

    AT_ONCE = "at_once"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


# unit: how it is written, in words after a number, and the most that can be reckoned with
UNITS = {
    Unit.AT_ONCE: ("d", Text("立即", "at once"), 0),
    Unit.HOURS: ("h", Text("小时", "hours"), 8_784),
    Unit.DAYS: ("d", Text("日", "calendar days"), 3_660),
    Unit.WORKING_DAYS: ("wd", Text("个工作日", "working days"), 2_500),
    Unit.MONTHS: ("m", Text("个月", "months"), 120),
}
WRITTEN = {suffix: unit for unit, (suffix, _, most) in UNITS.items() if most}
ALLOWED = "0d (at once), " + ", ".join(
    f"1{suffix} to {UNITS[unit][2]}{suffix}" for suffix, unit in WRITTEN.items()
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of *count* units; one out of bounds is a LimitError that names them."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        most = UNITS[self.unit][2]
        if not min(1, most) <= self.count <= most:
            raise LimitError(f"{self} is out of range; allowed: {ALLOWED}")

    @classmethod
    def parse(cls, given: str) -> "Limit":
        """Return the limit written as `0d`, `24h`, `7d`, `5wd` or `6m`; else raise LimitError."""
        form = FORM.fullmatch(given)
        if form is None:
            raise LimitError(f"{given[:GIVEN_MAX]!r} is no limit; allowed: {ALLOWED}")
        count, unit = int(form[1]), WRITTEN[form[2]]
        return AT_ONCE if (count, unit) == (0, Unit.DAYS) else cls(count, unit)

    def __str__(self) -> str:
        return f"{self.count}{UNITS[self.unit][0]}"

    @property
    def text(self) -> Text:
        """Return the limit in words."""
        words = UNITS[self.unit][1]
        if self.unit is Unit.AT_ONCE:
            return words
        english = words.en.removesuffix("s") if self.count == 1 else words.en
        return Text(f"{self.count}{words.zh}", f"{self.count} {english}")


AT_ONCE = Limit(0, Unit.AT_ONCE)


def corresponding_day(day: date, months: int) -> date:
    """Return the day of that number *months* later, or the last of a month that has none."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
