"""Which days are worked: Monday to Friday, but for what the notice of the year orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from portal.domain.text import Text

SATURDAY = 5
WEEKDAYS = (
    Text("星期一", "Monday"),
    Text("星期二", "Tuesday"),
    Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"),
    Text("星期五", "Friday"),
    Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What the *notice* orders for one day: off, or worked to make up for the holiday *name*."""

    date: date
    working: bool
    name: Text
    notice: str

    @property
    def text(self) -> Text:
        """Return what the day is."""
        if self.working:
            return Text(f"{self.name.zh}调休上班", f"make-up working day for {self.name.en}")
        return Text(f"{self.name.zh}放假", f"{self.name.en} holiday")


@dataclass(frozen=True)
class Calendar:
    """The days that a notice names, and the *years* whose notice is published."""

    days: Mapping[date, CalendarDay]
    years: frozenset[int]

    def working(self, day: date) -> bool:
        """Tell whether *day* is worked; unless a notice names it, Monday to Friday are."""
        ordered = self.days.get(day)
        return ordered.working if ordered else day.weekday() < SATURDAY

    def covers(self, year: int) -> bool:
        """Tell whether the notice of *year* is published."""
        return year in self.years

    def name(self, day: date) -> Text:
        """Return what *day* is called: its holiday, its make-up, or its day of the week."""
        ordered = self.days.get(day)
        return ordered.text if ordered else WEEKDAYS[day.weekday()]

    def why(self, day: date) -> Text:
        """Return why *day* is worked or not; of a year without a notice, what is assumed."""
        name = self.name(day)
        if day in self.days or self.covers(day.year):
            return name
        return Text(
            f"{name.zh}，{day.year}年放假安排尚未公布，暂按周一至周五上班计",
            f"{name.en}; {day.year} has no published calendar, Monday to Friday assumed worked",
        )

    def amended(self, days: Iterable[CalendarDay], years: Iterable[int] = ()) -> "Calendar":
        """Return this calendar with *days* entered over it and *years* published as well."""
        entered = {day.date: day for day in days}
        return Calendar(MappingProxyType({**self.days, **entered}), self.years | {*years})
