"""Write the published calendar of working days that the portal is delivered with.

The days come from the development package `chinesecalendar`; each is given the notice that ordered
it. Run it again when that package knows another year.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import chinese_calendar
from chinese_calendar.constants import holidays, workdays

TARGET = Path(__file__).parent.parent / "portal" / "domain" / "clock" / "published.csv"
COLUMNS = ("first", "last", "day", "holiday_zh", "holiday_en", "notice")
YEARLY = "国务院办公厅关于{year}年部分节假日安排的通知"
DECEMBER = 12
NAMES = {  # as the notices write them; the package's own names where nothing stands here
    "Tomb-sweeping Day": ("清明节", "Tomb-Sweeping Day"),
    "Dragon Boat Festival": ("端午节", "Dragon Boat Festival"),
    "Mid-autumn Festival": ("中秋节", "Mid-Autumn Festival"),
    "Anti-Fascist 70th Day": (
        "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
        "70th anniversary of victory in the War of Resistance and the World Anti-Fascist War",
    ),
}
# Days that were ordered by a notice of their own, after that of the year.
LATER_NOTICES = (
    (
        date(2015, 9, 3),
        date(2015, 9, 6),
        "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
    ),
    (date(2019, 4, 28), date(2019, 5, 5), "国务院办公厅关于调整2019年劳动节假期安排的通知"),
    (date(2020, 1, 31), date(2020, 2, 2), "国务院办公厅关于延长2020年春节假期的通知"),
)


class Ordered(NamedTuple):
    """What was ordered for one day."""

    day: str
    holiday_zh: str
    holiday_en: str
    notice: str


def notice_of(day: date, holiday: str) -> str:
    """Return the notice that ordered *day*: New Year's days in December are the next year's."""
    for first, last, notice in LATER_NOTICES:
        if first <= day <= last:
            return notice
    ahead = day.month == DECEMBER and holiday == "New Year's Day"
    return YEARLY.format(year=day.year + ahead)


def ordered(day: date) -> Ordered:
    """Return what a notice says of *day*."""
    holiday = workdays.get(day) or holidays[day]
    chinese = chinese_calendar.Holiday(holiday).chinese
    zh, en = NAMES.get(holiday, (chinese, holiday))
    return Ordered("work" if day in workdays else "off", zh, en, notice_of(day, holiday))


def runs() -> Iterator[tuple[date, date, Ordered]]:
    """Yield each unbroken run of days for which the same was ordered."""
    days = sorted({*holidays, *workdays})
    numbered = enumerate(days)
    for (_, order), run in groupby(
        numbered, key=lambda pair: (pair[1] - timedelta(days=pair[0]), ordered(pair[1]))
    ):
        members = [day for _, day in run]
        yield members[0], members[-1], order


def main() -> None:
    """Write the file anew."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([first, last, *order] for first, last, order in runs())
    print(f"{TARGET.name} written: {sum(1 for _ in runs())} rows")


if __name__ == "__main__":
    main()
