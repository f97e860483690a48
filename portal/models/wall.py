"""The wall in the data layer: one listener that no query can forget.

Every ORM statement that touches complaints, or rows hanging on them, is narrowed to what the
session's actor may see; a session without an actor sees nothing. Lists, counts, searches, links,
exports and letters all pass through here [practice 7.5, 7.6].
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, event, false, or_, select, true
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from portal.domain.permissions import OFFICE_ROLES, Actor, Role
from portal.models.complaint import Complaint, OfComplaint, Recusal
from portal.models.staff import StaffTie

TIES: Table = StaffTie.metadata.tables["staff_tie"]
RECUSALS: Table = Recusal.metadata.tables["recusal"]
COMPLAINTS: Table = Complaint.metadata.tables["complaint"]


def visible_to(actor: Actor | None, complaint: Any = Complaint) -> ColumnElement[bool]:  # noqa: ANN401 -- class, alias or table
    """Return the condition under which *actor* may know that a complaint exists."""
    if actor is None:
        return false()
    if actor.role is Role.SYSTEM:
        return true()
    if actor.role is Role.COMPLAINANT:
        return own(actor, complaint)
    if actor.role not in OFFICE_ROLES or actor.staff_id is None:
        return false()
    return not_walled(actor.staff_id, complaint)


def own(actor: Actor, complaint: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- class, alias or table
    """Return the condition that the complaint is the actor's own."""
    condition: ColumnElement[bool] = complaint.id == actor.complaint_id
    return condition


def not_walled(staff_id: int, complaint: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- class, alias or table
    """Return the condition that nothing ties *staff_id* to the complaint's subjects."""
    ties = select(TIES.c.organ_id).where(TIES.c.staff_id == staff_id)
    people = select(TIES.c.official_id).where(TIES.c.staff_id == staff_id)
    recused = select(RECUSALS.c.complaint_id).where(RECUSALS.c.staff_id == staff_id)
    free: ColumnElement[bool] = (
        complaint.organ_id.not_in(ties.where(TIES.c.organ_id.is_not(None)))
        & or_(
            complaint.official_id.is_(None),
            complaint.official_id.not_in(people.where(TIES.c.official_id.is_not(None))),
        )
        & complaint.id.not_in(recused)
    )
    return free


@event.listens_for(Session, "do_orm_execute")
def _stand_between(state: ORMExecuteState) -> None:
    """Narrow every ORM statement to what the session's actor may see."""
    actor = state.session.info.get("actor")
    if actor is not None and actor.role is Role.SYSTEM:
        return
    seen = select(COMPLAINTS.c.id).where(visible_to(actor, COMPLAINTS.c))
    state.statement = state.statement.options(
        with_loader_criteria(Complaint, visible_to(actor), include_aliases=True),
        with_loader_criteria(
            OfComplaint,
            lambda cls: cls.complaint_id.in_(seen),
            include_aliases=True,
            track_closure_variables=False,
        ),
    )
