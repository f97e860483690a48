"""Tags: words of the office on its complaints."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.domain.bulk import TAG_MAX, TAGGING
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.tag import ComplaintTag, Tag


class NotTaggingError(Exception):
    """Raised when somebody tags whose role leaves no marks."""


def tag(session: Session, complaint: Complaint, actor: Actor, name: str, *, now: datetime) -> None:
    """Put the tag of that name on *complaint*; once is enough. Raises NotTaggingError."""
    _require(actor)
    row = {"complaint_id": complaint.id, "tag_id": _tag_id(session, name)}
    statement = upsert(ComplaintTag).values(**row, staff_id=actor.staff_id, at=now)
    session.execute(statement.on_conflict_do_nothing())


def untag(session: Session, complaint: Complaint, actor: Actor, name: str) -> None:
    """Take the tag of that name off *complaint*. Raises NotTaggingError."""
    _require(actor)
    named = select(Tag.id).where(Tag.name == name).scalar_subquery()
    gone = delete(ComplaintTag).where(
        ComplaintTag.complaint_id == complaint.id, ComplaintTag.tag_id == named
    )
    session.execute(gone.execution_options(synchronize_session=False))


def _tag_id(session: Session, name: str) -> int:
    session.execute(upsert(Tag).values(name=name[:TAG_MAX]).on_conflict_do_nothing())
    return session.scalars(select(Tag.id).where(Tag.name == name[:TAG_MAX])).one()


def _require(actor: Actor) -> None:
    if actor.role not in TAGGING or actor.staff_id is None:
        raise NotTaggingError(actor.role)
