"""Rounds of signatures: what was put up, who signed, who sent it back.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.permissions import Role
from portal.domain.referral import Body
from portal.domain.severity import Approval, Basis, Gate, Measure, Modifier, Person, Severity
from portal.domain.severity.signing import RoundEnd
from portal.domain.text import Text
from portal.models.approval import ApprovalRound
from portal.models.official import Official
from portal.models.staff import Staff
from portal.queries.bearers import Bearer, named, rests


@dataclass(frozen=True, slots=True)
class Changed:
    """An override: what the table made of a point, what a person made of it, why, with whom.

    *agreed* is None while the second person has not answered.
    """

    category: Category
    before: Severity
    after: Severity
    ground: Modifier
    reason: str
    clause: str
    by: str
    second: str
    agreed: bool | None = True
    answer: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class PutUp:
    """One point as it was put up for signature."""

    category: Category
    row: str
    severity: Severity
    measures: tuple[Text, ...]
    clauses: tuple[str, ...]
    adopted: tuple[str, ...]
    law: str
    conclusion: str
    changed: Changed | None
    inputs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in writing of one gate of one point before it was put up."""

    gate: Gate
    category: Category
    clue: bool
    said: str
    by: str
    role: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature given, or the findings sent back where there is none."""

    signature: Approval | None
    name: str
    role: Role
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Round:
    """One outcome put up for signature, with what was said to it."""

    number: int
    severity: Severity
    needs: tuple[Approval, ...]
    missing: tuple[Approval, ...]
    measures: tuple[Text, ...]
    basis: Basis
    points: tuple[PutUp, ...]
    gates: tuple[Said, ...]
    persons: tuple[Bearer, ...]
    opened_by: str
    opened_at: datetime
    ended: RoundEnd | None
    given: tuple[Signature, ...]

    @property
    def lapsed(self) -> bool:
        """Tell whether the signatures given no longer count."""
        return self.ended is RoundEnd.SENT_BACK


def rounds(session: Session, complaint_id: int) -> tuple[Round, ...]:
    """Return every outcome that was put up for signature, the newest first."""
    rows = session.scalars(
        select(ApprovalRound)
        .where(ApprovalRound.complaint_id == complaint_id)
        .order_by(ApprovalRound.number.desc())
    ).all()
    return shown(session, rows)


def shown(session: Session, rows: Sequence[ApprovalRound]) -> tuple[Round, ...]:
    """Return *rows*, stored or only drafted, as the pages of the office show them."""
    names = _names(session, rows) if rows else {}
    return tuple(_round(session, row, names) for row in rows)


def _names(session: Session, rows: Iterable[ApprovalRound]) -> Mapping[int, str]:
    """Return the names of everybody of the staff who had a hand in *rows*."""
    known: set[int] = set()
    for row in rows:
        known |= {row.opened_by_id, *row.involved, *(each.staff_id for each in row.given)}
        known |= {each["by"] for each in row.gates or ()}
    found = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(known)))
    return {staff_id: name for staff_id, name in found}  # noqa: C416 -- rows are no tuples to mypy


def _round(session: Session, row: ApprovalRound, names: Mapping[int, str]) -> Round:
    return Round(
        number=row.number,
        severity=row.severity,
        needs=tuple(map(Approval, row.needs)),
        missing=row.missing,
        measures=_measures(row.measures),
        basis=rests(row),
        points=tuple(_point(point, names) for point in row.points),
        gates=tuple(_said(each, names) for each in row.gates or ()),
        persons=tuple(_bearer(session, person) for person in row.persons),
        opened_by=names[row.opened_by_id],
        opened_at=row.opened_at,
        ended=row.ended,
        given=tuple(
            Signature(each.signature, names[each.staff_id], each.role, each.at, each.reason)
            for each in row.given
        ),
    )


def _measures(names: Iterable[str]) -> tuple[Text, ...]:
    return tuple(Measure(name).text for name in names)


def _point(point: Mapping[str, Any], names: Mapping[int, str]) -> PutUp:
    category, changed = Category(point["category"]), point["override"]
    return PutUp(
        category=category,
        row=point["row"],
        severity=Severity(point["severity"]),
        measures=_measures(point["measures"]),
        clauses=tuple(point["clauses"]),
        adopted=tuple(point["adopted"]),
        law=point["law"],
        conclusion=point["conclusion"],
        changed=_changed(category, changed, names) if changed else None,
        inputs=point["inputs"],
    )


def _said(row: Mapping[str, Any], names: Mapping[int, str]) -> Said:
    return Said(
        gate=Gate(row["gate"]),
        category=Category(row["category"]),
        clue=not row["passed"],
        said=row["said"],
        by=names[row["by"]],
        role=Role(row["role"]),
        at=datetime.fromisoformat(row["at"]),
    )


def _changed(category: Category, row: Mapping[str, Any], names: Mapping[int, str]) -> Changed:
    return Changed(
        category=category,
        before=Severity(row["before"]),
        after=Severity(row["after"]),
        ground=Modifier(row["ground"]),
        reason=row["reason"],
        clause=row["clause"],
        by=names[row["by"]],
        second=names[row["second"]],
    )


def _bearer(session: Session, row: Mapping[str, Any]) -> Bearer:
    official = session.get(Official, row["official_id"]) if row["official_id"] else None
    return Bearer(
        part=Person(row["part"]),
        name=named(official, row["words"]),
        severity=Severity(row["severity"]),
        measures=_measures(row["measures"]),
        basis=Basis(
            tuple(row["clauses"]), tuple(row.get("adopted", ())), tuple(row.get("law", ()))
        ),
        body=Body(row["body"]) if row["body"] else None,
    )
