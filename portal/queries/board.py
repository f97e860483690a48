"""The board: where the office stands, for those who lead it; the wall counts like everywhere."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, desc, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.clock import CLOCKS
from portal.domain.escalating import OWN_DUTIES
from portal.domain.lifecycle import OPEN, Status
from portal.domain.text import Text
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.organ import Organ
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff

SHOWN = 20
"""How many lines of a list stand on one page of it."""


@dataclass(frozen=True, slots=True)
class Load:
    """How many open complaints somebody has, or are about an organ; how many are overdue."""

    name: Text
    open: int
    overdue: int
    oldest: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Escalating:
    """A duty that goes to the next tier tomorrow unless it is done today."""

    reference: str
    what: Text
    assignee: str


@dataclass(frozen=True, slots=True)
class Stranded:
    """A complaint that nobody at all could take: received when, and what is due until when."""

    reference: str
    filed_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of each list is wanted, the first being 1."""

    officers: int = 1
    organs: int = 1
    tomorrow: int = 1


FIRST = Pages()


@dataclass(frozen=True, slots=True)
class Board:
    """Load and overdue by officer and by organ, what escalates tomorrow, what nobody could take.

    SHOWN of each on a page; *more* names the lists that have a further one.
    """

    officers: tuple[Load, ...]
    organs: tuple[Load, ...]
    tomorrow: tuple[Escalating, ...]
    stranded: tuple[Stranded, ...]
    more: frozenset[str] = frozenset()


def board(session: Session, *, today: date, pages: Pages = FIRST) -> Board:
    """Return how the office stands on *today*, the office's day, as far as the actor may see."""
    officers = _officers(session, today, pages.officers)
    organs = _organs(session, today, pages.organs)
    tomorrow = _tomorrow(session, today, pages.tomorrow)
    found = {"officers": officers, "organs": organs, "tomorrow": tomorrow}
    more = frozenset(name for name, lines in found.items() if len(lines) > SHOWN)
    return Board(officers[:SHOWN], organs[:SHOWN], tomorrow[:SHOWN], _stranded(session), more)


def _stranded(session: Session) -> tuple[Stranded, ...]:
    """Return what is received and could not be assigned, the nearest last day first."""
    given_up = exists().where(
        OutboxRow.complaint_id == Complaint.id,
        OutboxRow.kind == "assign",
        OutboxRow.parked_at.is_not(None),
    )
    rows = session.execute(
        select(Complaint.reference, Complaint.filed_at, Complaint.next_due_on)
        .where(Complaint.status == Status.RECEIVED, given_up)
        .order_by(Complaint.next_due_on, Complaint.id)
        .limit(SHOWN)
    )
    return tuple(Stranded(*row) for row in rows)


def _counted(today: date) -> tuple[ColumnElement[Any], ...]:
    """Return how many there are, how many are overdue, and the nearest last day of all."""
    late = Complaint.next_due_on < today
    nearest = func.min(Complaint.next_due_on)
    return (
        func.count(Complaint.id).label("open"),
        func.count(Complaint.id).filter(late).label("overdue"),
        nearest.label("oldest"),
        (nearest == nearest.filter(Complaint.next_due_provisional)).label("provisional"),
    )


def _officers(session: Session, today: date, page: int) -> tuple[Load, ...]:
    query = (
        select(Staff.name, *_counted(today))
        .select_from(Complaint)
        .join(Staff, Staff.id == Complaint.assignee_id)
        .group_by(Staff.id, Staff.name)
    )
    rows = session.execute(_ranked(query, Staff.id, page))
    return tuple(_load(row, Text(row.name, row.name)) for row in rows)


def _organs(session: Session, today: date, page: int) -> tuple[Load, ...]:
    query = (
        select(Organ.name_zh, Organ.name_en, *_counted(today))
        .select_from(Complaint)
        .join(Organ, Organ.id == Complaint.organ_id)
        .group_by(Organ.id, Organ.name_zh, Organ.name_en)
    )
    rows = session.execute(_ranked(query, Organ.id, page))
    return tuple(_load(row, Text(row.name_zh, row.name_en)) for row in rows)


def _ranked(
    query: Select[*tuple[Any, ...]], last: InstrumentedAttribute[int], page: int
) -> Select[*tuple[Any, ...]]:
    """Return a page of the open ones and a line of the next, most overdue first.

    *last* keeps those alike in one order.
    """
    return (
        query.where(Complaint.status.in_(sorted(OPEN)))
        .order_by(desc("overdue"), desc("open"), last)
        .limit(SHOWN + 1)
        .offset((page - 1) * SHOWN)
    )


def _load(row: Row[*tuple[Any, ...]], name: Text) -> Load:
    return Load(name, row.open, row.overdue, row.oldest, bool(row.provisional))


def _tomorrow(session: Session, today: date, page: int) -> tuple[Escalating, ...]:
    first = and_(RunningClock.due_on == today, Breach.id.is_(None))
    rows = session.execute(
        select(Complaint.reference, RunningClock.kind, Staff.name)
        .join(RunningClock, RunningClock.complaint_id == Complaint.id)
        .outerjoin(Breach, Breach.clock_id == RunningClock.id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .where(RunningClock.kind.in_(sorted(OWN_DUTIES)), Complaint.status.in_(sorted(OPEN)))
        .where(or_(first, Breach.next_on == today))
        .order_by(RunningClock.due_on, RunningClock.id)
        .limit(SHOWN + 1)
        .offset((page - 1) * SHOWN)
    )
    return tuple(Escalating(row.reference, CLOCKS[row.kind].text, row.name or "") for row in rows)
