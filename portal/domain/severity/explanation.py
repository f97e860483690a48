"""Why an outcome is what it is: the row that decided, and the rows above that did not match."""

from dataclasses import dataclass

from portal.domain.severity.alternatives import Alternative, nearest_alternatives
from portal.domain.severity.engine import decide, matching_row
from portal.domain.severity.inputs import Finding
from portal.domain.severity.outcome import Outcome
from portal.domain.severity.policy import CURRENT, PolicyVersion
from portal.domain.severity.rows import Case, Condition, Facts, Row, Value


@dataclass(frozen=True, slots=True)
class ConditionReading:
    """One condition of a row, what was found about it, and whether it holds."""

    condition: Condition
    found: Value
    holds: bool


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row and its conditions; of several cases, the one that comes nearest to the finding."""

    row: Row
    conditions: tuple[ConditionReading, ...]

    @property
    def failed(self) -> tuple[ConditionReading, ...]:
        """Return the conditions that do not hold; none if the row matched."""
        return tuple(each for each in self.conditions if not each.holds)

    @property
    def about_this(self) -> bool:
        """Tell whether the row speaks of the finding's category at all."""
        return all(each.condition.input != "category" for each in self.failed)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The outcome, the row that decided, the rows passed over, and what would change it."""

    finding: Finding
    outcome: Outcome
    decided_by: RowReading
    passed_over: tuple[RowReading, ...]
    alternatives: tuple[Alternative, ...]


def explain(finding: Finding, *, policy: PolicyVersion = CURRENT) -> Explanation:
    """Return why *finding* has the outcome that it has under *policy*."""
    facts = policy.facts(finding)
    row = matching_row(finding, policy)
    above = policy.rows[: policy.rows.index(row)]
    return Explanation(
        finding=finding,
        outcome=decide(finding, policy=policy),
        decided_by=read_row(row, facts),
        passed_over=tuple(read_row(each, facts) for each in above),
        alternatives=nearest_alternatives(finding, policy),
    )


def read_row(row: Row, facts: Facts) -> RowReading:
    """Return how each condition of *row* stands, in the case with the fewest that fail."""
    readings = (_read_case(row, each, facts) for each in row.cases)
    return min(readings, key=lambda reading: len(reading.failed))


def _read_case(row: Row, case: Case, facts: Facts) -> RowReading:
    return RowReading(
        row,
        tuple(
            ConditionReading(condition, facts[condition.input], condition.holds(facts))
            for condition in case
        ),
    )
