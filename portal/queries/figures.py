"""How many complaints there are, for those who watch the machine."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow


def complaints_by_status(session: Session) -> Mapping[Status, int]:
    """Return how many complaints the actor may see in each status, none included."""
    rows = session.execute(select(Complaint.status, func.count()).group_by(Complaint.status))
    return dict.fromkeys(Status, 0) | dict(iter(rows))


def stranded(session: Session) -> int:
    """Return how many received complaints nobody at all could take, as far as the actor may see."""
    given_up = select(OutboxRow.complaint_id).where(
        OutboxRow.kind == "assign", OutboxRow.parked_at.is_not(None)
    )
    waiting = select(func.count()).where(
        Complaint.status == Status.RECEIVED, Complaint.id.in_(given_up)
    )
    return session.scalar(waiting) or 0
