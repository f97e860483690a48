"""The queue of the office: page after page by next deadline, walked by key and never counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session

from portal.domain.lifecycle import OPEN, Status
from portal.domain.severity import Severity
from portal.domain.text import Text
from portal.models.base import Word
from portal.models.complaint import Complaint
from portal.models.hand_back import HandBack
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.promises import promise_text

PAGE = 50
SEVERITY = func.coalesce(Complaint.decided_severity, Complaint.provisional_severity)
"""What was decided, or as long as nothing is, the first guess."""
Query = Select[*tuple[Any, ...]]
BETWEEN = "_"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the queue is narrowed to; a status that is not open lists finished complaints."""

    status: Status | None = None
    severity: Severity | None = None
    assignee_id: int | None = None
    handed_back: bool = False

    @property
    def finished(self) -> bool:
        """Tell whether complaints are listed that nobody owes anything on."""
        return self.status is not None and not self.status.open


@dataclass(frozen=True, slots=True)
class Entry:
    """One complaint in the queue."""

    reference: str
    subject: str
    organ: Text
    status: Status
    severity: Severity
    decided: bool
    assignee: str | None
    filed_at: datetime
    due_on: date | None
    due_what: Text | None

    def days_left(self, today: date) -> int | None:
        """Return how many days remain until the deadline; fewer than none when it has passed."""
        return (self.due_on - today).days if self.due_on else None

    def overdue(self, today: date) -> bool:
        """Tell whether the next deadline has passed: worked out, never stored."""
        return self.due_on is not None and self.due_on < today

    def age(self, today: date, zone: ZoneInfo) -> int:
        """Return how many days ago the complaint was filed."""
        return (today - self.filed_at.astimezone(zone).date()) // timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue, and the key behind which the next one begins, if there is one."""

    entries: tuple[Entry, ...]
    after: str | None


def worklist(session: Session, selection: Selection, *, after: str = "", size: int = PAGE) -> Page:
    """Return the page of *selection* that begins behind the key *after*.

    Open complaints come by next deadline; finished ones newest first. A key that is none begins
    at the beginning.
    """
    walk = _finished if selection.finished else _open
    rows = session.execute(walk(_narrowed(selection), after).limit(size + 1)).all()
    more = len(rows) > size
    return Page(tuple(map(_entry, rows[:size])), _key(rows[size - 1]) if more else None)


def holds(session: Session, reference: str) -> bool:
    """Tell whether there is a complaint of that reference for the session's actor."""
    return session.scalar(select(Complaint.id).where(Complaint.reference == reference)) is not None


def _narrowed(selection: Selection) -> Query:
    query: Query = (
        select(
            Complaint.id, Complaint.reference, Complaint.subject, Organ.name_zh, Organ.name_en,
            Complaint.status, Complaint.provisional_severity, Complaint.decided_severity,
            Staff.name.label("assignee"), Complaint.filed_at, Complaint.next_due_on,
            Complaint.next_due_kind,
        )
        .join(Organ, Organ.id == Complaint.organ_id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
    )  # fmt: skip
    if selection.status is not None:
        query = query.where(Complaint.status == selection.status)
    if selection.severity is not None:
        query = query.where(SEVERITY.in_([selection.severity]))
    if selection.assignee_id is not None:
        query = query.where(Complaint.assignee_id == selection.assignee_id)
    if selection.handed_back:
        query = query.where(_handed_back())
    return query


def _handed_back() -> ColumnElement[bool]:
    """Return the condition that whoever has the complaint says it is not theirs [1.3(c)]."""
    return exists().where(
        Complaint.status == Status.ASSIGNED,
        HandBack.complaint_id == Complaint.id,
        HandBack.staff_id == Complaint.assignee_id,
        HandBack.decided_at.is_(None),
    )


def handed_back(session: Session, *, but_of: int | None) -> int:
    """Return how many hand-backs wait for a decision, those of one member of staff left out."""
    return (
        session.scalar(
            select(func.count(Complaint.id)).where(
                _handed_back(), Complaint.assignee_id.is_distinct_from(but_of)
            )
        )
        or 0
    )


def _open(query: Query, after: str) -> Query:
    """Walk the partial index over open complaints; its condition must stand there literally."""
    statuses = bindparam("open", sorted(OPEN), Word(Status), expanding=True, literal_execute=True)
    query = query.where(Complaint.status.in_(statuses))
    place = read_key(after)
    if place:
        query = query.where(tuple_(Complaint.next_due_on, Complaint.id) > tuple_(*place))
    return query.order_by(Complaint.next_due_on, Complaint.id)


def _finished(query: Query, after: str) -> Query:
    if after.isdecimal() and after.isascii():
        query = query.where(Complaint.id < min(int(after), ID_MAX))
    return query.order_by(Complaint.id.desc())


ID_MAX = 2**63 - 1


def read_key(text: str) -> tuple[date, int] | None:
    """Return the deadline and id that a key names, or None if it is none."""
    day, _, number = text.partition(BETWEEN)
    if not (number.isdecimal() and number.isascii()) or int(number) > ID_MAX:
        return None
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


def _key(row: Row[Any]) -> str:
    return f"{row.next_due_on}{BETWEEN}{row.id}" if row.next_due_on else str(row.id)


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        reference=row.reference,
        subject=row.subject,
        organ=Text(row.name_zh, row.name_en),
        status=row.status,
        severity=row.decided_severity or row.provisional_severity,
        decided=row.decided_severity is not None,
        assignee=row.assignee,
        filed_at=row.filed_at,
        due_on=row.next_due_on,
        due_what=promise_text(row.next_due_kind),
    )
