"""Who investigates one complaint, and how the official was heard [practice 7.7].

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.domain.hearing import Ended, Told
from portal.models.clock import ClockTolling
from portal.models.hearing import Hearing
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class HeardOf:
    """One hearing: who was told what by whom, until when they had time, and how it ended.

    *still_until* is the last day on which the clocks stand still for it, if they do.
    """

    id: int
    who: str
    put: str
    told: Told
    by: str
    at: datetime
    until_on: date
    still_until: date | None
    ended: Ended | None
    statement: str
    recorded_by: str
    ended_at: datetime | None

    def late(self, today: date) -> bool:
        """Tell whether the time for the statement is over without a word."""
        return self.ended is None and self.until_on < today


@dataclass(frozen=True, slots=True)
class Second:
    """The second investigator, and who named them when and why."""

    name: str
    reason: str
    named_by: str
    at: datetime


def hearings(session: Session, complaint_id: int) -> tuple[HeardOf, ...]:
    """Return the hearings, the oldest first."""
    recorder = aliased(Staff)
    rows = session.execute(
        select(Hearing, Staff.name, recorder.name, ClockTolling.last_on)
        .join(Staff, Staff.id == Hearing.invited_by)
        .outerjoin(recorder, recorder.id == Hearing.recorded_by)
        .outerjoin(ClockTolling, ClockTolling.id == Hearing.tolling_id)
        .where(Hearing.complaint_id == complaint_id)
        .order_by(Hearing.id)
    )
    return tuple(
        HeardOf(
            row.id, row.who, row.put, row.told, by, row.invited_at, row.until_on, still,
            row.ended, row.statement, recorded or "", row.ended_at,
        )
        for row, by, recorded, still in rows
    )  # fmt: skip


def second(session: Session, complaint_id: int) -> Second | None:
    """Return the second investigator, if one is named."""
    namer = aliased(Staff)
    row = session.execute(
        select(Staff.name, SecondInvestigator.reason, namer.name, SecondInvestigator.at)
        .join(SecondInvestigator, SecondInvestigator.staff_id == Staff.id)
        .join(namer, namer.id == SecondInvestigator.named_by)
        .where(SecondInvestigator.complaint_id == complaint_id)
        .where(SecondInvestigator.ended_at.is_(None))
    ).one_or_none()
    return Second(*row) if row else None
