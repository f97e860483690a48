"""What happened to a cluster: who was joined and taken out, when, by whom and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.staff import Staff

EVENTS_MAX = 200


@dataclass(frozen=True, slots=True)
class ClusterEvent:
    """One complaint that was joined or, where *out*, taken out."""

    at: datetime
    reference: str
    out: bool
    by: str
    reason: str


def cluster_events(session: Session, complaint_id: int) -> tuple[ClusterEvent, ...]:
    """Return what happened to every cluster that a complaint ever belonged to, the latest first."""
    mine, joiner, leaver = aliased(ClusterMember), aliased(Staff), aliased(Staff)
    clusters = select(mine.cluster_id).where(mine.complaint_id == complaint_id)
    rows = session.execute(
        select(
            Complaint.reference, ClusterMember.joined_at, ClusterMember.reason,
            ClusterMember.left_at, ClusterMember.left_reason, joiner.name.label("joiner"),
            leaver.name.label("leaver"),
        )
        .join(Complaint, Complaint.id == ClusterMember.complaint_id)
        .join(joiner, joiner.id == ClusterMember.joined_by)
        .outerjoin(leaver, leaver.id == ClusterMember.left_by)
        .where(ClusterMember.cluster_id.in_(clusters))
        .order_by(ClusterMember.id.desc())
        .limit(EVENTS_MAX)
    )  # fmt: skip
    events = [event for row in rows for event in _events(row)]
    return tuple(sorted(events, key=lambda each: each.at, reverse=True))


def _events(row: Row[*tuple[Any, ...]]) -> list[ClusterEvent]:
    joined = ClusterEvent(row.joined_at, row.reference, False, row.joiner, row.reason)
    if row.left_at is None:
        return [joined]
    return [ClusterEvent(row.left_at, row.reference, True, row.leaver, row.left_reason), joined]
