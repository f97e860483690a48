"""Notes of the office: added, and corrected by adding another; never changed [7.5]."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.note import Note
from portal.services import casework

CORRECTION = {"zh": "更正备注", "en": "A note is corrected"}


def add(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    now: datetime,
    corrects: int | None = None,
) -> Note:
    """Add a note, which may put right what an earlier one says.

    Raises ForbiddenError, and NoResultFound for a note that is another complaint's.
    """
    if corrects is not None:
        own = Note.complaint_id == complaint.id
        session.scalars(select(Note.id).where(own, Note.id == corrects)).one()
    casework.note(
        session, complaint, actor, Action.ADD_NOTE, now=now, detail=CORRECTION if corrects else None
    )
    row = Note(
        complaint_id=complaint.id, staff_id=actor.staff_id, at=now, body=body, corrects=corrects
    )
    session.add(row)
    session.flush()  # gives the id
    return row
