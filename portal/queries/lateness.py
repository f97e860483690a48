"""What was done about the deadlines of one complaint: warnings, breaches, accountability cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS
from portal.domain.text import Text
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.outage import Outage
from portal.models.staff import Staff
from portal.models.warning import GivenWarning


@dataclass(frozen=True, slots=True)
class WarningLine:
    """One warning given: before which duty ran out, which one, for which day."""

    what: Text
    kind: Text
    on: date


@dataclass(frozen=True, slots=True)
class BreachLine:
    """One duty that ran out, who had it then, and what followed.

    *case*: somebody is held to account; *withdrawn*: somebody was, until an outage excused it.
    *evidence* is what was put on record of it then.
    """

    what: Text
    due_on: date
    next_on: date
    responsible: str
    special_reason: str
    outage: str
    case: bool
    withdrawn: bool
    evidence: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Lateness:
    """The warnings and breaches of one complaint, the newest first."""

    warnings: tuple[WarningLine, ...]
    breaches: tuple[BreachLine, ...]


def lateness(session: Session, complaint_id: int) -> Lateness:
    """Return what was done about the deadlines of one complaint."""
    return Lateness(_warnings(session, complaint_id), _breaches(session, complaint_id))


def _warnings(session: Session, complaint_id: int) -> tuple[WarningLine, ...]:
    rows = session.execute(
        select(RunningClock.kind.label("duty"), GivenWarning.kind, GivenWarning.on)
        .join(GivenWarning, GivenWarning.clock_id == RunningClock.id)
        .where(GivenWarning.complaint_id == complaint_id)
        .order_by(GivenWarning.id.desc())
    )
    return tuple(WarningLine(CLOCKS[row.duty].text, row.kind.text, row.on) for row in rows)


def _breaches(session: Session, complaint_id: int) -> tuple[BreachLine, ...]:
    rows = session.execute(
        select(
            RunningClock.kind, Breach.due_on, Breach.next_on, Breach.special_reason,
            Staff.name, Outage.what, AccountabilityCase.id, AccountabilityCase.withdrawn_at,
            AccountabilityCase.evidence,
        )
        .join(Breach, Breach.clock_id == RunningClock.id)
        .outerjoin(Staff, Staff.id == Breach.responsible_staff_id)
        .outerjoin(Outage, Outage.id == Breach.excused_by)
        .outerjoin(AccountabilityCase, AccountabilityCase.breach_id == Breach.id)
        .where(Breach.complaint_id == complaint_id)
        .order_by(Breach.id.desc())
    )  # fmt: skip
    return tuple(map(_breach, rows))


def _breach(row: Row[*tuple[object, ...]]) -> BreachLine:
    return BreachLine(
        what=CLOCKS[row.kind].text,
        due_on=row.due_on,
        next_on=row.next_on,
        responsible=row.name or "",
        special_reason=row.special_reason or "",
        outage=row.what or "",
        case=row.id is not None and row.withdrawn_at is None,
        withdrawn=row.withdrawn_at is not None,
        evidence=_evidence(row.evidence) if row.evidence else None,
    )


def _evidence(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the evidence as it was kept, what it says of each day in both languages."""
    clock = kept["clock"]
    return {**kept, "clock": {**clock, "days": [_day(line) for line in clock["days"]]}}


def _day(line: Mapping[str, Any]) -> Mapping[str, Any]:
    why = line.get("why")
    return {**line, "why": Text(why["zh"], why["en"]) if why else None}
