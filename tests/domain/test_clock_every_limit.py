"""Every limit that a clock runs by, from each of the days that are easy to get wrong, by hand.

Weekdays, holidays and make-up days are those of the notices:
29 February 2024 is a Thursday; May Day of that year is made up for on Sunday 28 April.
31 January 2026 is a Saturday; Spring Festival is off from 15 to 23 February 2026, made up for on
Saturday 14 and Saturday 28 February.
10 October 2026 is a Saturday that is worked for National Day.
31 December 2026 is a Thursday; nobody has published what comes after it.
25 September 2026, the Friday before National Day, is in test_clock_examples.
"""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from portal.domain.clock import CLOCKS, PUBLISHED, ClockKind, due

ZONE = ZoneInfo("Asia/Shanghai")

LEAP_DAY = date(2024, 2, 29)
END_OF_JANUARY = date(2026, 1, 31)
MAKE_UP_SATURDAY = date(2026, 10, 10)
LAST_OF_2026 = date(2026, 12, 31)

BY_HAND = {
    LEAP_DAY: {
        "0d": "2024-02-29",
        "24h": "2024-03-01",
        "1wd": "2024-03-01",
        "3d": "2024-03-04",  # the 3rd is a Sunday
        "5wd": "2024-03-07",
        "7d": "2024-03-07",
        "10d": "2024-03-11",  # the 10th is a Sunday
        "21d": "2024-03-21",
        "30d": "2024-04-01",  # 30 March is a Saturday
        "60d": "2024-04-29",
        "6m": "2024-08-29",
    },
    END_OF_JANUARY: {
        "0d": "2026-01-31",  # at once knows no Saturday
        "24h": "2026-02-01",
        "1wd": "2026-02-02",
        "3d": "2026-02-03",
        "5wd": "2026-02-06",
        "7d": "2026-02-09",  # the 7th is a Saturday
        "10d": "2026-02-10",
        "21d": "2026-02-24",  # the 21st is off, and so on to the 23rd
        "30d": "2026-03-02",
        "60d": "2026-04-01",
        "6m": "2026-07-31",
    },
    MAKE_UP_SATURDAY: {
        "0d": "2026-10-10",
        "24h": "2026-10-11",
        "1wd": "2026-10-12",
        "3d": "2026-10-13",
        "5wd": "2026-10-16",
        "7d": "2026-10-19",  # the 17th is a Saturday like any other
        "10d": "2026-10-20",
        "21d": "2026-11-02",  # 31 October is a Saturday
        "30d": "2026-11-09",
        "60d": "2026-12-09",
        "6m": "2027-04-12 provisional",  # 10 April 2027 is a Saturday
    },
    LAST_OF_2026: {
        "0d": "2026-12-31",
        "24h": "2027-01-01",  # hours ask no calendar
        "1wd": "2027-01-01 provisional",
        "3d": "2027-01-04 provisional",  # the 3rd is a Sunday
        "5wd": "2027-01-07 provisional",
        "7d": "2027-01-07 provisional",
        "10d": "2027-01-11 provisional",  # the 10th is a Sunday
        "21d": "2027-01-21 provisional",
        "30d": "2027-02-01 provisional",  # 30 January is a Saturday
        "60d": "2027-03-01 provisional",
        "6m": "2027-06-30 provisional",  # June has no 31st
    },
}


@pytest.mark.parametrize("kind", [kind for kind, rule in CLOCKS.items() if rule.limit])
@pytest.mark.parametrize("start", BY_HAND)
def test_every_limit_ends_where_it_was_reckoned_by_hand(start: date, kind: ClockKind) -> None:
    limit = CLOCKS[kind].limit or pytest.fail("this clock has no limit of its own")

    deadline = due(start, limit, PUBLISHED, zone=ZONE)

    found = f"{deadline.due_on}{' provisional' if deadline.provisional else ''}"
    assert found == BY_HAND[start][str(limit)]


def test_no_limit_is_reckoned_here_that_no_clock_runs_by() -> None:
    limits = {str(rule.limit) for rule in CLOCKS.values() if rule.limit}

    assert all(set(days) == limits for days in BY_HAND.values())
