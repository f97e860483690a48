"""What the demo shows of shared causes: some joined, some only found alike."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo.shapes import DemoComplaint
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import clusters, comparing

REASON = "反映同一处问题，一并调查，分别答复。"


JOINED = "maintenance"
"""The shared cause whose complaints are joined; another one is left to be noticed."""


def gather(session: Session, clerk: Staff, stories: Sequence[DemoComplaint], now: datetime) -> None:
    """Compare everything, and let *clerk* join the complaints of one shared cause."""
    session.flush()
    while comparing.compare_next(session, now=now):
        session.flush()
    subjects = [each.subject for each in stories if each.shared_cause == JOINED]
    query = select(Complaint).where(Complaint.subject.in_(subjects)).order_by(Complaint.id)
    first, *others = session.scalars(query).all()
    references = [each.reference for each in others]
    clusters.join(session, first, clerk.as_actor(), references, reason=REASON, now=now)
