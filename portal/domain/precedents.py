"""How like one finding is to another: what the severity table looks at, input by input."""

from collections.abc import Mapping

from portal.domain.severity.record import NAMES

COMPARED = tuple(name for name in NAMES if name != "category")
"""The inputs that are compared, in their own order; only findings of one category are."""


def differing(mine: Mapping[str, object], theirs: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the inputs in which two findings, as plain values, differ."""
    return tuple(name for name in COMPARED if mine.get(name) != theirs.get(name))
