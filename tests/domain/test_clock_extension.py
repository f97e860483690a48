from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.domain.clock import (
    CLOCKS,
    PUBLISHED,
    ClockEvent,
    ClockKind,
    Extended,
    Extension,
    ExtensionError,
    Finished,
    Limit,
    Started,
    clocks_of,
    explain,
    explain_clock,
    grant_extension,
    running,
)

ZONE = ZoneInfo("Asia/Shanghai")
K = ClockKind
NOON = datetime(2026, 9, 25, 4, tzinfo=UTC)  # Friday, noon in the office
TODAY = date(2026, 10, 12)
ANSWER = Started(K.ANSWER_GENERAL, NOON)  # 30 days: Sunday 25 October, so Monday the 26th
MORE = Extension(30, "expert opinion is late", "director", datetime(2026, 10, 20, tzinfo=UTC))
EXTENDED = Extended(K.ANSWER_GENERAL, MORE)


def test_an_extension_runs_from_the_last_day_it_extends() -> None:
    [state] = running([ANSWER, EXTENDED], PUBLISHED, today=TODAY, zone=ZONE)

    assert state.deadline.due_on == date(2026, 11, 25)


def test_an_extension_into_a_year_without_a_calendar_is_provisional() -> None:
    started = Started(K.ANSWER_GENERAL, date(2026, 11, 20))

    [firm] = running([started], PUBLISHED, today=TODAY, zone=ZONE)
    [state] = running([started, EXTENDED], PUBLISHED, today=TODAY, zone=ZONE)

    assert (firm.deadline.due_on, firm.deadline.provisional) == (date(2026, 12, 21), False)
    assert (state.deadline.due_on, state.deadline.provisional) == (date(2027, 1, 20), True)


def test_a_second_extension_is_refused() -> None:
    with pytest.raises(ExtensionError, match="extended already; allowed: one extension"):
        clocks_of([ANSWER, EXTENDED, EXTENDED], today=TODAY, zone=ZONE)


@pytest.mark.parametrize("kind", [kind for kind in K if CLOCKS[kind].limit])
def test_only_an_answer_may_be_extended(kind: ClockKind) -> None:
    events: list[ClockEvent] = [Started(kind, NOON), Extended(kind, MORE)]

    if kind.startswith("answer_") or kind is K.ENQUIRY:
        assert clocks_of(events, today=TODAY, zone=ZONE)[0].extension is MORE
    else:
        with pytest.raises(ExtensionError, match="may not be extended"):
            clocks_of(events, today=TODAY, zone=ZONE)


@pytest.mark.parametrize(
    ("days", "reason", "approved_by", "refused"),
    [
        (31, "late", "director", "31 days; allowed: 1 to 30 days"),
        (0, "late", "director", "0 days; allowed: 1 to 30 days"),
        (30, " ", "director", "no reason"),
        (30, "late", "", "not approved"),
    ],
)
def test_an_extension_is_short_reasoned_and_approved(
    days: int, reason: str, approved_by: str, refused: str
) -> None:
    with pytest.raises(ExtensionError, match=refused):
        Extension(days, reason, approved_by, NOON)


@pytest.mark.parametrize(
    ("approved_at", "in_time"),
    [
        (datetime(2026, 10, 26, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 26, 16, 0, 0, tzinfo=UTC), False),
    ],
)
def test_an_extension_is_granted_before_the_deadline(
    approved_at: datetime, *, in_time: bool
) -> None:
    [clock] = clocks_of([ANSWER], today=TODAY, zone=ZONE)
    extension = Extension(10, "late", "director", approved_at)

    if in_time:
        assert grant_extension(clock, extension, PUBLISHED, ZONE).extension is extension
    else:
        with pytest.raises(ExtensionError, match="has run out"):
            grant_extension(clock, extension, PUBLISHED, ZONE)


def test_a_finished_clock_is_not_extended() -> None:
    done = Finished(K.ANSWER_GENERAL, datetime(2026, 10, 1, tzinfo=UTC))
    [clock] = clocks_of([ANSWER, done], today=TODAY, zone=ZONE)

    with pytest.raises(ExtensionError, match="is finished"):
        grant_extension(clock, MORE, PUBLISHED, ZONE)


def test_the_explanation_of_a_clock_goes_on_through_its_extension() -> None:
    [clock] = clocks_of([ANSWER, EXTENDED], today=TODAY, zone=ZONE)

    lines = explain_clock(clock, PUBLISHED, ZONE)

    assert lines[:32] == explain(NOON, Limit.parse("30d"), PUBLISHED, zone=ZONE)
    assert sum(line.counted for line in lines) == 60
    assert lines[-1].why.en == "counted: day 30 of 30 of the extension (Wednesday)"
    assert lines[-1].why.zh == "计入：延长第30日，共30日（星期三）"
