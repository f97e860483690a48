"""First inquiries: the promises still open first, then page after page, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from portal.domain.clock import ClockKind
from portal.domain.inquiry import Channel, Outcome, Remit
from portal.domain.text import Text
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.models.organ import Organ
from portal.models.staff import Staff

PAGE = 50
ID_MAX = 2**63 - 1
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One first inquiry; *reference* is of the complaint that it led to, if any."""

    id: int
    reference: str | None
    channel: Channel
    people: int
    matter: str
    about: Text | None
    asked_name: str
    asked_post: str
    asked_organ: Text
    remit: Remit
    answer: str
    outcome: Outcome
    handed_to: str
    due_on: date | None
    reason: str
    at: datetime
    clerk: str
    answered_at: datetime | None
    later_answer: str
    contact_sealed: bytes | None
    open: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of inquiries, and the key behind which the next one begins, if there is one."""

    entries: tuple[Entry, ...]
    after: str | None


def open_promises(session: Session, *, size: int = PAGE) -> tuple[Entry, ...]:
    """Return the promises that wait to be kept, the nearest day first, no more than *size*."""
    query = _entries().where(*_waiting()).order_by(Inquiry.due_on, Inquiry.id).limit(size)
    return tuple(map(_entry, session.execute(query)))


def inquiries(session: Session, *, after: str = "", size: int = PAGE) -> Page:
    """Return the page of inquiries behind the key *after*, the newest first.

    A key that is none begins at the beginning.
    """
    query = _entries().order_by(Inquiry.id.desc()).limit(size + 1)
    if after.isdecimal() and after.isascii():
        query = query.where(Inquiry.id < min(int(after), ID_MAX))
    rows = session.execute(query).all()
    more = len(rows) > size
    return Page(tuple(map(_entry, rows[:size])), str(rows[size - 1].id) if more else None)


def inquiry(session: Session, inquiry_id: int) -> Entry | None:
    """Return one inquiry, or None."""
    row = session.execute(_entries().where(Inquiry.id == inquiry_id)).one_or_none()
    return _entry(row) if row else None


def inquiry_of(session: Session, complaint_id: int) -> Entry | None:
    """Return the first inquiry that led to a complaint, or None."""
    row = session.execute(_entries().where(Inquiry.complaint_id == complaint_id)).one_or_none()
    return _entry(row) if row else None


def _entries() -> Query:
    about, asked = aliased(Organ), aliased(Organ)
    return (
        select(
            Inquiry.id, Complaint.reference, Inquiry.channel, Inquiry.people, Inquiry.matter,
            Complaint.subject, about.name_zh.label("about_zh"), about.name_en.label("about_en"),
            Inquiry.asked_name, Inquiry.asked_post, asked.name_zh.label("asked_zh"),
            asked.name_en.label("asked_en"), Inquiry.remit, Inquiry.answer, Inquiry.outcome,
            Inquiry.handed_to, Inquiry.due_on, Inquiry.reason, Inquiry.at,
            Staff.name.label("clerk"), Inquiry.answered_at, Inquiry.later_answer,
            Inquiry.contact_sealed, and_(*_waiting()).label("open"),
        )
        .outerjoin(Complaint, Complaint.id == Inquiry.complaint_id)
        .outerjoin(about, or_(about.id == Inquiry.organ_id, about.id == Complaint.organ_id))
        .join(asked, asked.id == Inquiry.asked_organ_id)
        .join(Staff, Staff.id == Inquiry.recorded_by)
    )  # fmt: skip


def _waiting() -> tuple[ColumnElement[bool], ...]:
    """Return what makes a promise open: a result of the complaint answers it too [1.3(b)]."""
    runs = exists().where(
        RunningClock.complaint_id == Inquiry.complaint_id,
        RunningClock.kind == ClockKind.FIRST_INQUIRY_PROMISE,
        RunningClock.finished_at.is_(None),
        RunningClock.dropped_at.is_(None),
    )
    return (
        Inquiry.outcome == Outcome.PROMISED,
        Inquiry.answered_at.is_(None),
        or_(Inquiry.complaint_id.is_(None), runs),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        reference=row.reference,
        channel=row.channel,
        people=row.people,
        matter=row.subject or row.matter,
        about=Text(row.about_zh, row.about_en) if row.about_zh else None,
        asked_name=row.asked_name,
        asked_post=row.asked_post,
        asked_organ=Text(row.asked_zh, row.asked_en),
        remit=row.remit,
        answer=row.answer,
        outcome=row.outcome,
        handed_to=row.handed_to,
        due_on=row.due_on,
        reason=row.reason,
        at=row.at,
        clerk=row.clerk,
        answered_at=row.answered_at,
        later_answer=row.later_answer,
        contact_sealed=row.contact_sealed,
        open=row.open,
    )
