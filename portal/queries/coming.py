"""What is coming and what has waited longest: days ahead, oldest deadlines, other bodies."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.escalating import DUTIES
from portal.domain.lifecycle import OPEN
from portal.domain.text import Text
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.dispatch import Dispatch
from portal.models.staff import Staff

AHEAD = 14
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Day:
    """How many duties end on one day."""

    on: date
    due: int


@dataclass(frozen=True, slots=True)
class Oldest:
    """A complaint whose next deadline passed long ago, or comes first."""

    reference: str
    what: Text
    assignee: str
    due_on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Undisposed:
    """What was sent to another body, and is not disposed of though its last day has passed."""

    reference: str
    body: Text
    receipt_number: str
    due_on: date


def coming(session: Session, *, today: date) -> tuple[Day, ...]:
    """Return how many duties end on each of the AHEAD days from *today*, the empty ones too."""
    days = [today + timedelta(days=number) for number in range(AHEAD)]
    rows = session.execute(
        select(RunningClock.due_on, func.count(RunningClock.id).label("duties"))
        .join(Complaint, Complaint.id == RunningClock.complaint_id)
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .where(RunningClock.kind.in_(sorted(DUTIES)), Complaint.status.in_(sorted(OPEN)))
        .where(RunningClock.due_on.between(days[0], days[-1]))
        .group_by(RunningClock.due_on)
    )
    counts = {row.due_on: row.duties for row in rows}
    return tuple(Day(day, counts.get(day, 0)) for day in days)


def oldest(session: Session) -> tuple[Oldest, ...]:
    """Return the open complaints with the oldest next deadlines, SHOWN at most."""
    rows = session.execute(
        select(
            Complaint.reference, Complaint.next_due_kind, Staff.name, Complaint.next_due_on,
            Complaint.next_due_provisional,
        )
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .where(Complaint.status.in_(sorted(OPEN)), Complaint.next_due_on.is_not(None))
        .order_by(Complaint.next_due_on, Complaint.id)
        .limit(SHOWN)
    )  # fmt: skip
    return tuple(
        Oldest(reference, CLOCKS[ClockKind(kind)].text, name or "", due_on, provisional)
        for reference, kind, name, due_on, provisional in rows
        if kind and due_on
    )


def undisposed(session: Session, *, today: date) -> tuple[Undisposed, ...]:
    """Return what other bodies did not dispose of in time, the oldest first, SHOWN at most."""
    rows = session.execute(
        select(Complaint.reference, Dispatch.body, Dispatch.receipt_number, RunningClock.due_on)
        .join(Dispatch, Dispatch.complaint_id == Complaint.id)
        .join(RunningClock, RunningClock.complaint_id == Complaint.id)
        .where(Dispatch.recorded_at.is_(None), RunningClock.kind == ClockKind.DISPOSAL)
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .where(RunningClock.due_on < today)
        .order_by(RunningClock.due_on, Dispatch.id)
        .limit(SHOWN)
    )
    return tuple(
        Undisposed(row.reference, row.body.text, row.receipt_number, row.due_on) for row in rows
    )
