"""Reads the complaints of the demo district; every value is checked on the way in."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from portal.demo.shapes import DemoComplaint, DemoFinding, DemoRating
from portal.domain import severity
from portal.domain.category import Category
from portal.domain.declining import DeclineCode
from portal.domain.filing import Identity, Language, Loss
from portal.domain.lifecycle import Status

FOLDER = Path(__file__).parent / "complaints"
IDENTITY_FIELDS = ("name", "email", "phone")


def complaints_in(folder: Path) -> Iterator[DemoComplaint]:
    """Return every complaint in the files of *folder*.

    Raises ValueError for an unknown code, TypeError for an unknown or missing field.
    """
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["complaint"]:
            yield complaint_from(row)


def complaint_from(row: Mapping[str, Any]) -> DemoComplaint:
    """Return the complaint that one row of a file describes."""
    named = {name: value for name, value in row.items() if name not in IDENTITY_FIELDS}
    read: dict[str, Any] = {
        name: READERS.get(name, _as_written)(value) for name, value in named.items()
    }
    identity = Identity(**{name: row[name] for name in IDENTITY_FIELDS if name in row})
    return DemoComplaint(identity=identity, **read)


def finding_from(row: Mapping[str, Any]) -> DemoFinding:
    """Return a finding: the inputs of the severity table beside its conclusion."""
    inputs = {name: value for name, value in row.items() if name != "conclusion"}
    return DemoFinding(severity.from_record(inputs), row["conclusion"])


def _as_written(value: object) -> object:
    return value


READERS: Mapping[str, Callable[[Any], object]] = {
    "status": Status,
    "categories": lambda codes: tuple(Category(code) for code in codes),
    "loss": Loss,
    "loss_amount": Decimal,
    "language": Language,
    "decline_code": DeclineCode,
    "findings": lambda rows: tuple(finding_from(row) for row in rows),
    "severity": severity.Severity,
    "rating": lambda row: DemoRating(**row),
}
