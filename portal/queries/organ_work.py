"""What a complaint put to organs, as the office reads it.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.domain.text import Text
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.organ import Organ
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Asked:
    """One enquiry, and its answer once there is one."""

    number: str
    organ: Text
    question: str
    by: str
    asked_at: datetime
    due_on: date
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ordered:
    """One measure, and how far it has come."""

    id: int
    number: str
    organ: Text
    what: str
    clause: str
    ordered_by: int
    ordered_at: datetime
    due_on: date
    proof: str
    done_at: datetime | None
    remark: str
    confirmed_at: datetime | None
    objection: str
    objection_due_on: date | None
    lifted: bool | None
    verdict: str

    @property
    def reported(self) -> bool:
        """Tell whether a report waits to be checked."""
        return self.done_at is not None and self.confirmed_at is None

    @property
    def contested(self) -> bool:
        """Tell whether an objection waits for its answer."""
        return bool(self.objection) and self.lifted is None


def asked_of_organs(session: Session, complaint_id: int) -> tuple[Asked, ...]:
    """Return the enquiries, newest first."""
    rows = session.execute(
        _with_organ(Enquiry, Staff.name)
        .join(Staff, Staff.id == Enquiry.asked_by)
        .where(Enquiry.complaint_id == complaint_id)
        .order_by(Enquiry.id.desc())
    )
    return tuple(
        Asked(
            row.number, Text(zh, en), row.question, by, row.asked_at, row.due_on, row.answer,
            row.answered_at,
        )
        for row, zh, en, by in rows
    )  # fmt: skip


def ordered_of_organs(session: Session, complaint_id: int) -> tuple[Ordered, ...]:
    """Return the measures, newest first."""
    rows = session.execute(
        _with_organ(OrderedMeasure)
        .where(OrderedMeasure.complaint_id == complaint_id)
        .order_by(OrderedMeasure.id.desc())
    )
    return tuple(_ordered(row, Text(zh, en)) for row, zh, en in rows)


def _with_organ(table: Any, *more: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- a mapped class, columns
    query: Select[*tuple[Any, ...]] = select(table, Organ.name_zh, Organ.name_en, *more)
    return query.join(Organ, Organ.id == table.organ_id)


COPIED = (
    "id", "number", "what", "clause", "ordered_by", "ordered_at", "due_on", "proof", "done_at",
    "remark", "confirmed_at", "objection", "objection_due_on", "lifted", "verdict",
)  # fmt: skip


def _ordered(row: OrderedMeasure, organ: Text) -> Ordered:
    return Ordered(organ=organ, **{name: getattr(row, name) for name in COPIED})
