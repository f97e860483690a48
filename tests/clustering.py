"""Complaints of one cause, for tests of the wall: memberships, and questions on them."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.cluster import Cluster, ClusterMember
from portal.models.complaint import Complaint
from portal.models.likeness import Likeness
from portal.models.staff import Staff
from portal.queries import causes, cluster_events, clusters
from tests.factories import NOW

ABOUT_CLUSTERS: Mapping[str, Callable[[Any], Any]] = {
    "clusters.joined": lambda ask: clusters.joined(ask.session, ask.target.id),
    "clusters.cluster_sizes": lambda ask: clusters.cluster_sizes(ask.session, [ask.target.id]),
    "clusters.suggested": lambda ask: clusters.suggested(ask.session, ask.target.id),
    "clusters.joining": lambda ask: clusters.joining(ask.session, ask.target.id),
    "clusters.candidates": lambda ask: clusters.candidates(
        ask.session, ask.target.id, [ask.target.reference]
    ),
    "cluster_events.cluster_events": lambda ask: cluster_events.cluster_events(
        ask.session, ask.target.id
    ),
}
QUIET_CLUSTERS = {"clusters.suggested", "causes.suggested_causes"}
"""Of two that are joined nothing is suggested; tests/queries/test_causes.py asks about others."""
OVER_CLUSTERS: Mapping[str, Callable[[Any], Any]] = {
    "causes.suggested_causes": lambda ask: causes.suggested_causes(ask.session),
    "causes.joined_causes": lambda ask: causes.joined_causes(ask.session),
}
ALONE = 4


def belong(session: Session, complaint: Complaint) -> None:
    """Let a complaint belong to the one cluster there is, unless it is a fourth; all are alike."""
    others = session.scalars(select(Complaint.id).where(Complaint.id < complaint.id)).all()
    for each in others:
        for one, other in ((each, complaint.id), (complaint.id, each)):
            session.add(Likeness(complaint_id=one, other_id=other, percent=50))
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
