"""The clock at the command line: `flask --app wsgi clock explain`."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date

import click
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.domain.clock import (
    PUBLISHED,
    Calendar,
    ClockError,
    DayLine,
    Deadline,
    Limit,
    Tolling,
    TollingCause,
    due,
    explain,
)
from portal.domain.clock.days import require_reckonable
from portal.domain.clock.published import FIRST_PUBLISHED, LAST_PUBLISHED
from portal.domain.clock.tolling import require_sane
from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.services import calendars
from portal.transaction import reading

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
GIVEN_MAX = 40
HEADING = Text("自 {start} 起，期限{limit}：{due_on} 届满", "{limit} from {start}: due on {due_on}")
NO_DATABASE = (
    "note: no database answers with a calendar; this is reckoned by the one delivered with the "
    f"portal, {FIRST_PUBLISHED} to {LAST_PUBLISHED}"
)
PROVISIONAL = Text(
    "暂定日期：所涉年份的放假安排尚未公布",
    "Provisional: a year it depends on has no published calendar",
)


class BadValueError(click.ClickException):
    """One line on standard error that names the field, what was given, and what is allowed."""

    exit_code = 2


class OneLineCommand(click.Command):
    """A command that says what is wrong with its options in one line, without its usage."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of *args*, or raise BadValueError."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise BadValueError(" ".join(error.format_message().split())) from error


def calendar_source() -> Calendar:
    """Return the calendar in force; without a database, the one the portal is delivered with."""
    try:
        with reading(Actor.system()) as session:
            return calendars.read(session)
    except (OperationalError, ProgrammingError):
        click.echo(NO_DATABASE, err=True)
        return PUBLISHED


clock_group = AppGroup("clock", help="Deadlines, and how they come about.")


@clock_group.command("explain", cls=OneLineCommand)
@click.option("--from", "start", default="", metavar="DATE", help="Day of the event, not counted.")
@click.option("--limit", default="", metavar="LIMIT", help="0d at once, 24h, 7d, 5wd or 6m.")
@click.option("--tolled", multiple=True, metavar="DATE..DATE", help="Not counted; repeatable.")
@click.option("--language", type=click.Choice(["zh-Hans", "zh", "en"]), default="zh-Hans")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def explain_command(
    start: str, limit: str, tolled: tuple[str, ...], language: str, *, as_json: bool
) -> None:
    """Print when a LIMIT runs out that began on DATE, and why, day by day."""
    event, length, periods = read_start(start), read_limit(limit), read_tolled(tolled)
    calendar = calendar_source()
    # Days go in and days come out: it does not matter which zone they are days of.
    deadline = due(event, length, calendar, zone=UTC, tolled=periods)
    lines = explain(event, length, calendar, zone=UTC, tolled=periods)
    english = language == "en"
    if as_json:
        click.echo(as_object(deadline, lines, english=english))
        return
    heading = say(HEADING, english=english)
    words = say(length.text, english=english)
    click.echo(heading.format(start=event, limit=words, due_on=deadline.due_on))
    click.echo(as_table(deadline, lines, english=english))


@contextmanager
def naming(field: str) -> Iterator[None]:
    """Let what the clock refuses in the block name *field*."""
    try:
        yield
    except ClockError as error:
        raise BadValueError(f"{field}: {error}") from error


def read_day(field: str, given: str) -> date:
    """Return the day *given* for *field*, or raise BadValueError."""
    try:
        if not DAY.fullmatch(given):
            raise ValueError(given)  # noqa: TRY301 - one refusal for every other form of a date
        return date.fromisoformat(given)
    except ValueError:
        raise BadValueError(
            f"{field}: {given[:GIVEN_MAX]!r} is no day; allowed: a day as YYYY-MM-DD"
        ) from None


def read_start(given: str) -> date:
    """Return the day *given* to reckon from, or raise BadValueError."""
    day = read_day("--from", given)
    with naming("--from"):
        return require_reckonable(day)


def read_limit(given: str) -> Limit:
    """Return the limit *given*, or raise BadValueError."""
    with naming("--limit"):
        return Limit.parse(given)


def read_tolled(given: Sequence[str]) -> list[Tolling]:
    """Return the periods *given* as FIRST..LAST, or raise BadValueError."""
    with naming("--tolled"):
        periods = [read_period(period) for period in given]
        require_sane(periods)
    return periods


def read_period(given: str) -> Tolling:
    """Return the period *given* as FIRST..LAST, or raise BadValueError or TollingError."""
    first, dots, last = given.partition("..")
    if not dots:
        raise BadValueError(
            f"--tolled: {given[:GIVEN_MAX]!r} is no period; allowed: YYYY-MM-DD..YYYY-MM-DD"
        )
    return Tolling(read_day("--tolled", first), read_day("--tolled", last), TollingCause.STATED)


def say(text: Text, *, english: bool) -> str:
    """Return *text* in one language."""
    return text.en if english else text.zh


def as_object(deadline: Deadline, lines: list[DayLine], *, english: bool) -> str:
    """Return the answer as JSON."""
    days = [
        {"date": f"{line.date}", "counted": line.counted, "why": say(line.why, english=english)}
        for line in lines
    ]
    answer = {"due_on": f"{deadline.due_on}", "provisional": deadline.provisional, "days": days}
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_table(deadline: Deadline, lines: list[DayLine], *, english: bool) -> str:
    """Return the answer as lines to read, a day each; what was counted is marked."""
    rows = [
        f"  {line.date}  {'+' if line.counted else ' '}  {say(line.why, english=english)}"
        for line in lines
    ]
    return "\n".join(([say(PROVISIONAL, english=english)] if deadline.provisional else []) + rows)
