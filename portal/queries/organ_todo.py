"""Everything put to an organ on one list: what is due, the overdue first, or what is behind it.

Asked by the system for one liaison, under the condition of models/liaison_wall.py [practice 7.5].
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY, MEASURE, PutState, number_of
from portal.domain.text import Text
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, open_to
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.organ_dates import RUNS, with_clock

SIZE = 20
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One enquiry or measure on the list."""

    number: str
    measure: bool
    words: str
    due_on: date
    provisional: bool
    state: PutState


@dataclass(frozen=True, slots=True)
class Todo:
    """One page of the list of an organ; *due* and *behind* count both lists."""

    organ: Text
    lines: tuple[TodoLine, ...]
    due: int
    overdue: int
    behind: int
    page: int

    def pages(self, *, behind: bool) -> int:
        """Return how many pages a list has, one at least."""
        return max(1, -(-(self.behind if behind else self.due) // SIZE))


def organ_todo(
    session: Session, liaison_id: int, *, today: date, behind: bool = False, page: int = 1
) -> Todo | None:
    """Return a page of what is due, or is *behind* the organ; None for anybody but a liaison."""
    liaison = liaison_of(session, liaison_id)
    if liaison is None:
        return None
    put = union_all(_asked(session, liaison), _ordered(session, liaison)).subquery()
    waits = put.c.state == PutState.OPEN.value
    due, overdue, total = session.execute(
        select(
            func.count().filter(waits),
            func.count().filter(waits, put.c.due_on < today),
            func.count(),
        ).select_from(put)
    ).one()
    order = (put.c.at.desc(), put.c.id) if behind else (put.c.due_on, put.c.at, put.c.id)
    rows = session.execute(
        select(put)
        .where(~waits if behind else waits)
        .order_by(*order)
        .limit(SIZE)
        .offset((page - 1) * SIZE)
    )
    names = select(Organ.name_zh, Organ.name_en).where(Organ.id == liaison.organ_id)
    organ = Text(*session.execute(names).one())
    return Todo(organ, tuple(map(_line, rows)), due, overdue, total - due, page)


def _asked(session: Session, liaison: Staff) -> Query:
    state = case(
        (Enquiry.withdrawn_at.is_not(None), PutState.WITHDRAWN.value),
        (Enquiry.answered_at.is_not(None), PutState.ANSWERED.value),
        (RUNS, PutState.OPEN.value),
        else_=PutState.ENDED.value,
    )
    due_on = func.coalesce(RunningClock.due_on, Enquiry.due_on)
    columns = select(
        literal(ENQUIRY).label("prefix"), Enquiry.id.label("id"), Enquiry.asked_at.label("at"),
        Enquiry.question.label("words"), due_on.label("due_on"), RunningClock.provisional,
        state.label("state"),
    )  # fmt: skip
    return _mine(session, liaison, columns, Enquiry)


def _ordered(session: Session, liaison: Staff) -> Query:
    state = case(
        (OrderedMeasure.lifted.is_(True), PutState.LIFTED.value),
        (OrderedMeasure.confirmed_at.is_not(None), PutState.KEPT.value),
        (OrderedMeasure.done_at.is_not(None), PutState.REPORTED.value),
        (RUNS, PutState.OPEN.value),
        else_=PutState.ENDED.value,
    )
    due_on = func.coalesce(RunningClock.due_on, OrderedMeasure.due_on)
    columns = select(
        literal(MEASURE).label("prefix"), OrderedMeasure.id.label("id"),
        OrderedMeasure.ordered_at.label("at"), OrderedMeasure.what.label("words"),
        due_on.label("due_on"), RunningClock.provisional, state.label("state"),
    )  # fmt: skip
    return _mine(session, liaison, columns, OrderedMeasure)


def _mine(session: Session, liaison: Staff, query: Query, table: Any) -> Query:  # noqa: ANN401 -- Enquiry or OrderedMeasure
    """Narrow *query* to what the liaison may read, with the last clock of each row."""
    query = with_clock(query, table).join(Complaint, Complaint.id == table.complaint_id)
    return query.where(table.organ_id == liaison.organ_id, open_to(session, liaison))


def _line(row: Row[*tuple[Any, ...]]) -> TodoLine:
    number = number_of(row.prefix, row.id, row.at)
    return TodoLine(
        number, row.prefix == MEASURE, row.words, row.due_on, bool(row.provisional),
        PutState(row.state),
    )  # fmt: skip
