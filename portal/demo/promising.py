"""Reads what the organs of the demo district promise."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.domain.clock import Limit
from portal.domain.commitment import Commitment
from portal.domain.text import Text

FILE = Path(__file__).parent / "commitments.toml"


@dataclass(frozen=True, slots=True)
class DemoCommitment:
    """A commitment, and how many days before the seed it was published."""

    promise: Commitment
    published_days_ago: int


def commitments_in(file: Path) -> Iterator[DemoCommitment]:
    """Return every commitment in *file*; raises LimitError, or TypeError for an unknown field."""
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["commitment"]:
        yield commitment_from(row)


def commitment_from(row: Mapping[str, Any]) -> DemoCommitment:
    """Return the commitment that one row of the file describes."""
    read: dict[str, Any] = {
        name: Text(*value) if isinstance(value, list) else value for name, value in row.items()
    }
    published_days_ago: int = read.pop("published_days_ago")
    read["limit"] = Limit.parse(row["limit"])
    return DemoCommitment(Commitment(**read), published_days_ago)


def commitment_problems(
    commitments: Collection[DemoCommitment], organs: Collection[str]
) -> Iterator[str]:
    """Return what is wrong with *commitments* of *organs*."""
    promised = [(each.promise.organ_code, each.promise.service.zh) for each in commitments]
    for code, service in set(promised):
        if code not in organs:
            yield f"{service}: no organ {code}"
        if promised.count((code, service)) > 1:
            yield f"{code} promises {service} twice"
