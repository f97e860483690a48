"""The policy in versions: a decision stays explainable under the table it was made by.

A changed threshold or row is a new version with its own number and first day; the old one stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.domain.category import Category
from portal.domain.severity.inputs import Finding, Intent
from portal.domain.severity.rows import Facts, Row
from portal.domain.severity.rows_accountability import CONDUCT_ROWS, DUTY_ROWS
from portal.domain.severity.rows_commitments import (
    DELAY_ROWS,
    INQUIRY_ROWS,
    INTEGRITY_ROWS,
    MANNER_ROWS,
    OPENNESS_ROWS,
    PROMISE_ROWS,
)
from portal.domain.severity.rows_general import FIRST_ROWS, LAST_ROWS
from portal.domain.text import Text


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers of the policy, all adopted; money in yuan, counts within twelve months."""

    repeated_from: int = 2
    aggravating_events: int = 3
    major_loss: Decimal = Decimal(300_000)
    bribe: Decimal = Decimal(30_000)
    bribe_aggravated: Decimal = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Reading:
    """A finding of *category* with *intent* is read as one of *read_as*, and why."""

    category: Category
    intent: Intent
    read_as: Category
    text: Text


READINGS = (
    Reading(
        Category.C04,
        Intent.NEGLIGENT,
        Category.C12,
        Text(
            "刁难并非故意的，按拖拉、推诿处理",
            "Obstruction that was not deliberate is read as dilatoriness or buck-passing",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One edition of the table, in force from *effective_on* until the next one."""

    number: int
    effective_on: date
    reason: Text
    thresholds: Thresholds
    rows: tuple[Row, ...]
    readings: tuple[Reading, ...] = ()

    def facts(self, finding: Finding) -> Facts:
        """Return *finding* as the rows ask about it."""
        return {
            "category": self.category_of(finding),
            "verified": finding.verified,
            "loss": finding.loss,
            "impact": finding.impact,
            "circumstances": finding.circumstances,
            "intent": finding.intent,
            "crime": finding.crime,
            "special_reason": finding.special_reason,
            "violation": finding.violation,
            "barred_by_policy": finding.barred_by_policy,
            "exempt": finding.exempt,
            "repeated": finding.prior_12m >= self.thresholds.repeated_from,
            "subordinate_disciplined": finding.subordinate_disciplined,
        }

    def category_of(self, finding: Finding) -> Category:
        """Return the category that the rows see."""
        found = self.reading_of(finding)
        return found.read_as if found else finding.category

    def reading_of(self, finding: Finding) -> Reading | None:
        """Return the reading that applies to *finding*, if any does."""
        asked = (finding.category, finding.intent)
        return next((each for each in self.readings if (each.category, each.intent) == asked), None)

    def amended(
        self,
        *,
        effective_on: date,
        reason: Text,
        thresholds: Thresholds | None = None,
        rows: Iterable[Row] = (),
    ) -> "PolicyVersion":
        """Return the next version: from a later day on, with other *thresholds* or *rows*.

        Each of *rows* takes the place of the row with its key; raises PolicyError without one.
        """
        if effective_on <= self.effective_on:
            raise PolicyError("a new version takes effect after the one before it")
        return replace(
            self,
            number=self.number + 1,
            effective_on=effective_on,
            reason=reason,
            thresholds=thresholds or self.thresholds,
            rows=self._with(rows),
        )

    def _with(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        changed = {row.key: row for row in rows}
        unknown = changed.keys() - {row.key for row in self.rows}
        if unknown:
            raise PolicyError(f"no row {min(unknown)} to change")
        return tuple(changed.get(row.key, row) for row in self.rows)


class PolicyError(ValueError):
    """No such version, or one that cannot be."""


POLICIES = (
    PolicyVersion(
        number=1,
        effective_on=date(2026, 1, 1),
        reason=Text("首次施行", "First edition"),
        thresholds=Thresholds(),
        rows=(
            *FIRST_ROWS,
            *INTEGRITY_ROWS,
            *MANNER_ROWS,
            *PROMISE_ROWS,
            *INQUIRY_ROWS,
            *OPENNESS_ROWS,
            *DELAY_ROWS,
            *DUTY_ROWS,
            *CONDUCT_ROWS,
            *LAST_ROWS,
        ),
        readings=READINGS,
    ),
)
CURRENT = POLICIES[-1]
"""The last edition, in force already or not: what decides on a day is asked of `policy_on`."""


def policy_on(day: date, versions: Sequence[PolicyVersion] = POLICIES) -> PolicyVersion:
    """Return the version in force on *day*; before the first one, the first."""
    in_force = [version for version in versions if version.effective_on <= day]
    return max(in_force, key=lambda version: version.effective_on, default=versions[0])


def policy_by_number(number: int, versions: Sequence[PolicyVersion] = POLICIES) -> PolicyVersion:
    """Return version *number*; raise PolicyError if there is none."""
    for version in versions:
        if version.number == number:
            return version
    raise PolicyError(f"no policy version {number}")
