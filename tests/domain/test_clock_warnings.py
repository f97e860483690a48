from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.clock import (
    CLOCKS,
    PUBLISHED,
    Clock,
    ClockKind,
    Extension,
    Limit,
    Tolling,
    TollingCause,
    state_of,
)

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 2)
K = ClockKind
MORE = Extension(30, "late", "director", datetime(2026, 10, 20, tzinfo=UTC))


def table_clock(kind: ClockKind, started: date | datetime) -> Clock:
    limit = CLOCKS[kind].limit or pytest.fail("this clock has no limit of its own")
    return Clock(kind=kind, started=started, limit=limit)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        # due on Monday the 9th: day 3, day 4, and the Friday before, which is day 4
        (table_clock(K.DECIDE_ACCEPTANCE, MONDAY), [date(2026, 11, 5), date(2026, 11, 6)]),
        # due on Monday 26 October: day 15, day 24, and the Friday before
        (
            table_clock(K.ANSWER_GENERAL, date(2026, 9, 25)),
            [date(2026, 10, 10), date(2026, 10, 19), date(2026, 10, 23)],
        ),
        # due on Monday 3 May 2027: half of 182 days, four fifths, and the Friday before
        (
            table_clock(K.PROPOSAL, MONDAY),
            [date(2027, 2, 1), date(2027, 3, 27), date(2027, 4, 30)],
        ),
        # due on the day after, so there is no working day between
        (table_clock(K.HAND_BACK, MONDAY), [date(2026, 11, 3)]),
        (table_clock(K.ANSWER_SIMPLE, MONDAY), []),
        # from Thursday, due on Monday the 9th: the Friday before is the first day counted
        (
            table_clock(K.CRIME_CLUE_DECISION, date(2026, 11, 5)),
            [date(2026, 11, 6), date(2026, 11, 7), date(2026, 11, 9)],
        ),
        # from 19:00: both shares fall on the next day, and the day of the event is no warning
        (
            table_clock(K.CRIME_CLUE_SENDING, datetime(2026, 11, 2, 11, tzinfo=UTC)),
            [date(2026, 11, 3)],
        ),
        # from 09:00: twelve hours are the same evening, four fifths the next night
        (
            table_clock(K.CRIME_CLUE_SENDING, datetime(2026, 11, 2, 1, tzinfo=UTC)),
            [date(2026, 11, 2), date(2026, 11, 3)],
        ),
        (
            Clock(kind=K.FIRST_INQUIRY_PROMISE, started=MONDAY, limit=date(2026, 11, 12)),
            [date(2026, 11, 7), date(2026, 11, 10), date(2026, 11, 11)],
        ),
    ],
)
def test_warnings_come_at_half_at_four_fifths_and_a_working_day_before(
    clock: Clock, expected: list[date]
) -> None:
    assert state_of(clock, PUBLISHED, ZONE).warnings == tuple(expected)


def test_an_extension_moves_the_warnings() -> None:
    clock = table_clock(K.ANSWER_GENERAL, date(2026, 9, 25)).extended(MORE)

    warnings = state_of(clock, PUBLISHED, ZONE).warnings

    assert warnings == (date(2026, 10, 26), date(2026, 11, 13), date(2026, 11, 24))


def test_a_tolled_day_moves_the_warnings_after_it_and_carries_none() -> None:
    tolled = (Tolling(date(2026, 11, 5), date(2026, 11, 6), TollingCause.STATED),)
    clock = Clock(kind=K.DECIDE_ACCEPTANCE, started=MONDAY, limit=Limit.parse("5wd"), tolled=tolled)

    assert state_of(clock, PUBLISHED, ZONE).warnings == (date(2026, 11, 9), date(2026, 11, 10))


def test_the_warning_of_the_last_working_day_skips_a_tolled_one() -> None:
    tolled = (Tolling(date(2026, 11, 11), date(2026, 11, 11), TollingCause.STATED),)
    clock = Clock(
        kind=K.ASSIGNED, started=date(2026, 11, 4), limit=Limit.parse("7d"), tolled=tolled
    )

    state = state_of(clock, PUBLISHED, ZONE)

    assert state.deadline.due_on == date(2026, 11, 12)
    assert state.warnings == (date(2026, 11, 8), date(2026, 11, 10))


@pytest.mark.parametrize("kind", [K.REVIEW_REQUEST, K.SECOND_REVIEW_REQUEST, K.DEFENCE])
def test_nobody_is_warned_that_somebody_may_let_a_right_lapse(kind: ClockKind) -> None:
    assert state_of(table_clock(kind, MONDAY), PUBLISHED, ZONE).warnings == ()


@given(
    st.sampled_from([kind for kind in K if CLOCKS[kind].limit]),
    st.dates(date(2010, 1, 1), date(2026, 1, 1)),
)
def test_every_warning_lies_between_the_event_and_the_last_day(
    kind: ClockKind, started: date
) -> None:
    state = state_of(table_clock(kind, started), PUBLISHED, ZONE)

    assert list(state.warnings) == sorted(set(state.warnings))
    assert all(started < day <= state.deadline.due_on for day in state.warnings)
