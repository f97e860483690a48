"""Clusters behind the wall: what is joined, how many they are, and what else is alike."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from portal.domain.cluster import COMPARED_MAX, JOINABLE, SUGGESTED_MAX, Joining, shingles
from portal.domain.comparing import percent, text_of
from portal.domain.lifecycle import Status
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.likeness import Likeness
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Joined:
    """One complaint that is joined with another: since when, by whom and why."""

    id: int
    reference: str
    subject: str
    status: Status
    assignee: str | None
    filed_at: datetime
    due_on: date | None
    joined_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alike:
    """One complaint that could be of the same cause; *percent* is how much is in common."""

    joining: Joining
    reference: str
    version: int
    subject: str
    filed_at: datetime
    assignee: str | None
    percent: int

    @property
    def joined(self) -> bool:
        """Tell whether it stands together with others."""
        return self.joining.cluster_id is not None


STANDS = ClusterMember.left_at.is_(None)
MEMBERSHIP = and_(ClusterMember.complaint_id == Complaint.id, STANDS)
COLUMNS = (
    Complaint.id, Complaint.organ_id, Complaint.reference, Complaint.version, Complaint.subject,
    Complaint.status, Complaint.filed_at, Staff.name.label("assignee"), ClusterMember.cluster_id,
)  # fmt: skip
FACTS = func.left(Complaint.facts, COMPARED_MAX).label("facts")


def joined(session: Session, complaint_id: int) -> tuple[Joined, ...]:
    """Return what is joined with a complaint now, the oldest first."""
    mine, assignee, clerk = aliased(ClusterMember), aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(
            Complaint.id, Complaint.reference, Complaint.subject, Complaint.status,
            assignee.name.label("assignee"), Complaint.filed_at,
            Complaint.next_due_on.label("due_on"), ClusterMember.joined_at,
            clerk.name.label("by"), ClusterMember.reason,
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
    """Return what was found alike and can be joined with a complaint, the most alike first.

    What belongs to another cluster is left out where the complaint is joined itself.
    """
    query = (
        _listed(Likeness.percent)
        .join(Likeness, Likeness.other_id == Complaint.id)
        .where(Likeness.complaint_id == complaint_id, Complaint.status.in_(JOINABLE))
        .order_by(Likeness.percent.desc(), Complaint.id)
        .limit(SUGGESTED_MAX)
    )
    if joining(session, complaint_id).cluster_id:
        query = query.where(ClusterMember.id.is_(None))
    return tuple(_alike(row, row.percent) for row in session.execute(query))


def joining(session: Session, complaint_id: int) -> Joining:
    """Return what of a complaint decides on joining it, which the actor was seen to see."""
    row = session.execute(_listed().where(Complaint.id == complaint_id)).one_or_none()
    return _joining(row) if row else NOTHING


NOTHING = Joining(0, Status.RECEIVED, 0, None)
"""What is not there: nothing is joined with it."""


def candidates(
    session: Session, complaint_id: int, references: Collection[str]
) -> tuple[Alike, ...]:
    """Return the complaints of those *references* that there are for the actor, by number."""
    own = session.execute(_listed(FACTS).where(Complaint.id == complaint_id)).one_or_none()
    if own is None:
        return ()
    named = _listed(FACTS).where(Complaint.reference.in_(references)).order_by(Complaint.id)
    told = shingles(text_of(own.subject, own.facts))
    return tuple(
        _alike(row, percent(told, shingles(text_of(row.subject, row.facts))))
        for row in session.execute(named)
    )


def _listed(*more: Any) -> Select[Any]:  # noqa: ANN401 -- columns of any kind
    return (
        select(*COLUMNS, *more)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .outerjoin(ClusterMember, MEMBERSHIP)
    )


def _joining(row: Row[Any]) -> Joining:
    return Joining(row.id, row.status, row.organ_id, row.cluster_id)


def _alike(row: Row[Any], share: int) -> Alike:
    return Alike(
        joining=_joining(row),
        reference=row.reference,
        version=row.version,
        subject=row.subject,
        filed_at=row.filed_at,
        assignee=row.assignee,
        percent=share,
    )
