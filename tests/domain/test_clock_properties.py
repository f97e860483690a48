"""What holds of every deadline, and a second reckoning that shares nothing with the first."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, count, islice, pairwise
from random import Random
from zoneinfo import ZoneInfo

from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.clock import (
    PUBLISHED,
    CalendarDay,
    Clock,
    ClockKind,
    Limit,
    Tolling,
    TollingCause,
    Unit,
    due,
    explain,
    moved,
)
from portal.domain.text import Text

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WORKED = {
    day for day in (date(2004, 1, 1) + index * DAY for index in range(8_401)) if is_workday(day)
}

IMPLIED = settings(max_examples=30)
"""What follows already from agreeing with the naive reckoning is tried less often."""

starts = st.dates(date(2004, 1, 1), date(2025, 6, 30))
day_limits = st.builds(Limit, st.integers(1, 90), st.just(Unit.DAYS))
working_limits = st.builds(Limit, st.integers(1, 40), st.just(Unit.WORKING_DAYS))
month_limits = st.builds(Limit, st.integers(1, 7), st.just(Unit.MONTHS))
limits = st.one_of(day_limits, working_limits, month_limits)
offsets = st.lists(st.tuples(st.integers(-5, 70), st.integers(0, 15)), max_size=4)


def tollings(start: date, spans: Sequence[tuple[int, int]]) -> list[Tolling]:
    firsts = [(start + first * DAY, length) for first, length in spans]
    return [Tolling(day, day + length * DAY, TollingCause.STATED) for day, length in firsts]


def days_of(tolled: Sequence[Tolling]) -> set[date]:
    return {
        tolling.first + index * DAY
        for tolling in tolled
        for index in range((tolling.last - tolling.first).days + 1)
    }


def month_later(start: date, months: int) -> date:
    month = start.year * 12 + start.month - 1 + months
    for number in range(start.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


def naive_due_on(start: date, limit: Limit, tolled: Sequence[Tolling]) -> date:
    gone = days_of(tolled)
    free = (day for index in count(1) if (day := start + index * DAY) not in gone)
    if limit.unit is Unit.WORKING_DAYS:
        return nth((day for day in free if day in WORKED), limit.count)
    months = limit.unit is Unit.MONTHS
    last = nth(free, (month_later(start, limit.count) - start).days if months else limit.count)
    return next(day for day in chain([last], free) if day in WORKED)


def nth(days: Iterator[date], number: int) -> date:
    return next(islice(days, number - 1, None))


def due_on(start: date, limit: Limit, tolled: Sequence[Tolling] = ()) -> date:
    return due(start, limit, PUBLISHED, zone=ZONE, tolled=tolled).due_on


@given(starts, limits, offsets)
def test_a_naive_reckoning_comes_to_the_same_day(
    start: date, limit: Limit, spans: list[tuple[int, int]]
) -> None:
    tolled = tollings(start, spans)

    assert due_on(start, limit, tolled) == naive_due_on(start, limit, tolled)


@given(starts, limits, offsets)
def test_the_explanation_adds_up(start: date, limit: Limit, spans: list[tuple[int, int]]) -> None:
    tolled = tollings(start, spans)

    lines = explain(start, limit, PUBLISHED, zone=ZONE, tolled=tolled)

    months = limit.unit is Unit.MONTHS
    wanted = (month_later(start, limit.count) - start).days if months else limit.count
    assert sum(line.counted for line in lines) == wanted
    assert (lines[0].date, lines[-1].date) == (start, due_on(start, limit, tolled))
    assert all(later.date - line.date == DAY for line, later in pairwise(lines))
    assert not {line.date for line in lines if line.counted} & days_of(tolled)


@IMPLIED
@given(starts, limits, offsets)
def test_a_longer_limit_is_never_due_earlier(
    start: date, limit: Limit, spans: list[tuple[int, int]]
) -> None:
    tolled = tollings(start, spans)

    longer = Limit(limit.count + 1, limit.unit)

    assert due_on(start, Limit.parse("0d"), tolled) <= due_on(start, limit, tolled)
    assert due_on(start, limit, tolled) <= due_on(start, longer, tolled)


@IMPLIED
@given(starts, st.integers(0, 40), st.one_of(day_limits, working_limits), offsets)
def test_a_later_event_is_never_due_earlier(
    start: date, later: int, limit: Limit, spans: list[tuple[int, int]]
) -> None:
    tolled = tollings(start, spans)

    assert due_on(start, limit, tolled) <= due_on(start + later * DAY, limit, tolled)


@IMPLIED
@given(starts, st.integers(0, 40), month_limits)
def test_the_same_holds_of_months(start: date, later: int, limit: Limit) -> None:
    assert due_on(start, limit) <= due_on(start + later * DAY, limit)


@IMPLIED
@given(starts, limits, offsets, st.integers(0, 2**32))
def test_a_tolled_day_counts_once_however_it_is_told(
    start: date, limit: Limit, spans: list[tuple[int, int]], seed: int
) -> None:
    tolled = tollings(start, spans)
    single = [Tolling(day, day, TollingCause.STATED) for day in days_of(tolled)]
    Random(seed).shuffle(single)  # noqa: S311 -- an order, not a secret

    assert due_on(start, limit, tolled + tolled) == due_on(start, limit, tolled)
    assert due_on(start, limit, single[:100]) == due_on(start, limit, tolled)


@IMPLIED
@given(starts, working_limits, offsets)
def test_tolling_adds_the_working_days_it_takes(
    start: date, limit: Limit, spans: list[tuple[int, int]]
) -> None:
    tolled = tollings(start, spans)
    end = due_on(start, limit, tolled)

    taken = len([day for day in days_of(tolled) & WORKED if start < day <= end])

    assert end == due_on(start, Limit(limit.count + taken, Unit.WORKING_DAYS))


@given(st.lists(st.tuples(starts, limits), min_size=1, max_size=4), st.integers(0, 100))
def test_a_new_holiday_moves_exactly_the_deadlines_that_span_it(
    cases: list[tuple[date, Limit]], ahead: int
) -> None:
    first = cases[0][0]
    day = next(day for index in count(ahead) if (day := first + index * DAY) in WORKED)
    after = PUBLISHED.amended([CalendarDay(day, False, Text("新假日", "new holiday"), "notice")])
    clocks = [Clock(kind=ClockKind.PROPOSAL, started=day, limit=limit) for day, limit in cases]

    moves = moved(PUBLISHED, after, clocks, ZONE)

    assert [move.clock for move in moves] == [
        clock for clock, case in zip(clocks, cases, strict=True) if spans_day(*case, day)
    ]
    assert all(move.old.due_on < move.new.due_on for move in moves)


def spans_day(start: date, limit: Limit, day: date) -> bool:
    end = naive_due_on(start, limit, [])
    return start < day <= end if limit.unit is Unit.WORKING_DAYS else day == end


@settings(max_examples=40)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.integers(1, 72),
    st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 2)), max_size=3),
)
def test_hours_agree_with_a_walk_minute_by_minute(
    start: datetime, hours: int, spans: list[tuple[int, int]]
) -> None:
    start = start.replace(second=0, microsecond=0)
    tolled = tollings(start.astimezone(ZONE).date(), spans)
    still = days_of(tolled)

    begun = now = start.astimezone(ZONE).replace(tzinfo=None)  # no summer time there
    left = hours * 60
    while left:
        left -= now.date() not in still
        now += MINUTE

    limit = Limit(hours, Unit.HOURS)
    deadline = due(start, limit, PUBLISHED, zone=ZONE, tolled=tolled)
    assert deadline.due_at == start + (now - begun)
