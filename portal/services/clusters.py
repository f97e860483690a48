"""Clusters [7.8]: complaints of one cause are joined, one is taken out, work is carried over.

Whatever is done to one of them goes through its own permissions, lifecycle and log; what is said of
the others names none of them, for not everybody may know of each.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.cluster import Cluster, ClusterMember
from portal.models.complaint import Complaint
from portal.models.wall import as_system
from portal.services import casework

LEFT_ALONE = {
    "zh": "同因的其他投诉都已退出并案",
    "en": "No other of the same cause is left with it",
}


class ClusterError(Exception):
    """Raised when complaints do not stand together as somebody thought they did."""


class OtherOrganError(ClusterError):
    """Raised when complaints about two organs are joined: each organ has findings of its own."""


class JoinedElsewhereError(ClusterError):
    """Raised when complaints are joined that belong to two clusters, or all to one already."""


class GoneError(ClusterError, NoResultFound):
    """Raised when complaints are named that are not there for whoever asks."""


class NotJoinedError(ClusterError):
    """Raised when a complaint is taken out that belongs to no cluster."""


def join(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    others: Collection[str],
    *,
    reason: str,
    now: datetime,
) -> None:
    """Join *complaint* with those of the references *others* that *actor* may see.

    Raises GoneError, OtherOrganError, JoinedElsewhereError, ForbiddenError,
    IllegalTransitionError.
    """
    rows = locked(session, [complaint.reference, *others])
    if len({row.organ_id for row in rows}) > 1:
        raise OtherOrganError(complaint.reference)
    before = {row.complaint_id: row.cluster_id for row in _members(session, rows)}
    clusters = set(before.values())
    if len(clusters) > 1 or len(before) == len(rows):
        raise JoinedElsewhereError(complaint.reference)
    cluster_id = clusters.pop() if clusters else _open(session, actor, now)
    for row in rows:
        casework.note(session, row, actor, Action.JOIN, now=now, reason=reason)
        flag_modified(row, "status")  # whoever looks at it looks again
        if row.id not in before:
            session.add(
                ClusterMember(
                    complaint_id=row.id, cluster_id=cluster_id, joined_by=actor.staff_id,
                    joined_at=now, reason=reason,
                )
            )  # fmt: skip
    session.flush()


def locked(session: Session, references: Collection[str]) -> Sequence[Complaint]:
    """Return the complaints of those references, locked in their order; raises GoneError.

    Locked before anything of this session is written: two at once wait and do not meet crosswise.
    """
    wanted = sorted(set(references))
    query = select(Complaint).where(Complaint.reference.in_(wanted)).order_by(Complaint.id)
    with session.no_autoflush:
        rows = session.scalars(query.with_for_update(of=Complaint)).all()
    if len(rows) != len(wanted):
        raise GoneError(", ".join(wanted))
    return rows


def _members(session: Session, rows: Sequence[Complaint]) -> Sequence[ClusterMember]:
    ids = [row.id for row in rows]
    standing = ClusterMember.left_at.is_(None)
    return session.scalars(
        select(ClusterMember).where(ClusterMember.complaint_id.in_(ids), standing)
    ).all()


def _open(session: Session, actor: Actor, now: datetime) -> int:
    cluster = Cluster(opened_by=actor.staff_id, opened_at=now)
    session.add(cluster)
    session.flush()  # gives its id
    return cluster.id


def take_out(
    session: Session, complaint: Complaint, actor: Actor, *, reason: str, now: datetime
) -> None:
    """Take *complaint* out of its cluster; all that was done to it stays with it.

    One that would be left alone is taken out with it. Raises NotJoinedError, ForbiddenError.
    """
    row = next(iter(_members(session, [complaint])), None)
    if row is None:
        raise NotJoinedError(complaint.reference)
    _leave(session, complaint, actor, row, reason, now)
    with as_system(session):
        left = session.scalars(
            select(ClusterMember)
            .where(ClusterMember.cluster_id == row.cluster_id, ClusterMember.left_at.is_(None))
            .order_by(ClusterMember.id)
        ).all()
        if len(left) == 1:
            alone = session.get_one(Complaint, left[0].complaint_id)
            _leave(session, alone, Actor.system(), left[0], LEFT_ALONE["zh"], now, actor.staff_id)


def _leave(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    row: ClusterMember,
    reason: str,
    now: datetime,
    by: int | None = None,
) -> None:
    casework.note(
        session, complaint, actor, Action.TAKE_OUT, now=now, reason=reason,
        detail=LEFT_ALONE if by else None,
    )  # fmt: skip
    flag_modified(complaint, "status")  # whoever looks at it looks again
    row.left_at, row.left_by, row.left_reason = now, by or actor.staff_id, reason
    session.flush()
