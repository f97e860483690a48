from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.domain.clock import (
    PUBLISHED,
    ClockError,
    ClockEvent,
    ClockKind,
    ClockState,
    Dropped,
    Extended,
    Extension,
    Finished,
    Limit,
    LimitError,
    Started,
    Tolled,
    TollingCause,
    TollingError,
    next_deadline,
    running,
)

ZONE = ZoneInfo("Asia/Shanghai")
K = ClockKind
NOON = datetime(2026, 9, 25, 4, tzinfo=UTC)  # Friday, noon in the office
TODAY = date(2026, 10, 12)
ANSWER = Started(K.ANSWER_GENERAL, NOON)  # 30 days: Sunday 25 October, so Monday the 26th
MORE = Extension(30, "expert opinion is late", "director", datetime(2026, 10, 20, tzinfo=UTC))


def states(*events: ClockEvent, today: date = TODAY) -> tuple[ClockState, ...]:
    return running(events, PUBLISHED, today=today, zone=ZONE)


def asked(first: date, last: date | None, kind: ClockKind | None = None) -> Tolled:
    return Tolled(first, last, TollingCause.COMPLAINANT, "clarification 2", kind)


def test_a_clock_that_started_has_its_deadline_by_the_table() -> None:
    [state] = states(ANSWER)

    assert (state.kind, state.started_on) == (K.ANSWER_GENERAL, date(2026, 9, 25))
    assert state.deadline.due_on == date(2026, 10, 26)
    assert state.finished_at is None


def test_a_limit_set_for_the_case_goes_before_the_table() -> None:
    [days, named] = states(
        Started(K.ASSIGNED_AS_SET, NOON, Limit.parse("10wd")),
        Started(K.FIRST_INQUIRY_PROMISE, NOON, date(2026, 10, 11)),
    )

    assert days.deadline.due_on == date(2026, 10, 15)
    assert named.deadline.due_on == date(2026, 10, 11)


@pytest.mark.parametrize("kind", [K.ASSIGNED_AS_SET, K.FIRST_INQUIRY_PROMISE])
def test_a_clock_set_for_each_case_needs_its_limit(kind: ClockKind) -> None:
    with pytest.raises(LimitError, match="has no limit"):
        states(Started(kind, NOON))


def test_a_case_has_several_clocks_and_the_earliest_open_one_is_next() -> None:
    found = states(
        Started(K.DECIDE_ACCEPTANCE, NOON),
        Finished(K.DECIDE_ACCEPTANCE, datetime(2026, 9, 28, tzinfo=UTC)),
        ANSWER,
        Started(K.CRIME_CLUE_DECISION, datetime(2026, 10, 12, 1, tzinfo=UTC)),
    )

    following = next_deadline(found)

    assert following is found[2]
    assert following.deadline.due_on == date(2026, 10, 15)


def test_nothing_open_has_no_next_deadline() -> None:
    done = Finished(K.ANSWER_GENERAL, datetime(2026, 10, 1, tzinfo=UTC))

    assert next_deadline(states(ANSWER, done)) is None
    assert next_deadline([]) is None


def test_a_period_stops_every_clock_that_may_stand_still() -> None:
    [answer, mail] = states(
        ANSWER, Started(K.RESULT_MAIL, NOON), asked(date(2026, 9, 28), date(2026, 9, 29))
    )

    assert answer.deadline.due_on == date(2026, 10, 27)
    assert mail.deadline.due_on == date(2026, 10, 9)


def test_a_period_that_names_a_clock_stops_no_other() -> None:
    [answer, review] = states(
        ANSWER,
        Started(K.REVIEW_DECISION, NOON),
        asked(date(2026, 9, 28), date(2026, 9, 29), K.REVIEW_DECISION),
    )

    assert answer.deadline.due_on == date(2026, 10, 26)
    assert review.deadline.due_on == date(2026, 10, 27)


def test_overlapping_periods_are_counted_once() -> None:
    [state] = states(
        ANSWER,
        asked(date(2026, 10, 8), date(2026, 10, 10)),
        asked(date(2026, 10, 9), date(2026, 10, 11), K.ANSWER_GENERAL),
        asked(date(2026, 10, 9), date(2026, 10, 11)),
    )

    assert state.deadline.due_on == date(2026, 10, 29)


@pytest.mark.parametrize(
    ("today", "due_on", "still"),
    [
        (date(2026, 10, 8), date(2026, 10, 26), False),
        (date(2026, 10, 9), date(2026, 10, 26), True),
        (date(2026, 10, 12), date(2026, 10, 29), True),
        (date(2026, 11, 12), date(2026, 11, 30), True),  # a Sunday moved on
    ],
)
def test_a_period_without_an_end_lasts_to_this_day(
    today: date, due_on: date, *, still: bool
) -> None:
    [state] = states(ANSWER, asked(date(2026, 10, 9), None), today=today)

    assert (state.deadline.due_on, state.clock.standing_still) == (due_on, still)


def test_a_finished_clock_no_longer_moves() -> None:
    done = Finished(K.ANSWER_GENERAL, datetime(2026, 10, 12, tzinfo=UTC))

    [state] = states(ANSWER, asked(date(2026, 10, 9), None), done, today=date(2027, 1, 1))

    assert (state.deadline.due_on, state.clock.standing_still) == (date(2026, 10, 29), False)


def test_a_clock_that_may_not_stand_still_refuses_to() -> None:
    with pytest.raises(TollingError, match="crime_clue_decision may not stand still"):
        states(
            Started(K.CRIME_CLUE_DECISION, NOON),
            asked(date(2026, 9, 26), date(2026, 9, 27), K.CRIME_CLUE_DECISION),
        )


def test_reclassifying_drops_one_clock_and_starts_another() -> None:
    [state] = states(ANSWER, Dropped(K.ANSWER_GENERAL), Started(K.ANSWER_COMPLEX, NOON))

    assert (state.kind, state.deadline.due_on) == (K.ANSWER_COMPLEX, date(2026, 11, 24))


def test_a_clock_can_run_again_once_it_was_finished() -> None:
    done = Finished(K.ANSWER_GENERAL, datetime(2026, 10, 1, tzinfo=UTC))

    [first, again] = states(ANSWER, done, Started(K.ANSWER_GENERAL, date(2026, 10, 8)))

    assert (first.clock.open, again.clock.open) == (False, True)


def test_two_open_clocks_of_a_kind_are_refused() -> None:
    with pytest.raises(ClockError, match="answer_general is running already"):
        states(ANSWER, ANSWER)


@pytest.mark.parametrize(
    "event", [Finished(K.PROPOSAL, NOON), Dropped(K.PROPOSAL), Extended(K.PROPOSAL, MORE)]
)
def test_what_is_not_running_cannot_be_changed(event: ClockEvent) -> None:
    with pytest.raises(ClockError, match="proposal is not running"):
        states(ANSWER, event)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2026, 10, 26, 15, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 16, 0, 0, tzinfo=UTC), True),
    ],
)
def test_late_is_what_is_done_or_open_when_the_day_has_ended(
    moment: datetime, *, late: bool
) -> None:
    [still_open] = states(ANSWER)
    [finished] = states(ANSWER, Finished(K.ANSWER_GENERAL, moment))

    assert still_open.late(moment) is late
    assert finished.late(datetime(2030, 1, 1, tzinfo=UTC)) is late
