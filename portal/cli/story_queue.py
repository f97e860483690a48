"""What the demo shows of the queue: everything can be found, some is tagged, a view is shared."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import indexing, saved_views, tags

TAG = "涉企"
TAGGED = 3
VIEW = "超期，重的在前"
QUERY = "whose=all&due=overdue&order=severity"


def work_queue(session: Session, supervisor: Staff, now: datetime) -> None:
    """Let every complaint be found, tag some, and share a view with the supervisors."""
    complaints = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    for complaint in complaints:
        indexing.index_complaint(session, complaint.id)
    for complaint in complaints[:TAGGED]:
        tags.tag(session, complaint, supervisor.as_actor(), TAG, now=now)
    saved_views.save(session, supervisor.as_actor(), VIEW, QUERY, shared=True, now=now)
