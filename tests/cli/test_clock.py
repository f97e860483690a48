"""`flask clock explain`: the contract's answer, by the calendar in force."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import Result
from flask import current_app
from pydantic import SecretStr
from sqlalchemy.orm import Session

from portal import create_app
from portal.domain.clock import CalendarDay
from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.services import calendars
from portal.settings import Settings
from tests.factories import NOW

START = ["--from", "2026-09-25"]
FIVE = ["--limit", "5wd"]
DEAD = SecretStr("postgresql+psycopg://nobody@127.0.0.1:1/nothing")

pytestmark = pytest.mark.usefixtures("portal_app")


def run(*arguments: str) -> Result:
    return current_app.test_cli_runner().invoke(args=["clock", "explain", *arguments])


@pytest.fixture
def _no_database(settings: Settings) -> Iterator[None]:
    with create_app(settings.model_copy(update={"database_url": DEAD})).app_context():
        yield


def answer(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_json_has_the_last_day_and_every_day_to_it() -> None:
    found = answer(*START, *FIVE, "--tolled", "2026-09-27..2026-09-29")

    assert (found["due_on"], found["provisional"]) == ("2026-10-12", False)
    assert [day["date"] for day in found["days"] if day["counted"]] == [
        *("2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10", "2026-10-12")
    ]
    assert found["days"][0] == {
        "date": "2026-09-25",
        "counted": False,
        "why": "起算当日，不计入",
    }


@pytest.mark.parametrize(
    ("limit", "due_on"),
    [
        ("0d", "2026-09-25"),
        ("24h", "2026-09-26"),
        ("7d", "2026-10-08"),
        ("5wd", "2026-10-09"),
        ("6m", "2027-03-25"),
    ],
)
def test_every_unit_is_understood(limit: str, due_on: str) -> None:
    assert answer(*START, "--limit", limit)["due_on"] == due_on


def test_several_periods_may_overlap() -> None:
    periods = ["--tolled", "2026-09-28..2026-09-29", "--tolled", "2026-09-29..2026-09-30"]

    assert answer(*START, *FIVE, *periods)["due_on"] == "2026-10-13"


@pytest.mark.parametrize("start", ["2026-12-31", "2003-12-01"])
def test_a_year_without_a_calendar_makes_it_provisional(start: str) -> None:
    assert answer("--from", start, *FIVE)["provisional"] is True


def test_the_reasons_are_given_in_the_language_asked_for() -> None:
    days = answer(*START, "--limit", "7d", "--language", "en")["days"]

    assert days[1]["why"] == "counted: day 1 of 7 (Mid-Autumn Festival holiday)"


def test_without_json_it_is_a_table_to_read() -> None:
    lines = run("--from", "2026-12-30", "--limit", "2wd").stdout.splitlines()

    assert lines[:4] == [
        "自 2026-12-30 起，期限2个工作日：2027-01-01 届满",
        "暂定日期：所涉年份的放假安排尚未公布",
        "  2026-12-30     起算当日，不计入",
        "  2026-12-31  +  计入：第1个工作日，共2个（星期四）",
    ]
    assert lines[4].endswith("（星期五，2027年放假安排尚未公布，暂按周一至周五上班计）")


def test_the_table_speaks_english_as_well() -> None:
    lines = run(*START, "--limit", "0d", "--language", "en").stdout.splitlines()

    assert lines == [
        "at once from 2026-09-25: due on 2026-09-25",
        "  2026-09-25     to be done at once: due on this day",
    ]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--from", "2026-02-30", *FIVE], "--from: '2026-02-30' is no day; allowed: a day as"),
        (["--from", "20260925", *FIVE], "--from: '20260925' is no day; allowed: a day as"),
        (["--from", "2026\n09", *FIVE], r"--from: '2026\n09' is no day; allowed: a day as"),
        (["--from", "9999-12-31", *FIVE], "--from: 9999-12-31 is out of range; allowed: 1900-01"),
        (["--from", "0001-01-01", *FIVE], "--from: 0001-01-01 is out of range; allowed: 1900-01"),
        (FIVE, "--from: '' is no day; allowed: a day as YYYY-MM-DD"),
        (START, "--limit: '' is no limit; allowed: 0d (at once), 1h to"),
        ([*START, "--limit", "5w"], "--limit: '5w' is no limit; allowed: 0d (at once), 1h to"),
        ([*START, "--limit", "0wd"], "--limit: 0wd is out of range; allowed: 0d (at once)"),
        ([*START, "--limit", "99999999wd"], "--limit: 99999999wd is out of range; allowed: 0d"),
        ([*START, *FIVE, "--tolled", "2026-09-29"], "--tolled: '2026-09-29' is no period; allowed"),
        ([*START, *FIVE, "--tolled", "x..y"], "--tolled: 'x' is no day; allowed: a day as"),
        (
            [*START, *FIVE, "--tolled", "2026-09-29..2026-09-27"],
            "--tolled: 2026-09-29..2026-09-27 ends before it begins; allowed: FIRST..LAST",
        ),
        (
            [*START, *FIVE, "--tolled", "2000-01-01..9999-12-31"],
            "--tolled: 2000-01-01..9999-12-31 is too long; allowed: 3660 days at most",
        ),
        (
            [*START, *FIVE, *["--tolled", "2026-10-01..2026-10-01"] * 101],
            "--tolled: 101 periods are too many; allowed: 100 at most",
        ),
        ([*START, *FIVE, "--language", "fr"], "'--language': 'fr' is not one of 'zh-Hans'"),
        ([*START, *FIVE, "--nothing"], "No such option '--nothing'"),
        ([*START, "--limit"], "Option '--limit' requires an argument"),
        ([*START, *FIVE, "more"], "Got unexpected extra argument (more)"),
    ],
)
def test_a_bad_value_is_refused_in_one_line(arguments: list[str], told: str) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_year_that_was_entered_counts(session: Session) -> None:
    new_year = CalendarDay(date(2027, 1, 1), False, Text("元旦", "New Year's Day"), "通知")
    calendars.publish(session, 2027, [new_year], Actor.system(), notice="通知", now=NOW)

    found = answer("--from", "2026-12-30", "--limit", "2wd", "--language", "en")

    assert (found["due_on"], found["provisional"]) == ("2027-01-04", False)
    assert found["days"][2]["why"] == "not counted: New Year's Day holiday"


@pytest.mark.usefixtures("_no_database")
def test_without_a_database_the_delivered_calendar_answers_and_says_so() -> None:
    result = run(*START, *FIVE, "--json")

    assert (result.exit_code, json.loads(result.stdout)["due_on"]) == (0, "2026-10-09")
    assert result.stderr.startswith("note: no database answers with a calendar")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("_no_database")
def test_a_bad_value_is_one_line_without_a_database_as_well() -> None:
    result = run("--from", "9999-12-31", *FIVE)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
