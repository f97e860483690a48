from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from portal.domain.clock import (
    PUBLISHED,
    CalendarDay,
    Clock,
    ClockKind,
    Limit,
    changed,
    moved,
)
from portal.domain.text import Text

ZONE = ZoneInfo("Asia/Shanghai")
NEW_YEAR = Text("元旦", "New Year's Day")
ENTERED = PUBLISHED.amended(
    [CalendarDay(date(2027, 1, 1), working=False, name=NEW_YEAR, notice="")], years=[2027]
)
SPANS = Clock(kind=ClockKind.RESULT_MAIL, started=date(2026, 12, 31), limit=Limit.parse("5wd"))
FIRM = Clock(kind=ClockKind.ASSIGNED, started=date(2026, 12, 31), limit=Limit.parse("7d"))
BEFORE = Clock(kind=ClockKind.RESULT_MAIL, started=date(2026, 12, 24), limit=Limit.parse("5wd"))
DONE = Clock(
    kind=ClockKind.RESULT_MAIL,
    started=date(2026, 12, 31),
    limit=Limit.parse("5wd"),
    finished_at=datetime(2026, 12, 31, 8, tzinfo=UTC),
)
CLOCKS = [SPANS, FIRM, BEFORE, DONE]


def test_entering_a_year_shows_each_open_deadline_that_moves() -> None:
    [move] = moved(PUBLISHED, ENTERED, CLOCKS, ZONE)

    assert move.clock is SPANS
    assert (move.old.due_on, move.new.due_on) == (date(2027, 1, 7), date(2027, 1, 8))
    assert (move.old.provisional, move.new.provisional) == (True, False)


def test_it_also_shows_which_become_firm_without_moving() -> None:
    moves = changed(PUBLISHED, ENTERED, CLOCKS, ZONE)

    assert [(move.clock, move.day_moves) for move in moves] == [(SPANS, True), (FIRM, False)]


def test_the_same_calendar_moves_nothing() -> None:
    assert changed(ENTERED, ENTERED, CLOCKS, ZONE) == []


def test_taking_a_make_up_day_back_moves_what_it_counted_for() -> None:
    saturday = CalendarDay(date(2026, 10, 10), False, Text("假日", "holiday"), "")
    clock = Clock(kind=ClockKind.RESULT_MAIL, started=date(2026, 9, 28), limit=Limit.parse("5wd"))

    [move] = moved(PUBLISHED, PUBLISHED.amended([saturday]), [clock], ZONE)

    assert (move.old.due_on, move.new.due_on) == (date(2026, 10, 10), date(2026, 10, 12))
