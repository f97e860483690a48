import csv
from datetime import date, timedelta
from itertools import pairwise

import pytest
from chinese_calendar import is_workday

from portal.domain.clock import PUBLISHED, CalendarDay
from portal.domain.clock.published import TABLE
from portal.domain.text import Text
from tools.calendar_days import runs

EVERY_DAY = [date(2004, 1, 1) + timedelta(days=index) for index in range(8_401)]
LATER = {
    "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
    "国务院办公厅关于调整2019年劳动节假期安排的通知",
    "国务院办公厅关于延长2020年春节假期的通知",
}


def test_every_day_of_2004_to_2026_is_worked_or_off_as_it_was() -> None:
    assert EVERY_DAY[-1] == date(2026, 12, 31)
    assert [day for day in EVERY_DAY if PUBLISHED.working(day) != is_workday(day)] == []


def test_the_table_is_the_one_the_generator_writes() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]

    assert rows == [[f"{first}", f"{last}", *order] for first, last, order in runs()]


def test_the_rows_of_the_table_are_in_order_and_apart() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert all(row["first"] <= row["last"] for row in rows)
    assert all(row["last"] < later["first"] for row, later in pairwise(rows))
    assert {row["day"] for row in rows} == {"off", "work"}


def test_every_day_cites_the_notice_of_its_year_or_a_later_one() -> None:
    for day in PUBLISHED.days.values():
        ahead = day.date.month == 12 and day.name.en == "New Year's Day"
        yearly = f"国务院办公厅关于{day.date.year + ahead}年部分节假日安排的通知"
        assert day.notice == yearly or day.notice in LATER


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2007, 12, 31), "国务院办公厅关于2008年部分节假日安排的通知"),
        (
            date(2015, 9, 6),
            "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
        ),
        (date(2019, 5, 3), "国务院办公厅关于调整2019年劳动节假期安排的通知"),
        (date(2020, 1, 30), "国务院办公厅关于2020年部分节假日安排的通知"),
        (date(2020, 1, 31), "国务院办公厅关于延长2020年春节假期的通知"),
    ],
)
def test_days_ordered_out_of_turn_cite_the_notice_that_ordered_them(day: date, notice: str) -> None:
    assert PUBLISHED.days[day].notice == notice


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 10, 3), "国庆节放假", "National Day holiday"),
        (date(2026, 10, 10), "国庆节调休上班", "make-up working day for National Day"),
        (date(2026, 10, 11), "星期日", "Sunday"),
        (date(2026, 10, 12), "星期一", "Monday"),
        (
            date(2027, 1, 1),
            "星期五，2027年放假安排尚未公布，暂按周一至周五上班计",
            "Friday; 2027 has no published calendar, Monday to Friday assumed worked",
        ),
    ],
)
def test_a_day_says_what_it_is(day: date, zh: str, en: str) -> None:
    assert PUBLISHED.why(day) == Text(zh, en)


def test_a_calendar_covers_the_years_that_were_published() -> None:
    assert [year for year in range(1990, 2050) if PUBLISHED.covers(year)] == [*range(2004, 2027)]


def test_entering_a_year_leaves_the_calendar_before_it_alone() -> None:
    new_year = CalendarDay(date(2027, 1, 1), False, Text("元旦", "New Year's Day"), "通知")

    after = PUBLISHED.amended([new_year], years=[2027])

    assert (after.covers(2027), after.working(new_year.date)) == (True, False)
    assert (PUBLISHED.covers(2027), PUBLISHED.working(new_year.date)) == (False, True)
