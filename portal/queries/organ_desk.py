"""What is put to an organ, as its liaison reads it: plain values with nothing of any complaint.

Asked by the system for one liaison: every statement carries the condition of
models/liaison_wall.py and selects columns of the enquiry or the measure alone [practice 7.5].
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY, MEASURE, id_in, number_of
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, open_to
from portal.models.organ import Organ


@dataclass(frozen=True, slots=True)
class PutEnquiry:
    """One enquiry as the organ knows it."""

    number: str
    question: str
    asked_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None

    @property
    def open(self) -> bool:
        """Tell whether the organ still has to answer."""
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class PutMeasure:
    """One measure as the organ knows it."""

    number: str
    what: str
    clause: str
    ordered_at: datetime
    due_on: date
    proof: str
    done_at: datetime | None
    remark: str
    confirmed_at: datetime | None
    object_until: date
    objection: str
    objection_due_on: date | None
    lifted: bool | None
    verdict: str

    @property
    def open(self) -> bool:
        """Tell whether the organ still has to carry it out."""
        return self.done_at is None and not self.lifted

    def objectionable(self, today: date) -> bool:
        """Tell whether a re-examination can still be asked for [6.12]."""
        untouched = not self.objection and self.confirmed_at is None
        return untouched and today <= self.object_until


@dataclass(frozen=True, slots=True)
class OrganDesk:
    """Everything put to one organ, what is still to be done first."""

    organ: Text
    enquiries: tuple[PutEnquiry, ...]
    measures: tuple[PutMeasure, ...]


def organ_desk(session: Session, liaison_id: int) -> OrganDesk | None:
    """Return what is put to the organ of a liaison; None for anybody who is none."""
    liaison = liaison_of(session, liaison_id)
    if liaison is None:
        return None
    names = select(Organ.name_zh, Organ.name_en).where(Organ.id == liaison.organ_id)
    organ = session.execute(names).one()
    return OrganDesk(
        Text(organ.name_zh, organ.name_en),
        _enquiries(session, liaison_id, ENQUIRIES),
        _measures(session, liaison_id, MEASURES),
    )


def put_enquiry(session: Session, liaison_id: int, number: str) -> PutEnquiry | None:
    """Return one enquiry to the organ of a liaison."""
    query = ENQUIRIES.where(Enquiry.id == id_in(ENQUIRY, number))
    found = _enquiries(session, liaison_id, query)
    return next((each for each in found if each.number == number), None)


def put_measure(session: Session, liaison_id: int, number: str) -> PutMeasure | None:
    """Return one measure for the organ of a liaison."""
    query = MEASURES.where(OrderedMeasure.id == id_in(MEASURE, number))
    found = _measures(session, liaison_id, query)
    return next((each for each in found if each.number == number), None)


ENQUIRIES: Select[*tuple[Any, ...]] = (
    select(
        Enquiry.id, Enquiry.question, Enquiry.asked_at, Enquiry.due_on, Enquiry.answer,
        Enquiry.answered_at,
    )
    .join(Complaint, Complaint.id == Enquiry.complaint_id)
    .order_by(Enquiry.answered_at.is_not(None), Enquiry.due_on, Enquiry.id)
)  # fmt: skip
MEASURES: Select[*tuple[Any, ...]] = (
    select(
        OrderedMeasure.id, OrderedMeasure.what, OrderedMeasure.clause, OrderedMeasure.ordered_at,
        OrderedMeasure.due_on, OrderedMeasure.proof, OrderedMeasure.done_at, OrderedMeasure.remark,
        OrderedMeasure.confirmed_at, OrderedMeasure.object_until, OrderedMeasure.objection,
        OrderedMeasure.objection_due_on, OrderedMeasure.lifted, OrderedMeasure.verdict,
    )
    .join(Complaint, Complaint.id == OrderedMeasure.complaint_id)
    .order_by(OrderedMeasure.done_at.is_not(None), OrderedMeasure.due_on, OrderedMeasure.id)
)  # fmt: skip


def _enquiries(
    session: Session, liaison_id: int, query: Select[*tuple[Any, ...]]
) -> tuple[PutEnquiry, ...]:
    liaison = liaison_of(session, liaison_id)
    if liaison is None:
        return ()
    mine = query.where(Enquiry.organ_id == liaison.organ_id, open_to(session, liaison))
    return tuple(
        PutEnquiry(number_of(ENQUIRY, row.id, row.asked_at), *_rest(row))
        for row in session.execute(mine)
    )


def _measures(
    session: Session, liaison_id: int, query: Select[*tuple[Any, ...]]
) -> tuple[PutMeasure, ...]:
    liaison = liaison_of(session, liaison_id)
    if liaison is None:
        return ()
    mine = query.where(OrderedMeasure.organ_id == liaison.organ_id, open_to(session, liaison))
    return tuple(
        PutMeasure(number_of(MEASURE, row.id, row.ordered_at), *_rest(row))
        for row in session.execute(mine)
    )


def _rest(row: Row[*tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return everything of a row but its id."""
    return tuple(row)[1:]
