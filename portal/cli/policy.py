"""The severity table at the command line: show it, try all of it, decide one finding by it."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from portal.cli.clause_table import clause_table
from portal.cli.clock import BadValueError, OneLineCommand, read_day
from portal.cli.policy_table import policy_table
from portal.domain.severity import (
    Explanation,
    Finding,
    FindingError,
    Outcome,
    PolicyVersion,
    explain,
    from_record,
    policy_by_number,
    policy_on,
)
from portal.domain.severity.checks import Report, check
from portal.domain.severity.explanation import RowReading
from portal.domain.severity.policy import POLICIES, PolicyError
from portal.domain.severity.record import shown

SOUND = (
    "each combination is decided by exactly one row, the first that matches",
    "severity never falls when an input rises; every row decides or is a pointer",
)


def of_a_version(command: Callable[..., None]) -> Callable[..., None]:
    """Let a *command* be asked of one policy version, by its number or by a day."""
    by_number = click.option("--number", type=int, help="A policy version.")
    return click.option("--on", help="The version in force on a day; today if left out.")(
        by_number(command)
    )


policy_group = AppGroup("policy", help="The severity table, and what it says about a finding.")


@policy_group.command("show", cls=OneLineCommand)
@click.option("--language", type=click.Choice(["zh-Hans", "zh", "en"]), default="zh-Hans")
@of_a_version
def show(language: str, on: str | None, number: int | None) -> None:
    """Print the table, row by row, in the order in which it is read."""
    click.echo(policy_table(version(on, number), english=language == "en"))


@policy_group.command("check", cls=OneLineCommand)
@of_a_version
def check_command(on: str | None, number: int | None) -> None:
    """Try every combination of inputs; exit 1 if the table has a gap, a fall or a dead row."""
    policy = version(on, number)
    print_report(policy.number, check(policy))


@policy_group.command("decide", cls=OneLineCommand)
@click.option("--explain", "with_reasons", is_flag=True, help="Add why, and what would change it.")
@of_a_version
def decide_command(*, with_reasons: bool, on: str | None, number: int | None) -> None:
    """Read one finding as JSON on standard input and print its outcome as JSON."""
    policy = version(on, number)
    explanation = explain(read_finding(sys.stdin.buffer.read()), policy=policy)
    reasons = {"explanation": reasons_object(explanation)} if with_reasons else {}
    answer = outcome_object(explanation.outcome) | reasons
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


@policy_group.command("clauses", cls=OneLineCommand)
def clauses() -> None:
    """Print every clause with what carries it, as Markdown: the text of docs/clauses.md."""
    click.echo(clause_table(), nl=False)


def version(on: str | None, number: int | None) -> PolicyVersion:
    """Return policy version *number*, else that in force *on* a day, today; or BadValueError."""
    if number is None:
        return policy_on(read_day("--on", on) if on else today())
    if on:
        raise BadValueError(f"--on: given {on}, allowed: a day or --number, not both")
    try:
        return policy_by_number(number)
    except PolicyError as error:
        raise BadValueError(f"--number: {error}; allowed: 1 to {POLICIES[-1].number}") from error


def today() -> date:
    """Return the office's day, as decisions go by it; without an office, the machine's."""
    found = current_app.extensions.get("office")
    return datetime.now(tz=found.zone if found else UTC).date()


def print_report(number: int, report: Report) -> None:
    """Print what trying out policy *number* showed; end with status 1 if it has problems."""
    click.echo(f"policy {number}: {report.combinations} combinations, {report.rows} rows")
    for line in report.problems or SOUND:
        click.echo(line)
    if report.problems:
        raise SystemExit(1)


def read_finding(sent: bytes) -> Finding:
    """Return the finding *sent* as JSON, or raise BadValueError."""
    try:
        record = json.loads(sent, object_pairs_hook=without_doubles)
    except FindingError as error:
        raise BadValueError(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise BadValueError(refusal(sent.decode(errors="replace"))) from error
    if not isinstance(record, dict):
        raise BadValueError(refusal(record))
    return checked(record)


def refusal(given: object) -> str:
    """Return what is said of input that is no finding at all."""
    return f"standard input: given {shown(given)}, allowed: one finding as a JSON object"


def checked(record: Mapping[str, object]) -> Finding:
    """Return the finding of *record*, or raise BadValueError."""
    try:
        return from_record(record)
    except FindingError as error:
        raise BadValueError(str(error)) from error


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return *pairs* as a dictionary; a name that stands twice is a FindingError."""
    names = [name for name, _ in pairs]
    for name, value in pairs:
        if names.count(name) > 1:
            raise FindingError(name, value, "each field once")
    return dict(pairs)


def outcome_object(outcome: Outcome) -> dict[str, object]:
    """Return *outcome* for JSON; the opinion's own clauses and adopted policy stand apart."""
    return {
        "severity": outcome.severity,
        "measures": outcome.measures,
        "persons": outcome.persons,
        "row": outcome.row,
        "clauses": outcome.clauses,
        "adopted": outcome.adopted,
        "law": outcome.law,
        "approvals": outcome.approvals,
        "gates": outcome.gates,
        "pointers": outcome.pointers,
        "read_as": outcome.read_as,
        "policy_version": outcome.policy_version,
    }


def reasons_object(explanation: Explanation) -> dict[str, object]:
    """Return for JSON why the row decided, why none above it did, and what would change it."""
    return {
        "decided_by": reading_object(explanation.decided_by),
        "passed_over": [
            {"row": each.row.key, "failed": [one.condition.input for one in each.failed]}
            for each in explanation.passed_over
        ],
        "alternatives": [
            {
                "changes": {change.input: change.instead for change in each.changes},
                "severity": each.severity,
                "row": each.row,
            }
            for each in explanation.alternatives
        ],
    }


def reading_object(reading: RowReading) -> dict[str, object]:
    """Return for JSON what was found about each condition of a row."""
    found = {each.condition.input: each.found for each in reading.conditions}
    return {"row": reading.row.key, "found": found}
