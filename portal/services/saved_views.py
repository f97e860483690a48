"""Saved views: kept, renamed, deleted and brought back by whose they are."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.models.saved_view import SavedView

NAME_MAX = 40
VIEWS_MAX = 20


class TooManyViewsError(Exception):
    """Raised when somebody has as many views as anybody can look through."""


def save(
    session: Session, actor: Actor, name: str, query: str, *, shared: bool, now: datetime
) -> int:
    """Keep *query* under a name, for *actor* or everybody of their role; return the view's id.

    Raises TooManyViewsError.
    """
    mine = SavedView.owner_id == actor.staff_id, SavedView.deleted_at.is_(None)
    if (session.scalar(select(func.count(SavedView.id)).where(*mine)) or 0) >= VIEWS_MAX:
        raise TooManyViewsError
    role: Role | None = actor.role if shared else None
    view = SavedView(
        owner_id=actor.staff_id, name=name[:NAME_MAX], query=query, role=role, created_at=now
    )
    session.add(view)
    session.flush()  # gives view.id
    return view.id


def rename(session: Session, view_id: int, actor: Actor, name: str) -> None:
    """Call a view otherwise; raises NoResultFound for what is not the actor's own."""
    _own(session, view_id, actor).name = name[:NAME_MAX]


def delete(session: Session, view_id: int, actor: Actor, *, now: datetime) -> None:
    """Put a view away; it can be brought back. Raises NoResultFound."""
    _own(session, view_id, actor).deleted_at = now


def bring_back(session: Session, view_id: int, actor: Actor) -> None:
    """Bring back a view that was deleted; raises NoResultFound."""
    _own(session, view_id, actor).deleted_at = None


def _own(session: Session, view_id: int, actor: Actor) -> SavedView:
    own = SavedView.id == view_id, SavedView.owner_id == actor.staff_id
    return session.scalars(select(SavedView).where(*own)).one()
