"""Who holds a complaint, as the actor that they are."""

from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.staff import Staff


def holder(session: Session, complaint: Complaint) -> Actor:
    """Return the member of staff to whom *complaint* is assigned."""
    return session.get_one(Staff, complaint.assignee_id).as_actor()
