import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import Result
from flask import Flask

from portal.cli.policy import policy_group, print_report
from portal.domain.severity import CURRENT
from portal.domain.severity.checks import Report
from portal.domain.text import Text

CLAUSES_PAGE = Path(__file__).parents[2] / "docs" / "clauses.md"


def run(*arguments: str, sent: str | bytes = "") -> Result:
    app = Flask("portal")
    app.cli.add_command(policy_group)
    return app.test_cli_runner().invoke(args=["policy", *arguments], input=sent)


def decided(*arguments: str, **finding: object) -> dict[str, Any]:
    result = run("decide", *arguments, sent=json.dumps(finding))
    assert (result.exit_code, result.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_a_late_answer_with_loss_is_a_proposal_of_discipline() -> None:
    answer = decided(category="C08", verified="yes", loss="some")

    assert answer == {
        "severity": "discipline",
        "measures": ["discipline"],
        "persons": ["main_responsible", "direct_leader"],
        "row": "71",
        "clauses": ["4.6", "5.2(3)", "5.2(1)"],
        "adopted": ["A3", "A7"],
        "law": "",
        "approvals": ["supervisor", "director"],
        "gates": [],
        "pointers": ["M1", "M4"],
        "read_as": None,
        "policy_version": 1,
    }


def test_only_the_category_must_be_given() -> None:
    answer = decided(category="C08")

    assert (answer["severity"], answer["row"]) == ("no_fault", "G1")


def test_every_field_of_the_contract_is_understood() -> None:
    answer = decided(
        category="C14",
        verified="undetermined",
        loss="major",
        impact="odious",
        circumstances="serious",
        intent="deliberate",
        crime="suspected",
        special_reason=True,
        violation=True,
        barred_by_policy=True,
        exempt=True,
        prior_12m=3,
    )

    assert (answer["severity"], answer["row"]) == ("referral", "X1")
    assert answer["approvals"] == ["director", "second_signer"]


def test_the_reasons_are_added_when_asked_for() -> None:
    reasons = decided("--explain", category="C03", verified="yes")["explanation"]

    assert reasons["decided_by"]["row"] == "34"
    assert {"row": "30", "failed": ["loss"]} in reasons["passed_over"]
    assert {"changes": {"loss": "some"}, "severity": "discipline", "row": "30"} in reasons[
        "alternatives"
    ]


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ("", "standard input: given"),
        ("{", 'standard input: given "{"'),
        ("[]", "standard input: given [], allowed: one finding as a JSON object"),
        ("NaN", "standard input: given NaN"),
        ("[" * 100_000, "standard input: given"),
        (b"\xff\xfe\x00", "standard input: given"),
        ("{}", "category: given null, allowed: C01, C02"),
        ('{"category": "c01"}', 'category: given "c01", allowed: C01'),
        ('{"category": "\\ud800"}', 'category: given "\\ud800", allowed: C01'),
        ('{"category": "C01", "verified": "partly"}', 'verified: given "partly", allowed: no, und'),
        ('{"category": "C01", "prior_12m": -1}', "prior_12m: given -1, allowed: a whole number"),
        ('{"category": "C01", "exempt": "yes"}', 'exempt: given "yes", allowed: true, false'),
        ('{"category": "C01", "loss": ["some"]}', 'loss: given ["some"], allowed: none, some, maj'),
        ('{"category": "C01", "lost": "some"}', 'lost: given "some", allowed: no other field than'),
        ('{"category": "C01", "category": "C02"}', 'category: given "C01", allowed: each field on'),
        (
            '{"category": "C01", "prior_12m": ' + "9" * 5000 + "}",
            'standard input: given "{\\"category\\"',
        ),
    ],
)
def test_a_bad_finding_is_refused_in_one_line_that_names_it(sent: str | bytes, named: str) -> None:
    result = run("decide", sent=sent)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert named in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("decide", "--severity", "warning"),
        ("show", "--language", "fr"),
        ("show", "--number", "99"),
        ("check", "--number", "first"),
    ],
)
def test_a_bad_option_is_refused_in_one_line(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_the_check_counts_every_combination() -> None:
    result = run("check")

    assert result.exit_code == 0
    assert "352512 combinations, 42 rows" in result.stdout


def test_the_check_fails_on_a_table_with_problems(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        print_report(1, Report(2, 1, ("1 combinations match no row",)))

    assert ending.value.code == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["1 combinations match no row"]


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "en"])
def test_every_row_is_shown_in_order(language: str) -> None:
    lines = run("show", "--language", language).stdout.splitlines()

    keys = [line.split()[0] for line in lines if line and not line.startswith(" ")][1:-1]
    assert keys == [row.key for row in CURRENT.rows]


def test_the_table_speaks_the_language_asked_for() -> None:
    assert "条款：2.4(a), 2.4(b)" in run("show").stdout
    assert "clauses: 2.4(a), 2.4(b)" in run("show", "--language", "en").stdout
    assert "(pointer: X2 takes it)" in run("show", "--language", "en").stdout


def test_the_page_of_clauses_is_what_the_tables_say() -> None:
    assert CLAUSES_PAGE.read_text(encoding="utf-8") == run("clauses").stdout


NEXT_YEAR = CURRENT.amended(
    effective_on=date(2027, 1, 1),
    reason=Text("从严", "stricter"),
    thresholds=replace(CURRENT.thresholds, repeated_from=1),
)


@pytest.fixture
def two_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    for asked in ("policy_on", "policy_by_number"):
        monkeypatch.setattr(
            f"portal.domain.severity.policy.{asked}.__defaults__", ((CURRENT, NEXT_YEAR),)
        )


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize(
    ("asked", "row", "number"),
    [
        (["--on", "2026-12-31"], "34", 1),
        (["--on", "2027-01-01"], "33", 2),
        (["--number", "1"], "34", 1),
        (["--number", "2"], "33", 2),
    ],
)
def test_a_finding_is_read_by_the_policy_of_a_day_or_of_a_number(
    asked: list[str], row: str, number: int
) -> None:
    answer = decided(*asked, category="C03", verified="yes", prior_12m=1)

    assert (answer["row"], answer["policy_version"]) == (row, number)


@pytest.mark.usefixtures("two_editions")
@pytest.mark.parametrize(("day", "number"), [("2026-12-31", 1), ("2027-01-02", 2)])
def test_unless_asked_otherwise_the_policy_is_that_of_today(day: str, number: int) -> None:
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        answer = decided(category="C03", verified="yes")

    assert answer["policy_version"] == number


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["--on", "2026-13-01"], "--on"),
        (["--on", "2026-12-01", "--number", "1"], "--on"),
        (["--number", "99"], "--number"),
    ],
)
def test_a_version_that_there_is_not_is_refused_in_one_line(asked: list[str], named: str) -> None:
    result = run("decide", *asked, sent='{"category": "C03"}')

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert named in result.stderr


@pytest.mark.parametrize(
    ("category", "clauses", "adopted"), [("C05", ["2.4(c)"], []), ("C08", [], ["A24"])]
)
def test_only_what_the_opinion_says_itself_is_cited_as_its_own(
    category: str, clauses: list[str], adopted: list[str]
) -> None:
    answer = decided(category=category, verified="no")

    assert (answer["clauses"], answer["adopted"]) == (clauses, adopted)


def test_what_is_applied_by_analogy_is_cited_as_adopted() -> None:
    answer = decided(category="C13", verified="yes")

    assert (answer["row"], answer["clauses"], answer["adopted"]) == ("87", [], ["A25"])
