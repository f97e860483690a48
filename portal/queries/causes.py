"""Shared causes in the whole office: what was found alike and waits to be joined, what is joined.

A group stands where the newest of it stands that is not joined yet. So many complaints of which
something is alike are looked at for one page, however many there are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from portal.domain.cluster import JOINABLE, leading
from portal.domain.lifecycle import Status
from portal.domain.text import Text
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.likeness import Likeness
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.clusters import MEMBERSHIP

PAGE = 20
LOOKED_AT = 500
"""So many complaints with something alike are looked at for one page."""
GROUP_MAX = 20
LINKED_MAX = 2_000
"""So many complaints are followed from one to the next for one page."""


@dataclass(frozen=True, slots=True)
class InCause:
    """One complaint of a group."""

    id: int
    reference: str
    subject: str
    status: Status
    filed_at: datetime
    due_on: date | None
    assignee: str | None
    cluster_id: int | None
    organ: Text


@dataclass(frozen=True, slots=True)
class Cause:
    """Complaints about one organ that say much the same, or that are joined."""

    rows: tuple[InCause, ...]

    @property
    def leading(self) -> int | None:
        """Return which of them leads, by id."""
        return leading({row.id: row.status for row in self.rows})

    @property
    def base(self) -> InCause:
        """Return the one to join the others with: one that is joined, else the first filed."""
        return min(self.rows, key=lambda row: (row.cluster_id is None, row.id))

    @property
    def others(self) -> tuple[str, ...]:
        """Return the references of those that can be joined with it."""
        return tuple(
            row.reference for row in self.rows if row != self.base and row.cluster_id is None
        )


@dataclass(frozen=True, slots=True)
class CausePage:
    """One page of groups, and the id before which the next one begins, if there may be one."""

    causes: tuple[Cause, ...]
    before: int | None


def suggested_causes(session: Session, *, before: int | None = None) -> CausePage:
    """Return the page of groups that wait to be joined and begin before the id *before*."""
    ids = _alike_ids(session, before)
    heads = _heads(session, ids)
    shown, more = heads[:PAGE], heads[PAGE:]
    full = len(ids) == LOOKED_AT
    after = shown[-1] if more else (ids[-1] if full else None)
    return CausePage(_causes(session, shown), after)


def _alike_ids(session: Session, before: int | None) -> Sequence[int]:
    """Return the next complaints of which something is alike, whatever became of them."""
    query = select(Likeness.complaint_id).group_by(Likeness.complaint_id)
    if before is not None:
        query = query.where(Likeness.complaint_id < before)
    return session.scalars(query.order_by(Likeness.complaint_id.desc()).limit(LOOKED_AT)).all()


def _heads(session: Session, ids: Sequence[int]) -> list[int]:
    """Return those of *ids* that are the newest of a group: none alike is newer and waits too."""
    waiting = session.scalars(
        select(Complaint.id)
        .outerjoin(ClusterMember, MEMBERSHIP)
        .where(Complaint.id.in_(ids), Complaint.status.in_(JOINABLE), ClusterMember.id.is_(None))
        .order_by(Complaint.id.desc())
    ).all()
    alike = session.execute(
        _alike(Likeness.complaint_id, Likeness.other_id, ClusterMember.cluster_id)
        .outerjoin(ClusterMember, MEMBERSHIP)
        .where(Likeness.complaint_id.in_(waiting))
    ).all()
    behind = {
        row.complaint_id
        for row in alike
        if row.other_id > row.complaint_id and row.cluster_id is None
    }
    beside = {row.complaint_id for row in alike}
    return [each for each in waiting if each in beside and each not in behind]


def _alike(*columns: Any) -> Select[Any]:  # noqa: ANN401 -- columns of any kind
    """Return the question for *columns* of what is alike with what can be joined."""
    query = select(*columns).join(Complaint, Complaint.id == Likeness.other_id)
    return query.where(Complaint.status.in_(JOINABLE))


def _causes(session: Session, heads: Sequence[int]) -> tuple[Cause, ...]:
    """Return the group of each of the complaints *heads*; none is shown twice."""
    links = _links(session, heads)
    groups: list[list[int]] = []
    shown: set[int] = set()
    for head in heads:
        if head not in shown:
            groups.append(_group(head, links))
            shown.update(groups[-1])
    rows = _rows(session, shown)
    return tuple(
        Cause(tuple(rows[each] for each in sorted(group) if each in rows)) for group in groups
    )


def _links(session: Session, heads: Sequence[int]) -> Mapping[int, set[int]]:
    """Return what is alike, step by step from *heads*, of what can be joined and may be known."""
    links: dict[int, set[int]] = {}
    edge = set(heads)
    while edge and len(links) < LINKED_MAX:
        links |= {each: set() for each in edge}
        found = session.execute(
            _alike(Likeness.complaint_id, Likeness.other_id).where(Likeness.complaint_id.in_(edge))
        )
        for row in found:
            links[row.complaint_id].add(row.other_id)
        edge = {each for known in edge for each in links[known]} - links.keys()
    return links


def _group(head: int, links: Mapping[int, set[int]]) -> list[int]:
    """Return what is alike with *head*, or with what is, the nearest first, so many at most."""
    group = [head]
    for each in group:
        near = sorted(links.get(each, set()) - set(group), reverse=True)
        group += near[: GROUP_MAX - len(group)]
    return group


def _rows(session: Session, ids: Collection[int]) -> Mapping[int, InCause]:
    rows = session.execute(
        select(
            Complaint.id, Complaint.reference, Complaint.subject, Complaint.status,
            Complaint.filed_at, Complaint.next_due_on.label("due_on"),
            Staff.name.label("assignee"), ClusterMember.cluster_id, Organ.name_zh, Organ.name_en,
        )
        .join(Organ, Organ.id == Complaint.organ_id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .outerjoin(ClusterMember, MEMBERSHIP)
        .where(Complaint.id.in_(ids))
    )  # fmt: skip
    return {row.id: _row(row) for row in rows}


def _row(row: Row[*tuple[Any, ...]]) -> InCause:
    return InCause(
        row.id, row.reference, row.subject, row.status, row.filed_at, row.due_on, row.assignee,
        row.cluster_id, Text(row.name_zh, row.name_en),
    )  # fmt: skip


def joined_causes(session: Session, *, before: int | None = None) -> CausePage:
    """Return the page of clusters that begin before the cluster *before*, the newest first."""
    standing = select(ClusterMember.cluster_id).where(ClusterMember.left_at.is_(None))
    if before is not None:
        standing = standing.where(ClusterMember.cluster_id < before)
    together = standing.group_by(ClusterMember.cluster_id).having(func.count() > 1)
    found = session.scalars(together.order_by(ClusterMember.cluster_id.desc()).limit(PAGE + 1))
    shown = (ids := found.all())[:PAGE]
    members: dict[int, list[int]] = {each: [] for each in shown}
    named = select(ClusterMember.cluster_id, ClusterMember.complaint_id).where(
        ClusterMember.cluster_id.in_(shown), ClusterMember.left_at.is_(None)
    )
    for row in session.execute(named.order_by(ClusterMember.complaint_id)):
        members[row.cluster_id].append(row.complaint_id)
    rows = _rows(session, [each for group in members.values() for each in group])
    causes = tuple(Cause(tuple(rows[each] for each in group)) for group in members.values())
    return CausePage(causes, shown[-1] if len(ids) > PAGE else None)
