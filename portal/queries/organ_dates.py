"""By which day an organ has to act, as the last clock of what was put to it has it."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.models.clock import RunningClock
from portal.models.enquiry import Enquiry

RUNS: ColumnElement[bool] = and_(
    RunningClock.id.is_not(None),
    RunningClock.finished_at.is_(None),
    RunningClock.dropped_at.is_(None),
)
DATED = (
    RunningClock.due_on.label("clock_due_on"),
    RunningClock.provisional,
    RunningClock.finished_at,
    RUNS.label("runs"),
)
"""What a statement selects besides the row's own *due_on*, so that dates can be told of it."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The day by which it is due, whether it still is, and whether it was done too *late*."""

    due_on: date
    open: bool
    late: bool
    provisional: bool


def with_clock(query: Select[*tuple[Any, ...]], table: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 -- Enquiry or OrderedMeasure
    """Join the last clock of each enquiry or measure to *query*."""
    newer = aliased(RunningClock)
    names: InstrumentedAttribute[int | None] = (
        newer.enquiry_id if table is Enquiry else newer.measure_id
    )
    last = select(func.max(newer.id)).where(names == table.id).correlate(table).scalar_subquery()
    return query.select_from(table).outerjoin(RunningClock, RunningClock.id == last)


def dates(row: Row[*tuple[Any, ...]], zone: tzinfo) -> Dates:
    """Return the dates of a row with the columns of DATED, days as in the office's *zone*."""
    due_on: date = row.clock_due_on or row.due_on
    ended = row.finished_at
    late = bool(ended and ended.astimezone(zone).date() > due_on)
    return Dates(due_on, bool(row.runs), late, bool(row.provisional))
