"""The saved views that somebody sees: their own, and those shared with their role."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.saved_view import SavedView


@dataclass(frozen=True, slots=True)
class View:
    """One saved view; *own* ones can be renamed and deleted by who sees them."""

    id: int
    name: str
    query: str
    role: Role | None
    own: bool
    deleted: bool


def saved_views(session: Session, staff_id: int, role: Role) -> list[View]:
    """Return the views of a member of staff of that role, by name, their own first."""
    rows = session.scalars(
        select(SavedView)
        .where(or_(SavedView.owner_id == staff_id, SavedView.role == role))
        .where(SavedView.deleted_at.is_(None))
        .order_by(SavedView.owner_id != staff_id, SavedView.name, SavedView.id)
    )
    return [_view(row, staff_id) for row in rows]


def own_view(session: Session, view_id: int, staff_id: int) -> View | None:
    """Return a view of somebody's own, a deleted one too; None if there is no such view."""
    row = session.get(SavedView, view_id)
    return _view(row, staff_id) if row and row.owner_id == staff_id else None


def _view(row: SavedView, staff_id: int) -> View:
    own, deleted = row.owner_id == staff_id, row.deleted_at is not None
    return View(row.id, row.name, row.query, row.role, own, deleted)
