"""The whole table tried out: every combination of inputs, one by one.

Proves that something always matches, that a graver input never leads to a milder outcome, and that
no row is dead: each decides somewhere, or says which row comes before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from operator import gt

from portal.domain.category import Category
from portal.domain.severity.inputs import Finding
from portal.domain.severity.labels import INPUTS, Input
from portal.domain.severity.policy import CURRENT, PolicyVersion
from portal.domain.severity.rows import Row

NO_ROW = -1
ALL = tuple(Category)


@dataclass(frozen=True, slots=True)
class Report:
    """What trying out every combination showed; *problems* in plain English, none if sound."""

    combinations: int
    rows: int
    problems: tuple[str, ...]


def check(policy: PolicyVersion = CURRENT, categories: Sequence[Category] = ALL) -> Report:
    """Try every combination of inputs against *policy*, in all *categories* or in some."""
    deciding = [_deciding_row(policy, finding) for finding in _every_finding(policy, categories)]
    problems = (
        *_names(policy.rows),
        *_gaps(deciding),
        *_dead(policy.rows, set(deciding)),
        *_falls(policy.rows, deciding),
    )
    return Report(len(deciding), len(policy.rows), problems)


def _every_finding(policy: PolicyVersion, categories: Sequence[Category]) -> Iterator[Finding]:
    counts = (0, policy.thresholds.repeated_from)
    special: dict[str, Sequence[object]] = {"category": categories, "repeated": counts}
    for values in product(*(special.get(each.name, tuple(each.values)) for each in INPUTS)):
        yield Finding(*values)  # type: ignore[arg-type]  # INPUTS has the order of the fields


def _deciding_row(policy: PolicyVersion, finding: Finding) -> int:
    facts = policy.facts(finding)
    return next((place for place, row in enumerate(policy.rows) if row.matches(facts)), NO_ROW)


def _names(rows: tuple[Row, ...]) -> Iterator[str]:
    keys = [row.key for row in rows]
    yield from (f"row {key} stands twice" for key in sorted(set(keys)) if keys.count(key) > 1)


def _gaps(deciding: list[int]) -> Iterator[str]:
    if NO_ROW in deciding:
        yield f"{deciding.count(NO_ROW)} combinations match no row"


def _dead(rows: tuple[Row, ...], used: set[int]) -> Iterator[str]:
    numbers = {row.number for row in rows}
    for place, row in enumerate(rows):
        if place not in used and row.points_to not in numbers:
            yield f"row {row.key} never decides: the rows above take all of it"
        if place in used and row.points_to:
            yield f"row {row.key} points to {row.points_to} but decides itself"


def _falls(rows: tuple[Row, ...], deciding: list[int]) -> Iterator[str]:
    ranks = [rows[place].severity.rank if place != NO_ROW else 0 for place in deciding]
    for place, each in enumerate(INPUTS):
        if each.rises:
            stride = prod(len(later.values) for later in INPUTS[place + 1 :])
            yield from _falls_along(each, stride, ranks)


def _falls_along(each: Input, stride: int, ranks: list[int]) -> Iterator[str]:
    """Compare every combination with the one where only *each* is a step graver."""
    block = stride * len(each.values)
    falls = sum(
        sum(map(gt, ranks[start : start + stride], ranks[start + stride : start + 2 * stride]))
        for first in range(0, len(ranks), block)
        for start in range(first, first + block - stride, stride)
    )
    if falls:
        yield f"severity falls {falls} times where {each.name} rises"
