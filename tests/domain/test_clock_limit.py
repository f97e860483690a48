from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.clock import (
    PUBLISHED,
    Limit,
    LimitError,
    StartError,
    Tolling,
    TollingCause,
    TollingError,
    Unit,
    due,
)

ZONE = ZoneInfo("Asia/Shanghai")
STATED = TollingCause.STATED


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("0d", 0, Unit.AT_ONCE),
        ("24h", 24, Unit.HOURS),
        ("7d", 7, Unit.DAYS),
        ("5wd", 5, Unit.WORKING_DAYS),
        ("6m", 6, Unit.MONTHS),
    ],
)
def test_a_limit_is_read_and_written_alike(written: str, count: int, unit: Unit) -> None:
    limit = Limit.parse(written)

    assert limit == Limit(count, unit)
    assert str(limit) == written


@pytest.mark.parametrize(
    "given",
    [
        *("", " ", "d", "5", "5 d", "5D", "-5d", "+5d", "5.5d", "5w", "5wdd", "５d", "٣d", "5d\n"),
        *("0wd", "0h", "0m", "3661d", "2501wd", "121m", "8785h", "99999999wd", "9" * 5_000 + "d"),
    ],
)
def test_what_is_no_limit_is_refused_in_one_line_that_says_what_is_allowed(given: str) -> None:
    with pytest.raises(LimitError, match=r"^[^\n]*; allowed: 0d \(at once\), 1h to 8784h,[^\n]*$"):
        Limit.parse(given)


@given(st.text("0123456789dhwm５ -.", max_size=8))
def test_any_text_is_a_limit_or_refused(text: str) -> None:
    try:
        limit = Limit.parse(text)
    except LimitError:
        return
    assert int(text.rstrip("dhmw")) == limit.count


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("0d", "立即", "at once"),
        ("24h", "24小时", "24 hours"),
        ("7d", "7日", "7 calendar days"),
        ("1wd", "1个工作日", "1 working day"),
        ("6m", "6个月", "6 months"),
    ],
)
def test_a_limit_speaks_both_languages(written: str, zh: str, en: str) -> None:
    text = Limit.parse(written).text

    assert (text.zh, text.en) == (zh, en)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1), date.min, date.max])
def test_a_day_out_of_range_is_refused(day: date) -> None:
    with pytest.raises(StartError, match="allowed: 1900-01-01 to 2199-12-31"):
        due(day, Limit.parse("5wd"), PUBLISHED, zone=ZONE)


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 9, 25, 12, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(StartError, match="allowed: an instant with its zone"):
        due(naive, Limit.parse("24h"), PUBLISHED, zone=ZONE)


def test_the_longest_limits_from_the_last_day_are_reckoned() -> None:
    for written in ("8784h", "3660d", "2500wd", "120m"):
        deadline = due(date(2199, 12, 31), Limit.parse(written), PUBLISHED, zone=ZONE)
        assert deadline.due_on.year >= 2200


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(TollingError, match=r"2026-09-29\.\.2026-09-27 ends before it begins"):
        Tolling(date(2026, 9, 29), date(2026, 9, 27), STATED)


def test_a_period_without_evidence_is_refused_unless_only_stated() -> None:
    with pytest.raises(TollingError, match="no evidence"):
        Tolling(date(2026, 9, 27), date(2026, 9, 29), TollingCause.HEARING, " ")


def test_a_period_of_more_than_ten_years_is_refused() -> None:
    with pytest.raises(TollingError, match="too long; allowed: 3660 days at most"):
        Tolling(date(2000, 1, 1), date(2026, 1, 1), STATED)


@pytest.mark.parametrize(
    ("periods", "days", "refused"),
    [(101, 1, "101 periods are too many"), (100, 365, "36500 days are too many")],
)
def test_more_tolling_than_any_case_has_is_refused(periods: int, days: int, refused: str) -> None:
    first = date(2026, 1, 1)
    tolled = [Tolling(first, first + timedelta(days=days - 1), STATED)] * periods

    with pytest.raises(TollingError, match=refused):
        due(first, Limit.parse("1d"), PUBLISHED, zone=ZONE, tolled=tolled)
