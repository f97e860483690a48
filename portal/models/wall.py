"""The wall in the data layer: one listener that no query can forget.

Every ORM statement that touches complaints, or rows hanging on them, is narrowed to what the
session's actor may see; a session without an actor sees nothing. Lists, counts, searches, links,
exports and letters all pass through here [practice 7.5, 7.6]. The rule is domain/wall.py.
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, event, false, select, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from portal.domain.permissions import Actor, Role
from portal.domain.wall import Walls
from portal.models.complaint import Complaint, OfComplaint, Recusal
from portal.models.walls import walls_around

RECUSALS: Table = Recusal.metadata.tables["recusal"]
COMPLAINTS: Table = Complaint.metadata.tables["complaint"]


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


@event.listens_for(Session, "do_orm_execute")
def _stand_between(state: ORMExecuteState) -> None:
    """Narrow every ORM statement to what the session's actor may see."""
    actor = state.session.info.get("actor")
    if actor is not None and actor.role is Role.SYSTEM:
        return
    seen = select(COMPLAINTS.c.id).where(visible_to(state.session, COMPLAINTS.c))
    state.statement = state.statement.options(
        with_loader_criteria(Complaint, visible_to(state.session), include_aliases=True),
        with_loader_criteria(
            OfComplaint,
            lambda cls: cls.complaint_id.in_(seen),
            include_aliases=True,
            track_closure_variables=False,
        ),
    )
