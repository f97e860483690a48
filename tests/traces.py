"""What working the queue leaves on a complaint, for tests."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.bulk import TAGGING, Deed
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import bulk_runs, glances, indexing, tags
from tests.factories import NOW

TAG = "涉企"


def leave_traces(session: Session, complaint: Complaint) -> None:
    """Let somebody find, open, tag and export *complaint*."""
    clerk = session.scalars(select(Staff).order_by(Staff.id)).first()
    if clerk is None:
        return
    actor = clerk.as_actor()
    indexing.index_complaint(session, complaint.id)
    glances.arrive(session, complaint.id, actor, version=complaint.version, now=NOW)
    session.flush()
    if clerk.role in TAGGING:
        tags.tag(session, complaint, actor, TAG, now=NOW)
    bulk_runs.begin(session, actor, Deed.EXPORT, [complaint.id], now=NOW)
