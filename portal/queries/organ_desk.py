"""What is put to an organ, as its liaison reads it: plain values with nothing of any complaint.

Asked by the system for one liaison: every statement carries the condition of
models/liaison_wall.py and selects columns of the enquiry or the measure alone [practice 7.5].
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY, MEASURE, Kept, id_in, number_of
from portal.domain.evidence import Source
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, open_to
from portal.queries import evidence
from portal.queries.evidence import Kept as KeptFile
from portal.queries.organ_dates import DATED, Dates, dates, with_clock


@dataclass(frozen=True, slots=True)
class PutFile:
    """One file of an enquiry or a measure: *shown* to the organ, or sent in by it."""

    file: int
    name: str
    size: int
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PutEnquiry:
    """One enquiry as the organ knows it; *again* is the number of the one that it asks anew."""

    number: str
    question: str
    passage: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    again: str
    files: tuple[PutFile, ...]
    dates: Dates

    @property
    def open(self) -> bool:
        """Tell whether the organ still has to answer."""
        return self.dates.open


@dataclass(frozen=True, slots=True, kw_only=True)
class PutMeasure:
    """One measure as the organ knows it."""

    number: str
    what: str
    clause: str
    ordered_at: datetime
    proof: str
    done_at: datetime | None
    remark: str
    confirmed_at: datetime | None
    judged: Kept | None
    object_until: date
    objection: str
    objection_due_on: date | None
    lifted: bool | None
    verdict: str
    files: tuple[PutFile, ...]
    dates: Dates

    @property
    def open(self) -> bool:
        """Tell whether the organ still has to carry it out."""
        return self.dates.open

    def objectionable(self, today: date) -> bool:
        """Tell whether a re-examination can still be asked for [6.12]."""
        untouched = not self.objection and self.confirmed_at is None
        return untouched and today <= self.object_until


def put_enquiry(
    session: Session, liaison_id: int, number: str, *, zone: tzinfo
) -> PutEnquiry | None:
    """Return one enquiry to the organ of a liaison, days as in the office's *zone*."""
    row = _one(session, liaison_id, Enquiry, ASKED, Enquiry.id == id_in(ENQUIRY, number))
    if row is None or number_of(ENQUIRY, row.id, row.asked_at) != number:
        return None
    return PutEnquiry(
        number=number,
        again=_again(session, row.follows_id),
        files=_files(session, Attachment.enquiry_id == row.id),
        dates=dates(row, zone),
        **{name: getattr(row, name) for name in ASKED_OF},
    )


def put_measure(
    session: Session, liaison_id: int, number: str, *, zone: tzinfo
) -> PutMeasure | None:
    """Return one measure for the organ of a liaison, days as in the office's *zone*."""
    which = OrderedMeasure.id == id_in(MEASURE, number)
    row = _one(session, liaison_id, OrderedMeasure, ORDERED, which)
    if row is None or number_of(MEASURE, row.id, row.ordered_at) != number:
        return None
    return PutMeasure(
        number=number,
        files=_files(session, Attachment.measure_id == row.id),
        dates=dates(row, zone),
        **{name: getattr(row, name) for name in ORDERED_OF},
    )


def put_file(
    session: Session, liaison_id: int, number: str, attachment_id: int, *, zone: tzinfo
) -> KeptFile | None:
    """Return a file of something put to the organ of a liaison, under that number."""
    found: PutEnquiry | PutMeasure | None = put_enquiry(session, liaison_id, number, zone=zone)
    found = found or put_measure(session, liaison_id, number, zone=zone)
    if found is None or attachment_id not in {each.file for each in found.files}:
        return None
    row = session.execute(evidence.KEPT.where(Attachment.id == attachment_id)).one()
    return KeptFile(*row)


ASKED_OF = (
    "question", "passage", "asked_at", "answer", "answered_at", "withdrawn_at", "withdrawn_reason",
)  # fmt: skip
ORDERED_OF = (
    "what", "clause", "ordered_at", "proof", "done_at", "remark", "confirmed_at", "judged",
    "object_until", "objection", "objection_due_on", "lifted", "verdict",
)  # fmt: skip
ASKED: Select[*tuple[Any, ...]] = select(
    Enquiry.id, Enquiry.due_on, Enquiry.follows_id,
    *(getattr(Enquiry, name) for name in ASKED_OF), *DATED,
)  # fmt: skip
ORDERED: Select[*tuple[Any, ...]] = select(
    OrderedMeasure.id, OrderedMeasure.due_on,
    *(getattr(OrderedMeasure, name) for name in ORDERED_OF), *DATED,
)  # fmt: skip


def _one(
    session: Session,
    liaison_id: int,
    table: Any,  # noqa: ANN401 -- Enquiry or OrderedMeasure
    query: Select[*tuple[Any, ...]],
    which: ColumnElement[bool],
) -> Row[*tuple[Any, ...]] | None:
    """Return the row that *which* names, if the liaison may read it."""
    liaison = liaison_of(session, liaison_id)
    if liaison is None:
        return None
    query = with_clock(query, table).join(Complaint, Complaint.id == table.complaint_id)
    mine = query.where(which, table.organ_id == liaison.organ_id, open_to(session, liaison))
    return session.execute(mine).one_or_none()


def _again(session: Session, enquiry_id: int | None) -> str:
    """Return the number of the enquiry that is asked again, if one is."""
    asked = session.get(Enquiry, enquiry_id or 0)
    return asked.number if asked else ""


def _files(session: Session, which: ColumnElement[bool]) -> tuple[PutFile, ...]:
    rows = session.execute(
        select(Attachment.id, Attachment.name, Attachment.size, Attachment.source)
        .where(which)
        .order_by(Attachment.id)
    )
    return tuple(PutFile(row.id, row.name, row.size, row.source is Source.OFFICE) for row in rows)
