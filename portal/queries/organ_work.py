"""What a complaint put to organs, as the office reads it.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.domain.enquiring import Kept
from portal.domain.evidence import Source
from portal.domain.text import Text
from portal.models.attachment import Attachment
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.organ_dates import DATED, Dates, dates, with_clock


@dataclass(frozen=True, slots=True)
class WorkFile:
    """One file of an enquiry or a measure: *shown* to the organ, or sent in by it."""

    attachment_id: int
    name: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One enquiry, and its answer once there is one; *again* is the number that it asks anew."""

    number: str
    organ: Text
    organ_code: str
    by: str
    question: str
    passage: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    again: str
    files: tuple[WorkFile, ...]
    dates: Dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """One measure, and how far it has come."""

    id: int
    number: str
    organ: Text
    what: str
    clause: str
    ordered_by: int
    ordered_at: datetime
    proof: str
    done_at: datetime | None
    remark: str
    confirmed_at: datetime | None
    judged: Kept | None
    objection: str
    objection_due_on: date | None
    lifted: bool | None
    verdict: str
    files: tuple[WorkFile, ...]
    dates: Dates

    @property
    def open(self) -> bool:
        """Tell whether the organ still has to carry it out."""
        return self.dates.open

    @property
    def reported(self) -> bool:
        """Tell whether a report waits to be checked."""
        return self.done_at is not None and self.confirmed_at is None

    @property
    def contested(self) -> bool:
        """Tell whether an objection waits for its answer."""
        return bool(self.objection) and self.lifted is None


def asked_of_organs(session: Session, complaint_id: int, *, zone: tzinfo) -> tuple[Asked, ...]:
    """Return the enquiries, newest first, days as in the office's *zone*."""
    query = _with_organ(Enquiry, Staff.name).join(Staff, Staff.id == Enquiry.asked_by)
    rows = session.execute(
        query.where(Enquiry.complaint_id == complaint_id).order_by(Enquiry.id.desc())
    ).all()
    numbers, files = {row[0].id: row[0].number for row in rows}, _files(session, complaint_id)
    return tuple(
        Asked(
            organ=row.Organ.name,
            organ_code=row.Organ.code,
            by=row.name,
            again=numbers.get(row[0].follows_id or 0, ""),
            files=_of(files, "enquiry_id", row[0].id),
            dates=dates(row, zone),
            **{name: getattr(row[0], name) for name in ASKED},
        )
        for row in rows
    )


def ordered_of_organs(session: Session, complaint_id: int, *, zone: tzinfo) -> tuple[Ordered, ...]:
    """Return the measures, newest first, days as in the office's *zone*."""
    rows = session.execute(
        _with_organ(OrderedMeasure)
        .where(OrderedMeasure.complaint_id == complaint_id)
        .order_by(OrderedMeasure.id.desc())
    ).all()
    files = _files(session, complaint_id)
    return tuple(
        Ordered(
            organ=row.Organ.name,
            files=_of(files, "measure_id", row[0].id),
            dates=dates(row, zone),
            **{name: getattr(row[0], name) for name in ORDERED},
        )
        for row in rows
    )


ASKED = (
    "number", "question", "passage", "asked_at", "answer", "answered_at", "withdrawn_at",
    "withdrawn_reason",
)  # fmt: skip
ORDERED = (
    "id", "number", "what", "clause", "ordered_by", "ordered_at", "proof", "done_at", "remark",
    "confirmed_at", "judged", "objection", "objection_due_on", "lifted", "verdict",
)  # fmt: skip


def _with_organ(table: Any, *more: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- a mapped class, columns
    query: Select[*tuple[Any, ...]] = select(table, table.due_on, Organ, *more, *DATED)
    return with_clock(query, table).join(Organ, Organ.id == table.organ_id)


def _files(session: Session, complaint_id: int) -> Iterable[Attachment]:
    put = Attachment.enquiry_id.is_not(None) | Attachment.measure_id.is_not(None)
    rows = select(Attachment).where(Attachment.complaint_id == complaint_id, put)
    return session.scalars(rows.order_by(Attachment.id)).all()


def _of(files: Iterable[Attachment], column: str, row_id: int) -> tuple[WorkFile, ...]:
    return tuple(
        WorkFile(each.id, each.name, each.source is Source.OFFICE)
        for each in files
        if getattr(each, column) == row_id
    )
