"""What would change an outcome: the fewest inputs found otherwise that lead to another severity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product

from portal.domain.severity.engine import matching_row
from portal.domain.severity.inputs import Finding
from portal.domain.severity.labels import INPUTS
from portal.domain.severity.policy import CURRENT, PolicyVersion
from portal.domain.severity.rows import Value
from portal.domain.severity.scale import Severity

FURTHEST = 3
"""How many inputs are changed at once, at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """One *input* that would have to be found otherwise."""

    input: str
    found: Value
    instead: Value


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other findings on the same allegation that lead to another *severity*, by another *row*."""

    changes: tuple[Change, ...]
    severity: Severity
    row: str


def nearest_alternatives(
    finding: Finding, policy: PolicyVersion = CURRENT
) -> tuple[Alternative, ...]:
    """Return every change of outcome with the fewest changed inputs; the category stays.

    No smaller number of changes leads to another severity.
    """
    for distance in range(1, FURTHEST + 1):
        found = tuple(_alternatives(finding, policy, distance))
        if found:
            return found
    return ()


def changed(finding: Finding, change: Change, policy: PolicyVersion = CURRENT) -> Finding:
    """Return *finding* with one input found otherwise."""
    if change.input == "repeated":
        return replace(finding, prior_12m=policy.thresholds.repeated_from * bool(change.instead))
    fields: Mapping[str, object] = {change.input: change.instead}
    return replace(finding, **fields)  # type: ignore[arg-type]  # names and values of INPUTS


def _alternatives(finding: Finding, policy: PolicyVersion, distance: int) -> Iterator[Alternative]:
    before = matching_row(finding, policy).severity
    for inputs in combinations(_possible_changes(finding, policy), distance):
        for changes in product(*inputs):
            row = matching_row(_apply(finding, changes, policy), policy)
            if row.severity is not before:
                yield Alternative(changes, row.severity, row.number)


def _possible_changes(finding: Finding, policy: PolicyVersion) -> list[list[Change]]:
    facts = policy.facts(finding)
    return [
        [
            Change(each.name, facts[each.name], value)
            for value in each.values
            if value != facts[each.name]
        ]
        for each in INPUTS
        if each.name != "category"
    ]


def _apply(finding: Finding, changes: tuple[Change, ...], policy: PolicyVersion) -> Finding:
    for change in changes:
        finding = changed(finding, change, policy)
    return finding
