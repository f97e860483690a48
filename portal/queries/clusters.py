"""Clusters behind the wall: what is joined, how many they are, and what else is alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from portal.domain.cluster import (
    ALIKE,
    AROUND,
    COMPARED_MAX,
    JOINABLE,
    NEAREST,
    SUGGESTED_MAX,
    likeness,
    shingles,
)
from portal.domain.lifecycle import Status
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Joined:
    """One complaint that is joined with another: since when, by whom and why."""

    reference: str
    subject: str
    status: Status
    assignee: str | None
    joined_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alike:
    """One complaint that could be of the same cause; *percent* is how much is in common.

    *cluster_id* names the cluster that it belongs to already.
    """

    reference: str
    subject: str
    status: Status
    filed_at: datetime
    assignee: str | None
    percent: int
    cluster_id: int | None


STANDS = ClusterMember.left_at.is_(None)
MEMBERSHIP = and_(ClusterMember.complaint_id == Complaint.id, STANDS)
COLUMNS = (
    Complaint.reference, Complaint.subject, Complaint.status, Complaint.filed_at,
    Staff.name.label("assignee"), ClusterMember.cluster_id,
    func.left(Complaint.facts, COMPARED_MAX).label("facts"),
)  # fmt: skip


def joined(session: Session, complaint_id: int) -> tuple[Joined, ...]:
    """Return what is joined with a complaint now, the oldest first."""
    mine, assignee, clerk = aliased(ClusterMember), aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(
            Complaint.reference, Complaint.subject, Complaint.status,
            assignee.name.label("assignee"), ClusterMember.joined_at, clerk.name.label("by"),
            ClusterMember.reason,
        )
        .join(ClusterMember, MEMBERSHIP)
        .join(mine, mine.cluster_id == ClusterMember.cluster_id)
        .join(clerk, clerk.id == ClusterMember.joined_by)
        .outerjoin(assignee, assignee.id == Complaint.assignee_id)
        .where(mine.complaint_id == complaint_id, mine.left_at.is_(None))
        .where(Complaint.id != complaint_id)
        .order_by(Complaint.id)
    )  # fmt: skip
    return tuple(Joined(**row._mapping) for row in rows)  # noqa: SLF001 -- its public name


def cluster_sizes(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return how many stand together with each of those *ids* that is joined, itself counted."""
    mine, other = aliased(ClusterMember), aliased(ClusterMember)
    rows = session.execute(
        select(mine.complaint_id, func.count().label("size"))
        .join(other, other.cluster_id == mine.cluster_id)
        .where(mine.complaint_id.in_(ids), mine.left_at.is_(None), other.left_at.is_(None))
        .group_by(mine.complaint_id)
        .having(func.count() > 1)
    )
    return {row.complaint_id: row.size for row in rows}


def suggested(session: Session, complaint_id: int) -> tuple[Alike, ...]:
    """Return what is alike among what was filed around a complaint about the same organ.

    So many filed next before and after are compared, however many there are.
    """
    own = session.execute(_listed().where(Complaint.id == complaint_id)).one_or_none()
    if own is None:
        return ()
    told = shingles(f"{own.subject}\n{own.facts}")
    found = [_alike(row, told) for row in session.execute(_around(complaint_id, own))]
    found = [each for each in found if each.percent >= ALIKE * 100]
    return tuple(sorted(found, key=lambda each: -each.percent)[:SUGGESTED_MAX])


def joinable(session: Session, complaint_id: int, reference: str) -> Alike | None:
    """Return the complaint of that *reference* if another one can be joined with it."""
    own = session.execute(_listed().where(Complaint.id == complaint_id)).one_or_none()
    row = session.execute(
        _listed()
        .where(Complaint.reference == reference, Complaint.id != complaint_id)
        .where(Complaint.status.in_(JOINABLE))
    ).one_or_none()
    if own is None or row is None:
        return None
    return _alike(row, shingles(f"{own.subject}\n{own.facts}"))


def _listed() -> Select[Any]:
    return (
        select(Complaint.id, Complaint.organ_id, *COLUMNS)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .outerjoin(ClusterMember, MEMBERSHIP)
    )


def _around(complaint_id: int, own: Row[Any]) -> Select[Any]:
    """Return the question for what was filed around *own*, nothing that would join two clusters."""
    near = _side(own, Complaint.id < complaint_id, Complaint.id.desc()).union_all(
        _side(own, Complaint.id > complaint_id, Complaint.id.asc())
    )
    query = _listed().where(
        Complaint.id.in_(select(near.subquery().c.id)),
        Complaint.status.in_(JOINABLE),
        Complaint.filed_at.between(own.filed_at - AROUND, own.filed_at + AROUND),
    )
    return query.where(ClusterMember.id.is_(None)) if own.cluster_id else query


def _side(own: Row[Any], beyond: Any, order: Any) -> Select[Any]:  # noqa: ANN401 -- SQL expressions
    return (
        select(Complaint.id)
        .where(Complaint.organ_id == own.organ_id, beyond)
        .order_by(order)
        .limit(NEAREST)
    )


def _alike(row: Row[Any], told: frozenset[str]) -> Alike:
    return Alike(
        reference=row.reference,
        subject=row.subject,
        status=row.status,
        filed_at=row.filed_at,
        assignee=row.assignee,
        percent=round(100 * likeness(told, shingles(f"{row.subject}\n{row.facts}"))),
        cluster_id=row.cluster_id,
    )
