"""The wall in the data layer: one listener that no query can forget.

Every ORM statement that touches complaints, or rows hanging on them, is narrowed to what the
session's actor may see; a session without an actor sees nothing. Lists, counts, searches, links,
exports and letters all pass through here [practice 7.5, 7.6]. What cannot be narrowed, SQL by hand
and statements over bare tables, is refused to everybody but the system. The rule is domain/wall.py.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, event, false, or_, select, true
from sqlalchemy.orm import (
    FromStatement,
    LoaderCriteriaOption,
    ORMExecuteState,
    Session,
    with_loader_criteria,
)

from portal.domain.permissions import Actor, Role
from portal.domain.wall import Walls
from portal.models.complaint import Complaint, OfComplaint, Recusal
from portal.models.inquiry import Inquiry, outside_organs
from portal.models.outbox import OutboxRow
from portal.models.walls import walls_around

RECUSALS: Table = Recusal.metadata.tables["recusal"]
COMPLAINTS: Table = Complaint.metadata.tables["complaint"]
Criteria = tuple[LoaderCriteriaOption, ...]


def visible_to(session: Session, complaint: Any = Complaint) -> ColumnElement[bool]:  # noqa: ANN401 -- class, alias or table
    """Return the condition under which the session's actor may know that a complaint exists."""
    actor: Actor | None = session.info.get("actor")
    if actor is None:
        return false()
    if actor.role is Role.SYSTEM:
        return true()
    if actor.role is Role.COMPLAINANT:
        own: ColumnElement[bool] = complaint.id == actor.complaint_id
        return own
    return outside(walls_in(session, actor), actor.staff_id, complaint)


def walls_in(session: Session, actor: Actor) -> Walls:
    """Return the walls around *actor*, read once for each time somebody acts."""
    known: tuple[Actor, Walls] | None = session.info.get("walls")
    if known is None or known[0] is not actor:
        known = (actor, walls_around(session.connection(), actor))
        session.info["walls"] = known
    return known[1]


def forget(session: Session) -> None:
    """Let the walls be read again: somebody begins to act, or has done."""
    session.info.pop("walls", None)
    session.info.pop("criteria", None)


def outside(walls: Walls, staff_id: int | None, complaint: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- class, alias or table
    """Return the condition that none of *walls* stands before a complaint."""
    if walls.everything:
        return false()
    recused = select(RECUSALS.c.complaint_id).where(RECUSALS.c.staff_id == staff_id)
    conditions: list[ColumnElement[bool]] = [complaint.id.not_in(recused)]
    if walls.own | walls.organs:
        conditions.append(complaint.organ_id.not_in(sorted(walls.own | walls.organs)))
    if walls.officials:
        named = complaint.official_id.not_in(sorted(walls.officials))
        conditions.append(complaint.official_id.is_(None) | named)
    if walls.unnamed:
        elsewhere = complaint.organ_id.not_in(sorted(walls.unnamed))
        conditions.append(complaint.official_id.is_not(None) | elsewhere)
    return and_(*conditions)


def may_know(session: Session, complaint_id: int, actor: Actor) -> bool:
    """Tell, to a session of the system, whether *actor* may know that a complaint exists."""
    walls = walls_around(session.connection(), actor)
    seen = outside(walls, actor.staff_id, Complaint)
    found = select(Complaint.id).where(Complaint.id == complaint_id, seen)
    return session.scalar(found) is not None


@contextmanager
def acting_as(session: Session, actor: Actor) -> Iterator[None]:
    """Let the block be the doing of *actor*, and see what they may see."""
    before = session.info.get("actor")
    session.flush()  # is still the doing of whoever acted before
    session.info["actor"] = actor
    try:
        yield
        session.flush()  # is the doing of *actor*
    finally:
        session.info["actor"] = before


def as_system(session: Session) -> AbstractContextManager[None]:
    """Let the block act as the system: for what follows from an act but is not the actor's own.

    Whoever causes a complaint to change hands need not be able to see who could take it.
    """
    return acting_as(session, Actor.system())


class UnwalledError(Exception):
    """Raised when a statement about complaints is written so that the wall cannot narrow it."""


@event.listens_for(Session, "do_orm_execute")
def _stand_between(state: ORMExecuteState) -> None:
    """Narrow every statement to what the session's actor may see, or refuse it."""
    actor = state.session.info.get("actor")
    if actor is not None and actor.role is Role.SYSTEM:
        return
    if state.is_column_load:
        _narrow_again(state)
        return
    if not state.is_orm_statement or isinstance(state.statement, FromStatement):
        _refuse(state.session, state.statement)
    _narrow(state)


def _narrow(state: ORMExecuteState) -> None:
    session = state.session
    actor: Actor | None = session.info.get("actor")
    known: tuple[Actor | None, Criteria] | None = session.info.get("criteria")
    if known is None or known[0] is not actor:
        known = (actor, _criteria(session))
        session.info["criteria"] = known
    state.statement = state.statement.options(*known[1])


def _criteria(session: Session) -> Criteria:
    """Return what narrows a statement of the actor's: put together once, it fits them all."""
    seen = _seen(session)
    return (
        with_loader_criteria(Complaint, visible_to(session), include_aliases=True),
        with_loader_criteria(
            OfComplaint, lambda cls: cls.complaint_id.in_(seen), include_aliases=True
        ),
        with_loader_criteria(OutboxRow, _owed_to(session), include_aliases=True),
        with_loader_criteria(Inquiry, _asked_before(session), include_aliases=True),
    )


def _narrow_again(state: ORMExecuteState) -> None:
    """Narrow the reading again of one row, which the criteria of a loader do not reach."""
    mapper = state.bind_mapper
    if mapper is not None and isinstance(state.statement, Select):
        state.statement = state.statement.where(_condition(state.session, mapper.class_))


def _condition(session: Session, table: type[Any]) -> ColumnElement[bool]:
    if issubclass(table, Complaint):
        return visible_to(session)
    if issubclass(table, OutboxRow):
        return _owed_to(session)
    if issubclass(table, Inquiry):
        return _asked_before(session)
    if issubclass(table, OfComplaint):
        hanging: ColumnElement[bool] = table.complaint_id.in_(_seen(session))
        return hanging
    return true()


def _owed_to(session: Session) -> ColumnElement[bool]:
    """Return the condition under which the actor may know of a reaction owed.

    What is about no complaint is for members of staff to look after.
    """
    about = OutboxRow.complaint_id.in_(_seen(session))
    actor: Actor | None = session.info.get("actor")
    staff = actor is not None and actor.staff_id is not None
    return or_(about, OutboxRow.complaint_id.is_(None)) if staff else about


def _asked_before(session: Session) -> ColumnElement[bool]:
    """Return the condition under which the actor may know of a first inquiry."""
    actor: Actor | None = session.info.get("actor")
    if actor is None or actor.staff_id is None:
        return false()
    walls = walls_in(session, actor)
    if walls.everything:
        return false()
    without = and_(Inquiry.complaint_id.is_(None), outside_organs(walls))
    return or_(Inquiry.complaint_id.in_(_seen(session)), without)


def _seen(session: Session) -> Select[int]:
    return select(COMPLAINTS.c.id).where(visible_to(session, COMPLAINTS.c))


def _refuse(session: Session, statement: Any) -> None:  # noqa: ANN401 -- SQL of any kind
    """Let a statement pass that reads no walled table itself; its inner ones are narrowed."""
    if isinstance(statement, Select):
        statement = select(true()).select_from(*statement.get_final_froms())
    sql = str(statement.compile(dialect=session.get_bind().dialect))
    if re.search(rf"\b({'|'.join(_walled())})\b", sql):
        raise UnwalledError("ask for complaints through their mapped classes, not by table or text")


def _walled() -> set[str]:
    """Return the names of the tables that the wall covers."""
    covered = (Complaint, OfComplaint, OutboxRow, Inquiry)
    mappers = (each for each in Complaint.registry.mappers if issubclass(each.class_, covered))
    return {str(each.local_table) for each in mappers}
