"""A year's notice as lines to type: a day or a period, off or worked, and the holiday.

    2027-02-15..2027-02-21 off 春节 Spring Festival
    2027-02-14 work 春节

The English name may be left out where the holiday has one already.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.domain.clock import CalendarDay
from portal.domain.clock.calendar import SATURDAY
from portal.domain.text import Text
from portal.web.fields import read_day

WORDS = {"off": False, "放假": False, "work": True, "上班": True}
BETWEEN = ".."
SPAN_MAX = 31
GIVEN_MAX = 40
DECEMBER = 12
PARTS_MIN = 3

AT = _l("Line %(line)d: %(what)s")
NO_LINE = _l("write the day or FIRST..LAST, then off or work, then the name of the holiday")
NO_DAY = _l("“%(given)s” is no day; write it like 2027-02-15")
BACKWARDS = _l("the last day is before the first")
TOO_LONG = _l("a period has %(count)d days at most")
OUTSIDE = _l("%(day)s is outside; allowed are %(first)s to %(last)s")
WEEKDAY = _l("%(day)s is a weekday, which is worked anyway")
TWICE = _l("%(day)s stands on line %(other)d already")
TAKEN = _l("%(day)s is ordered by another notice: %(notice)s")


class LineError(ValueError):
    """Say what is wrong with one line, in the language of the page."""

    def __init__(self, told: object, **values: object) -> None:
        super().__init__(str(told) % values)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of one line, by its *number*; *english* is empty where none was given."""

    number: int
    days: tuple[date, ...]
    working: bool
    chinese: str
    english: str


def read_spans(text: str, year: int, taken: Mapping[date, str]) -> tuple[list[Span], list[str]]:
    """Return what the lines of *text* say, and what is wrong with the others.

    *taken* are the days that another year's notice orders.
    """
    spans: list[Span] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = unicodedata.normalize("NFKC", line).split()
        if words and not words[0].startswith("#"):
            try:
                spans.append(checked(read_span(number, words), year, taken, spans))
            except LineError as error:
                faults.append(str(AT) % {"line": number, "what": error})
    return spans, faults


def read_span(number: int, words: Sequence[str]) -> Span:
    """Return what one line says in *words*, or raise LineError."""
    if len(words) < PARTS_MIN or words[1].lower() not in WORDS:
        raise LineError(NO_LINE)
    first, dots, last = words[0].replace("至", BETWEEN).partition(BETWEEN)
    days = days_between(one_day(first), one_day(last) if dots else one_day(first))
    return Span(number, days, WORDS[words[1].lower()], words[2], " ".join(words[PARTS_MIN:]))


def one_day(given: str) -> date:
    """Return the day *given*, or raise LineError."""
    day = read_day(given)
    if day is None:
        raise LineError(NO_DAY, given=given[:GIVEN_MAX])
    return day


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the days from *first* to *last*, or raise LineError."""
    if last < first:
        raise LineError(BACKWARDS)
    if (last - first).days >= SPAN_MAX:
        raise LineError(TOO_LONG, count=SPAN_MAX)
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def checked(span: Span, year: int, taken: Mapping[date, str], before: Iterable[Span]) -> Span:
    """Return *span* if each of its days may be entered for *year*, or raise LineError."""
    first, last = date(year - 1, DECEMBER, 1), date(year, DECEMBER, 31)
    lines = {day: other.number for other in before for day in other.days}
    for day in span.days:
        if not first <= day <= last:
            raise LineError(OUTSIDE, day=day, first=first, last=last)
        if span.working and day.weekday() < SATURDAY:
            raise LineError(WEEKDAY, day=day)
        if day in lines:
            raise LineError(TWICE, day=day, other=lines[day])
        if day in taken:
            raise LineError(TAKEN, day=day, notice=taken[day])
    return span


def as_days(
    spans: Sequence[Span], notice: str, known: Iterable[CalendarDay]
) -> Iterator[CalendarDay]:
    """Yield the days that *spans* order, in order.

    What is *known* gives holidays their English names, and days that stay as they are their notice.
    """
    entered = {day.date: day for day in known}
    english = {day.name.zh: day.name.en for day in entered.values()}
    english |= {span.chinese: span.english for span in spans if span.english}
    ordered = {day: span for span in spans for day in span.days}
    for day, span in sorted(ordered.items(), key=lambda item: item[0]):
        name = Text(span.chinese, span.english or english.get(span.chinese, span.chinese))
        old = entered.get(day)
        same = old is not None and (old.working, old.name) == (span.working, name)
        yield old if old and same else CalendarDay(day, span.working, name, notice)


def periods(days: Iterable[CalendarDay]) -> list[list[CalendarDay]]:
    """Return *days*, which are in order, with those together that follow one another alike."""
    found: list[list[CalendarDay]] = []
    for day in days:
        last = found[-1][-1] if found else None
        follows = last is not None and day.date - last.date == timedelta(days=1)
        if last and follows and alike(last) == alike(day):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def alike(day: CalendarDay) -> tuple[bool, Text, str]:
    """Return what days of one period have in common."""
    return day.working, day.name, day.notice


def written(days: Iterable[CalendarDay]) -> str:
    """Return *days* as they would be typed."""
    return "\n".join(
        f"{period[0].date}{f'{BETWEEN}{period[-1].date}' if len(period) > 1 else ''} "
        f"{'work' if period[0].working else 'off'} {period[0].name.zh} {period[0].name.en}"
        for period in periods(days)
    )
