"""Versions: what was decided stays explainable, and nothing changes without a new number."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from json import dumps

import pytest

from portal.domain.category import Category
from portal.domain.severity import CURRENT, Finding, Severity, Verified, decide, explain
from portal.domain.severity.policy import (
    POLICIES,
    PolicyError,
    PolicyVersion,
    Thresholds,
    policy_by_number,
    policy_on,
)
from portal.domain.severity.rows import Row
from portal.domain.text import Text

# The fingerprint of every version ever in force. A changed row or threshold needs a new version in
# POLICIES and a new line here; the lines that stand here are never touched.
FINGERPRINTS = {
    1: "277aa9cd893dc184",
}

STRICTER = CURRENT.amended(
    effective_on=date(2027, 1, 1),
    reason=Text("从严", "stricter"),
    thresholds=replace(CURRENT.thresholds, repeated_from=1),
)
VERSIONS = (CURRENT, STRICTER)
TWICE_RUDE = Finding(Category.C03, Verified.YES, prior_12m=1)


def fingerprint(version: PolicyVersion) -> str:
    rules = [
        (row.key, row.severity.value, row.clauses, row.adopted, *map(str, row.gates), *cases(row))
        for row in version.rows
    ]
    readings = [(each.category, each.intent, each.read_as) for each in version.readings]
    content = (version.effective_on.isoformat(), asdict(version.thresholds), rules, readings)
    return sha256(dumps(content, default=str).encode()).hexdigest()[:16]


def cases(row: Row) -> list[object]:
    return [[(each.input, each.allowed) for each in case] for case in row.cases]


def test_no_version_changes_after_it_was_in_force() -> None:
    assert {version.number: fingerprint(version) for version in POLICIES} == FINGERPRINTS


def test_the_numbers_and_first_days_rise() -> None:
    assert [version.number for version in POLICIES] == list(range(1, len(POLICIES) + 1))
    assert sorted(version.effective_on for version in POLICIES) == [
        version.effective_on for version in POLICIES
    ]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 1),
        (date(2026, 12, 31), 1),
        (date(2027, 1, 1), 2),
        (date(2030, 5, 1), 2),
    ],
)
def test_the_version_of_a_day_is_the_last_one_that_had_begun(day: date, number: int) -> None:
    assert policy_on(day, VERSIONS).number == number


def test_an_old_decision_is_explained_by_the_version_it_was_made_under() -> None:
    before = decide(TWICE_RUDE, policy=policy_by_number(1, VERSIONS))
    after = decide(TWICE_RUDE, policy=policy_by_number(2, VERSIONS))

    assert (before.severity, before.policy_version) == (Severity.APOLOGY, 1)
    assert (after.severity, after.policy_version) == (Severity.WARNING, 2)
    assert explain(TWICE_RUDE, policy=CURRENT).decided_by.row.number == "34"


def test_an_unknown_number_is_refused() -> None:
    with pytest.raises(PolicyError, match="no policy version 99"):
        policy_by_number(99)


def test_a_new_version_cannot_reach_back() -> None:
    with pytest.raises(PolicyError, match="takes effect after"):
        CURRENT.amended(
            effective_on=CURRENT.effective_on,
            reason=Text("倒签", "backdated"),
            thresholds=Thresholds(major_loss=Decimal(1)),
        )


def test_a_row_is_changed_by_a_new_version_and_the_old_one_keeps_its_own() -> None:
    rude = next(row for row in CURRENT.rows if row.key == "34")
    milder = CURRENT.amended(
        effective_on=date(2027, 1, 1),
        reason=Text("从宽", "milder"),
        rows=[replace(rude, severity=Severity.ADVICE)],
    )
    once_rude = Finding(Category.C03, Verified.YES)

    assert decide(once_rude, policy=milder).severity is Severity.ADVICE
    assert decide(once_rude, policy=CURRENT).severity is Severity.APOLOGY
    assert [row.key for row in milder.rows] == [row.key for row in CURRENT.rows]
    assert milder.thresholds == CURRENT.thresholds


def test_a_row_that_does_not_stand_in_the_table_cannot_be_changed() -> None:
    stray = replace(CURRENT.rows[0], number="98")

    with pytest.raises(PolicyError, match="no row 98a to change"):
        CURRENT.amended(
            effective_on=date(2027, 1, 1), reason=Text("新行", "a new row"), rows=[stray]
        )
