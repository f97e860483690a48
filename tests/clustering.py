"""Complaints of one cause, for tests of the wall: memberships, and questions on them."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.cluster import Cluster, ClusterMember
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.queries import clusters
from tests.factories import NOW

ABOUT_CLUSTERS: Mapping[str, Callable[[Any], Any]] = {
    "clusters.joined": lambda ask: clusters.joined(ask.session, ask.target.id),
    "clusters.cluster_sizes": lambda ask: clusters.cluster_sizes(ask.session, [ask.target.id]),
    "clusters.suggested": lambda ask: clusters.suggested(ask.session, ask.target.id),
    "clusters.joinable": lambda ask: clusters.joinable(ask.session, 0, ask.target.reference),
}
QUIET_CLUSTERS = {"clusters.suggested", "clusters.joinable"}
"""What is joined already is not suggested; tests/queries/test_clusters.py asks about the others."""
ALONE = 4


def belong(session: Session, complaint: Complaint) -> None:
    """Let a complaint belong to the one cluster there is, unless it is a fourth."""
    if complaint.id % ALONE == 0:
        return
    clerk = session.scalars(select(Staff.id)).first()
    cluster = session.scalars(select(Cluster)).first()
    if cluster is None:
        cluster = Cluster(opened_by=clerk, opened_at=NOW)
        session.add(cluster)
        session.flush()  # gives its id
    session.add(
        ClusterMember(
            complaint_id=complaint.id, cluster_id=cluster.id, joined_by=clerk, joined_at=NOW,
            reason="同一窗口",
        )
    )  # fmt: skip
