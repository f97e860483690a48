"""What the deadline calculator is asked; it changes nothing, so it is sent as an address."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.validators import ValidationError

from portal.domain import enquiring
from portal.domain.clock import ClockKind, Limit, LimitError, Tolling, TollingCause
from portal.domain.clock.days import FIRST_YEAR, LAST_YEAR
from portal.domain.clock.tolling import TOLLED_DAYS_MAX
from portal.web.fields import LineField, in_figures, read_day

OTHER = "other"
PERIODS_SHOWN = 3
PERIODS_MAX = 20
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?")
LIMITS = {name: rule.limit for name, rule in enquiring.LIMITS.items() if rule.limit}
NO_DAY = _l("Write the day like 2026-09-25")
FAR_DAY = _l("The year must lie between %(first)d and %(last)d")
NO_LIMIT = _l("Write a limit like 5 working days, 7 days, 6 months, 24 hours or at once")
TWO_LIMITS = _l(
    "You chose a limit from the list and wrote another one: empty this field, or choose “another "
    "limit” in the list"
)
UNITS = {
    "wd": ("个工作日", "個工作日", "工作日", "workingdays", "workingday"),
    "d": ("天", "日", "days", "day"),
    "m": ("个月", "個月", "月", "months", "month"),
    "h": ("个小时", "個小時", "小时", "小時", "hours", "hour"),
}
"""What people write for each unit; a name that ends like another stands before it."""
AT_ONCE = ("马上", "馬上", "立即", "atonce", "immediately")
NUMERALS = {"两": "2", "兩": "2"} | {
    sign: f"{n}" for n, sign in enumerate("一二三四五六七八九十", 1)
}
TOO_LONG = _l("All together, the clock can stand still for %(count)d days at most")


class DayField(LineField):
    """One day, as it was typed."""

    @property
    def day(self) -> date | None:
        """Return the day, if it is one."""
        return read_day(self.data)

    @property
    def kind(self) -> str:
        """Return the kind of input that shows what was typed."""
        return "date" if ISO_DAY.fullmatch(self.data) else "text"


def in_short(words: str) -> str:
    """Return a limit as the rules write it, 5wd for 五个工作日 or 5 working days."""
    plain = in_figures(words).lower().replace(" ", "")
    units = ((unit, name) for unit, names in UNITS.items() for name in names)
    for unit, name in units:
        if plain.endswith(name):
            number = plain.removesuffix(name)
            return NUMERALS.get(number, number) + unit
    return "0d" if plain in AT_ONCE else plain


class PeriodForm(Form):
    """Days, both included, on which the clock stands still; both fields or neither."""

    first = DayField(_l("First day"))
    last = DayField(_l("Last day"))

    @property
    def empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.first.data or self.last.data)

    def validate_first(self, field: DayField) -> None:
        """Check the first day."""
        if not self.empty and field.day is None:
            raise ValidationError(NO_DAY)

    def validate_last(self, field: DayField) -> None:
        """Check the last day, and that it is not before the first."""
        if not self.empty and field.day is None:
            raise ValidationError(NO_DAY)
        if self.first.day and field.day and field.day < self.first.day:
            raise ValidationError(_l("The period ends before it begins"))

    @property
    def days(self) -> int:
        """Return how many days a valid period has."""
        first, last = self.first.day, self.last.day
        return (last - first).days + 1 if first and last else 0

    def tolling(self) -> list[Tolling]:
        """Return the period of a valid form, if there is one."""
        first, last = self.first.day, self.last.day
        return [Tolling(first, last, TollingCause.STATED)] if first and last else []


class DeadlineForm(Form):
    """From which day, which limit, and what is not counted.

    Once valid, *day* and *asked* are the day and the limit.
    """

    start = DayField(_l("On which day did it begin?"), name="from")
    limit = LineField(_l("Which limit?"), default=ClockKind.DECIDE_ACCEPTANCE.value)
    length = LineField(_l("The other limit"))

    day: date
    asked: Limit
    periods: list[PeriodForm]

    def __init__(self, sent: Any) -> None:  # noqa: ANN401 - what WTForms takes
        super().__init__(sent)
        all_periods = [PeriodForm(sent, prefix=f"tolled-{n + 1}") for n in range(PERIODS_MAX)]
        filled = [period for period in all_periods if not period.empty]
        spare = [period for period in all_periods if period.empty]
        self.periods = filled + spare[: max(1, PERIODS_SHOWN - len(filled))]
        if self.limit.data not in {*LIMITS, OTHER}:  # a limit written into the address
            self.limit.data, self.length.data = OTHER, self.limit.data

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - as in the base class
        """Check every field, the periods' as well."""
        whole = super().validate(extra_validators)
        periods = [period.validate() for period in self.periods]
        return whole and all(periods) and self.short_enough()

    def short_enough(self) -> bool:
        """Check that the periods are not too long, all together."""
        if sum(period.days for period in self.periods) <= TOLLED_DAYS_MAX:
            return True
        self.periods[0].last.errors = [str(TOO_LONG) % {"count": TOLLED_DAYS_MAX}]
        return False

    def validate_start(self, field: DayField) -> None:
        """Check that the day is one that can be reckoned from."""
        if field.day is None:
            raise ValidationError(NO_DAY)
        if not FIRST_YEAR <= field.day.year <= LAST_YEAR:
            raise ValidationError(str(FAR_DAY) % {"first": FIRST_YEAR, "last": LAST_YEAR})
        self.day = field.day

    def validate_length(self, field: LineField) -> None:
        """Check that the limit is one of the portal's own, or is written like one."""
        if self.limit.data != OTHER:
            self.asked = LIMITS[self.limit.data]
            if field.data:
                raise ValidationError(TWO_LIMITS)
            return
        try:
            self.asked = Limit.parse(in_short(field.data))
        except LimitError as error:
            raise ValidationError(NO_LIMIT) from error

    def tolled(self) -> list[Tolling]:
        """Return the periods of a valid form."""
        return [tolling for period in self.periods for tolling in period.tolling()]

    @property
    def fields(self) -> list[LineField]:
        """Return every field, in the order of the page."""
        own = [self.start, self.limit, self.length]
        return [*own, *(field for period in self.periods for field in period)]
