"""Deadlines worked out by hand, on the calendar as the notices of the years print it.

September and October 2026: Friday 25 to Sunday 27 September is Mid-Autumn; 1 to 7 October is
National Day, made up for on Sunday 20 September and Saturday 10 October.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.domain.clock import (
    CLOCKS,
    PUBLISHED,
    ClockKind,
    Limit,
    Tolling,
    TollingCause,
    due,
    explain,
)

ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 9, 25)
K = ClockKind


def due_on(start: str, limit: str) -> str:
    deadline = due(date.fromisoformat(start), Limit.parse(limit), PUBLISHED, zone=ZONE)
    return f"{deadline.due_on}{' provisional' if deadline.provisional else ''}"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (K.ANSWER_SIMPLE, date(2026, 9, 25)),
        (K.ASSIGNED_URGENT, date(2026, 9, 25)),
        (K.CRIME_CLUE_SENDING, date(2026, 9, 26)),  # hours know no holiday
        (K.HAND_BACK, date(2026, 9, 28)),  # Monday, after Mid-Autumn
        (K.CRIME_CLUE_DECISION, date(2026, 9, 28)),
        (K.ANSWER_MEETING, date(2026, 10, 8)),  # 2 October is off, and so on to the 7th
        (K.ASSIGNED, date(2026, 10, 8)),
        (K.DECIDE_ACCEPTANCE, date(2026, 10, 9)),  # 28, 29, 30 September, 8, 9 October
        (K.DEFENCE, date(2026, 10, 9)),
        (K.RESULT_MAIL, date(2026, 10, 9)),
        (K.SUBORDINATE_REQUEST, date(2026, 10, 16)),
        (K.ANSWER_GENERAL, date(2026, 10, 26)),  # the 25th is a Sunday
        (K.REVIEW_REQUEST, date(2026, 10, 26)),
        (K.REVIEW_DECISION, date(2026, 10, 26)),
        (K.SECOND_REVIEW_REQUEST, date(2026, 10, 26)),
        (K.SECOND_REVIEW_DECISION, date(2026, 10, 26)),
        (K.ANSWER_COMPLEX, date(2026, 11, 24)),
        (K.PROPOSAL, date(2027, 3, 25)),
    ],
)
def test_every_limit_from_the_friday_before_national_day(kind: ClockKind, expected: date) -> None:
    limit = CLOCKS[kind].limit or pytest.fail("this clock has no limit of its own")

    deadline = due(FRIDAY, limit, PUBLISHED, zone=ZONE)

    assert deadline.due_on == expected
    assert deadline.provisional is (expected.year == 2027)


@pytest.mark.parametrize("kind", [K.FIRST_INQUIRY_PROMISE, K.ASSIGNED_AS_SET])
def test_a_day_that_was_named_never_moves(kind: ClockKind) -> None:
    named = date(2026, 10, 1)

    deadline = due(FRIDAY, named, PUBLISHED, zone=ZONE)

    assert CLOCKS[kind].limit is None
    assert (deadline.due_on, deadline.provisional) == (named, False)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        # a make-up Sunday and a make-up Saturday are worked
        ("2026-09-18", "5wd", "2026-09-24"),
        ("2026-10-08", "2wd", "2026-10-10"),
        ("2026-10-03", "7d", "2026-10-10"),
        ("2026-10-04", "7d", "2026-10-12"),
        # 29 February, into it, out of it, and from it
        ("2024-02-28", "1d", "2024-02-29"),
        ("2024-02-29", "6m", "2024-08-29"),
        ("2024-02-29", "12m", "2025-02-28"),
        ("2020-02-29", "12m", "2021-03-01"),  # 28 February 2021 is a Sunday
        ("2023-08-31", "6m", "2024-02-29"),
        # 31 January and one month
        ("2026-01-31", "1m", "2026-02-28"),  # a make-up Saturday
        ("2025-01-31", "1m", "2025-02-28"),
        ("2024-01-31", "1m", "2024-02-29"),
        ("2027-01-31", "1m", "2027-03-01 provisional"),  # 28 February 2027 is a Sunday
        # the last day of 2026, to it and from it
        ("2026-12-24", "5wd", "2026-12-31"),
        ("2026-12-30", "1d", "2026-12-31"),
        ("2026-12-31", "0d", "2026-12-31"),
        ("2026-12-31", "24h", "2027-01-01"),
        ("2026-12-31", "1d", "2027-01-01 provisional"),
        ("2026-12-31", "5wd", "2027-01-07 provisional"),
        ("2026-12-31", "7d", "2027-01-07 provisional"),
        # before there was a table
        ("2003-12-31", "1wd", "2004-01-02"),
        ("2003-12-30", "2wd", "2004-01-02 provisional"),
        ("1999-06-04", "7d", "1999-06-11 provisional"),
    ],
)
def test_days_that_are_easy_to_get_wrong(start: str, limit: str, expected: str) -> None:
    assert due_on(start, limit) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("5wd", date(2026, 10, 12)),  # 30 September, 8, 9, 10 October (made up), 12 October
        ("7d", date(2026, 10, 8)),  # 26, 30 September, 1 to 4 October; the 5th is off until the 8th
        ("24h", date(2026, 9, 26)),
        ("1m", date(2026, 10, 28)),
    ],
)
def test_tolled_days_are_not_counted(limit: str, expected: date) -> None:
    tolled = [Tolling(date(2026, 9, 27), date(2026, 9, 29), TollingCause.STATED)]

    deadline = due(FRIDAY, Limit.parse(limit), PUBLISHED, zone=ZONE, tolled=tolled)

    assert deadline.due_on == expected


def test_what_is_due_at_once_waits_while_the_clock_stands_still() -> None:
    tolled = [Tolling(date(2026, 9, 23), date(2026, 9, 26), TollingCause.STATED)]

    deadline = due(FRIDAY, Limit.parse("0d"), PUBLISHED, zone=ZONE, tolled=tolled)

    assert deadline.due_on == date(2026, 9, 27)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), date(2026, 11, 25)),  # Tuesday 23:59:59
        (datetime(2026, 11, 24, 16, 0, 0, tzinfo=UTC), date(2026, 11, 26)),  # Wednesday 00:00
    ],
)
def test_the_day_of_an_event_is_that_of_the_office(instant: datetime, expected: date) -> None:
    assert due(instant, Limit.parse("1wd"), PUBLISHED, zone=ZONE).due_on == expected


def test_a_day_ends_at_midnight_in_the_office_and_not_a_moment_later() -> None:
    deadline = due(date(2026, 11, 24), Limit.parse("1wd"), PUBLISHED, zone=ZONE)

    assert deadline.due_at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    assert not deadline.passed(datetime(2026, 11, 25, 15, 59, 59, 999_999, tzinfo=UTC))
    assert deadline.passed(datetime(2026, 11, 25, 16, 0, tzinfo=UTC))


def test_hours_run_from_the_instant_through_the_holiday() -> None:
    received = datetime(2026, 9, 30, 9, 30, tzinfo=UTC)

    deadline = due(received, Limit.parse("24h"), PUBLISHED, zone=ZONE)

    assert deadline.due_at == datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
    assert deadline.due_on == date(2026, 10, 1)


def test_hours_that_end_at_midnight_end_on_the_day_before() -> None:
    midnight = datetime(2026, 9, 24, 16, 0, tzinfo=UTC)

    deadline = due(midnight, Limit.parse("24h"), PUBLISHED, zone=ZONE)

    assert (deadline.due_on, deadline.due_at.day) == (FRIDAY, 25)


def test_a_deadline_names_the_holiday_the_make_up_day_and_the_cause() -> None:
    asked = Tolling(date(2026, 10, 8), date(2026, 10, 8), TollingCause.COMPLAINANT, "letter 3")

    lines = explain(date(2026, 9, 30), Limit.parse("2wd"), PUBLISHED, zone=ZONE, tolled=[asked])

    assert [(line.date.day, line.counted, line.why.en) for line in lines[0:2] + lines[-3:]] == [
        (30, False, "not counted: the day of the event"),
        (1, False, "not counted: National Day holiday"),
        (8, False, "not counted: tolled, waiting for the complainant (letter 3)"),
        (9, True, "counted: working day 1 of 2 (Friday)"),
        (10, True, "counted: working day 2 of 2 (make-up working day for National Day)"),
    ]
    assert lines[1].why.zh == "不计入：国庆节放假"
