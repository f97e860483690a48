"""Upkeep: rows that have served are cleared away, never rows that are still owed."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.models.filer_mark import FilerMark
from portal.models.outbox import OutboxRow
from portal.models.staff import StaffSession

OUTBOX_KEPT = timedelta(days=400)
SESSIONS_KEPT = timedelta(days=90)


def clear_outbox(session: Session, *, now: datetime) -> None:
    """Delete outbox rows done longer than OUTBOX_KEPT ago that no letter log names."""
    session.execute(
        delete(OutboxRow).where(OutboxRow.done_at < now - OUTBOX_KEPT, OutboxRow.kind != "letter")
    )


def clear_sessions(session: Session, *, now: datetime) -> None:
    """Delete sign-ins that ended longer than SESSIONS_KEPT ago."""
    session.execute(delete(StaffSession).where(StaffSession.expires_at < now - SESSIONS_KEPT))


def clear_marks(session: Session, *, today: date) -> None:
    """Delete who filed how often on days before *today*: turns are of one day."""
    session.execute(delete(FilerMark).where(FilerMark.filed_on < today))
