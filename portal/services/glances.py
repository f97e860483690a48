"""Glances: that somebody has read a complaint as it is, and has it open for a moment longer."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.glance import Glance

HERE = timedelta(seconds=75)
"""So long somebody counts as there after the last sign of life, which comes three times in it."""
UNREAD = 0
"""The version that somebody has read who has read none."""


def arrive(
    session: Session, complaint_id: int, actor: Actor, *, version: int, now: datetime
) -> None:
    """Note that *actor* reads the complaint as it is at *version*, and is there."""
    row = {"version": version, "read_at": now, "here_until": now + HERE}
    statement = upsert(Glance).values(complaint_id=complaint_id, staff_id=actor.staff_id, **row)
    session.execute(
        statement.on_conflict_do_update(index_elements=["staff_id", "complaint_id"], set_=row)
    )


def come(session: Session, complaint_id: int, actor: Actor, *, now: datetime) -> None:
    """Note that *actor* is there, at a form; the complaint is read no further by that."""
    row = {"version": UNREAD, "read_at": now, "here_until": now + HERE}
    statement = upsert(Glance).values(complaint_id=complaint_id, staff_id=actor.staff_id, **row)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["staff_id", "complaint_id"], set_={"here_until": now + HERE}
        )
    )


def stay(session: Session, reference: str, actor: Actor, *, now: datetime) -> int | None:
    """Note that *actor* is still there; return the complaint's id, None if there is none."""
    found = session.scalar(select(Complaint.id).where(Complaint.reference == reference))
    own = Glance.complaint_id == found, Glance.staff_id == actor.staff_id
    session.execute(
        update(Glance)
        .where(*own)
        .values(here_until=now + HERE)
        .execution_options(synchronize_session=False)
    )
    return found
