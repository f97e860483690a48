"""The shape of the table: a row, its alternatives, and the conditions of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.domain.category import Category
from portal.domain.severity.inputs import Crime, Verified
from portal.domain.severity.measures import Gate
from portal.domain.severity.scale import Severity
from portal.domain.text import Text

Value = str | bool
Facts = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Condition:
    """The *input* must have one of the *allowed* values."""

    input: str
    allowed: tuple[Value, ...]

    def holds(self, facts: Facts) -> bool:
        """Tell whether *facts* meet the condition."""
        return facts[self.input] in self.allowed


Case = tuple[Condition, ...]
"""Conditions that must all hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: if any of its *cases* holds and no row above matched, it decides.

    *number* is the row's in severity.md; *limb* tells apart two rows that share one.
    *clauses* are the opinion's own; *adopted* names adopted policy and adopted readings; *law* is
    what else the row stands on. *points_to*: the row only explains that another one comes first.
    """

    number: str
    cases: tuple[Case, ...]
    severity: Severity
    text: Text
    clauses: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    law: str = ""
    gates: tuple[Gate, ...] = ()
    limb: str = ""
    points_to: str = ""

    def matches(self, facts: Facts) -> bool:
        """Tell whether any case of the row holds for *facts*."""
        for conditions in self.cases:  # plain loops: the check asks this some ten million times
            for each in conditions:
                if facts[each.input] not in each.allowed:
                    break
            else:
                return True
        return False

    @property
    def key(self) -> str:
        """Return what tells the row apart from every other one."""
        return self.number + self.limb


def case(*categories: Category, **conditions: Value | Iterable[Value]) -> Case:
    """Return the conditions of one case; unless stated, verified and without suspicion of crime.

    An input stated as () may have any value.
    """
    stated = {"category": categories, "verified": Verified.YES, "crime": Crime.NO} | conditions
    allowed = {name: _values(values) for name, values in stated.items()}
    return tuple(Condition(name, values) for name, values in allowed.items() if values)


def _values(values: Value | Iterable[Value]) -> tuple[Value, ...]:
    return (values,) if isinstance(values, str | bool) else tuple(values)
