"""What organs owe the office: organ by organ, and the lines of one; the wall counts as always."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY, MEASURE, number_of
from portal.domain.statuses import WITH_ORGANS
from portal.domain.text import Text
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.organ import Organ
from portal.queries.organ_dates import RUNS

SIZE = 50


@dataclass(frozen=True, slots=True)
class Owing:
    """How much an organ has still to do, how much of it is overdue, how often it ever was late."""

    code: str
    name: Text
    enquiries: int
    measures: int
    overdue: int
    breaches: int


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One enquiry or measure that an organ has still to do."""

    number: str
    measure: bool
    reference: str
    words: str
    due_on: date
    provisional: bool
    breached: bool


def owing_organs(session: Session, *, today: date) -> list[Owing]:
    """Return the organs that owe anything or were ever late, the most overdue first."""
    open_to_organs = and_(RUNS, Complaint.status.in_(sorted(WITH_ORGANS)))
    organ_id = func.coalesce(Enquiry.organ_id, OrderedMeasure.organ_id)
    overdue = _count(open_to_organs, RunningClock.due_on < today)
    rows = session.execute(
        _put(
            Organ.code, Organ.name_zh, Organ.name_en,
            _count(open_to_organs, RunningClock.enquiry_id.is_not(None)).label("enquiries"),
            _count(open_to_organs, RunningClock.measure_id.is_not(None)).label("measures"),
            overdue.label("overdue"), func.count(Breach.id).label("breaches"),
        )
        .join(Organ, Organ.id == organ_id)
        .group_by(Organ.id, Organ.code, Organ.name_zh, Organ.name_en)
        .order_by(overdue.desc(), func.count(Breach.id).desc(), Organ.code)
    )  # fmt: skip
    found = (
        Owing(
            row.code, Text(row.name_zh, row.name_en), row.enquiries, row.measures, row.overdue,
            row.breaches,
        )
        for row in rows
    )  # fmt: skip
    return [each for each in found if each.enquiries or each.measures or each.breaches]


def owed_by(session: Session, organ_code: str, *, page: int = 1) -> list[OwedLine]:
    """Return a page of what one organ has still to do, the nearest day first."""
    organ_id = func.coalesce(Enquiry.organ_id, OrderedMeasure.organ_id)
    rows = session.execute(
        _put(
            Complaint.reference, RunningClock.due_on, RunningClock.provisional,
            RunningClock.enquiry_id, RunningClock.measure_id, Breach.id.label("breach_id"),
            func.coalesce(Enquiry.asked_at, OrderedMeasure.ordered_at).label("at"),
            func.coalesce(Enquiry.question, OrderedMeasure.what).label("words"),
        )
        .join(Organ, Organ.id == organ_id)
        .where(Organ.code == organ_code, RUNS, Complaint.status.in_(sorted(WITH_ORGANS)))
        .order_by(RunningClock.due_on, RunningClock.id)
        .limit(SIZE)
        .offset((page - 1) * SIZE)
    )  # fmt: skip
    return [_line(row) for row in rows]


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(RunningClock.id).filter(*conditions)


def _put(*columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- columns of any kind
    """Return the question for *columns* of the clocks of everything put to organs."""
    query: Select[*tuple[Any, ...]] = select(*columns).select_from(RunningClock)
    return (
        query.join(Complaint, Complaint.id == RunningClock.complaint_id)
        .outerjoin(Enquiry, Enquiry.id == RunningClock.enquiry_id)
        .outerjoin(OrderedMeasure, OrderedMeasure.id == RunningClock.measure_id)
        .outerjoin(Breach, Breach.clock_id == RunningClock.id)
        .where(RunningClock.enquiry_id.is_not(None) | RunningClock.measure_id.is_not(None))
    )


def _line(row: Row[*tuple[Any, ...]]) -> OwedLine:
    measure = row.enquiry_id is None
    number = number_of(MEASURE if measure else ENQUIRY, row.measure_id or row.enquiry_id, row.at)
    return OwedLine(
        number, measure, row.reference, row.words, row.due_on, row.provisional,
        row.breach_id is not None,
    )  # fmt: skip
