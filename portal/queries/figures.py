"""How many complaints there are, for those who watch the machine."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.models.complaint import Complaint


def complaints_by_status(session: Session) -> Mapping[Status, int]:
    """Return how many complaints the actor may see in each status, none included."""
    rows = session.execute(select(Complaint.status, func.count()).group_by(Complaint.status))
    return dict.fromkeys(Status, 0) | dict(iter(rows))
