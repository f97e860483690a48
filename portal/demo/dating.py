"""Dates in demo texts: written as days from the filing, read as dates in the text's language."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from portal.domain.filing import Language

MARK = re.compile(r"\{([+-]\d+)\}")
SATURDAY = 5


def is_weekday(day: date) -> bool:
    """Tell whether *day* is a Monday to Friday."""
    return day.weekday() < SATURDAY


def day_near(filed_on: date, days: int, is_open: Callable[[date], bool] = is_weekday) -> date:
    """Return the day *days* from the filing or, if counters were shut, the last open one before.

    Going back keeps the order of the days in a story, and what has happened in the past.
    """
    day = filed_on + timedelta(days=days)
    while not is_open(day):
        day -= timedelta(days=1)
    return day


def dated(
    words: str,
    filed_on: date,
    language: Language,
    *,
    is_open: Callable[[date], bool] = is_weekday,
) -> str:
    """Return *words* with every mark like ``{-3}`` written out as a date."""
    return MARK.sub(
        lambda mark: day_name(day_near(filed_on, int(mark[1]), is_open), language), words
    )


def day_name(day: date, language: Language) -> str:
    """Return *day* as people write it in a letter, without the year."""
    if language is Language.ENGLISH:
        return f"{day.day} {day:%B}"
    return f"{day.month}月{day.day}日"
