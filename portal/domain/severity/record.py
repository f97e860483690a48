"""A finding as plain values and back: what a decision stores, what a script sends.

Everything sent is checked by name, type and value; the error says what is allowed instead.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.inputs import Circumstances, Crime, Finding, Impact, Intent, Verified

CHOICES: Mapping[str, type[StrEnum]] = {
    "category": Category,
    "verified": Verified,
    "loss": Loss,
    "impact": Impact,
    "circumstances": Circumstances,
    "intent": Intent,
    "crime": Crime,
}
COUNTS = frozenset({"prior_12m"})
SHOWN_MAX = 80
NAMES = tuple(field.name for field in fields(Finding))


class FindingError(ValueError):
    """A *field* of a finding was *given* a value that is not among those *allowed*."""

    def __init__(self, field: str, given: object, allowed: str) -> None:
        super().__init__(f"{field}: given {shown(given)}, allowed: {allowed}")
        self.field = field
        self.given = given
        self.allowed = allowed


def to_record(finding: Finding) -> dict[str, str | bool | int]:
    """Return *finding* as plain values, every input spelled out."""
    found = {name: getattr(finding, name) for name in NAMES}
    return {name: each.value if name in CHOICES else each for name, each in found.items()}


def from_record(record: Mapping[str, object]) -> Finding:
    """Return the finding of *record*; raise FindingError naming the first field that is wrong."""
    for name in (each for each in record if each not in NAMES):
        raise FindingError(
            _plain_name(name), record[name], "no other field than " + ", ".join(NAMES)
        )
    if "category" not in record:
        raise FindingError("category", None, _allowed("category"))
    checked = {name: _checked(name, value) for name, value in record.items()}
    return Finding(**checked)  # type: ignore[arg-type]  # each one was checked by its name


def shown(value: object) -> str:
    """Return *value* as it was sent, in one short line of ASCII."""
    line = json.dumps(value)
    return line if len(line) <= SHOWN_MAX else line[:SHOWN_MAX] + "..."


def _checked(name: str, value: object) -> object:
    if not _fits(name, value):
        raise FindingError(name, value, _allowed(name))
    return CHOICES[name](str(value)) if name in CHOICES else value


def _fits(name: str, value: object) -> bool:
    if name in CHOICES:
        return isinstance(value, str) and value in list(CHOICES[name])
    if name in COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return isinstance(value, bool)


def _allowed(name: str) -> str:
    if name in CHOICES:
        return ", ".join(CHOICES[name])
    return "a whole number, 0 or more" if name in COUNTS else "true, false"


def _plain_name(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else shown(name)
