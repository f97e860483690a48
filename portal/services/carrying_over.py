"""Carrying over: what was done on one joined complaint is done to others, each by its own rules.

Each keeps its receipt, clocks and log, has findings of its own, is put up for signature by itself,
and is answered by itself. Nothing goes over that could tell who complained.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import flag_modified

from portal.domain.category import Category
from portal.domain.cluster import FOUND, Hindrance, Part, hindrance
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.severity import from_record
from portal.models.allegation import Allegation
from portal.models.cluster import ClusterMember
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.services import casework, findings, traces
from portal.services.clusters import ClusterError, locked
from portal.services.findings import Established
from portal.services.office import Office
from portal.services.traces import TracesError

GOES = {
    "zh": "本件的办理结果带入并案的其他投诉",
    "en": "What was done here is carried over to others",
}
COMES = {"zh": "由并案的另一件投诉带入", "en": "Carried over from another one of the same cause"}


class NotCarriedError(ClusterError):
    """Raised when something is carried over to a complaint that no longer takes it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One complaint joined with another, and why nothing is carried over to it, if so."""

    reference: str
    subject: str
    hindrance: Hindrance | None


def targets(session: Session, source: Complaint) -> tuple[Target, ...]:
    """Return the others that are joined with *source*, those that take something first."""
    others = _others(session, source)
    here, *parts = _parts(session, [source, *others])
    found = [
        Target(row.reference, row.subject, hindrance(here, part))
        for row, part in zip(others, parts, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: each.hindrance is not None))


def _others(session: Session, source: Complaint) -> Sequence[Complaint]:
    mine, other = aliased(ClusterMember), aliased(ClusterMember)
    return session.scalars(
        select(Complaint)
        .join(other, other.complaint_id == Complaint.id)
        .join(mine, mine.cluster_id == other.cluster_id)
        .where(mine.complaint_id == source.id, other.complaint_id != source.id)
        .where(mine.left_at.is_(None), other.left_at.is_(None))
        .order_by(Complaint.id)
    ).all()


def _parts(session: Session, rows: Sequence[Complaint]) -> list[Part]:
    ids = [row.id for row in rows]
    points: dict[int, set[Category]] = {each: set() for each in ids}
    named = select(Allegation.complaint_id, Allegation.category)
    for row in session.execute(named.where(Allegation.complaint_id.in_(ids))):
        points[row.complaint_id].add(row.category)
    answered = select(Finding.complaint_id).where(Finding.complaint_id.in_(ids))
    found = set(session.scalars(answered))
    return [
        Part(row.status, row.assignee_id, frozenset(points[row.id]), row.id in found)
        for row in rows
    ]


def _found(session: Session, complaint: Complaint) -> Sequence[Finding]:
    return session.scalars(select(Finding).where(Finding.complaint_id == complaint.id)).all()


def telling(session: Session, source: Complaint, *, office: Office) -> tuple[str, ...]:
    """Return what in the findings of *source* could tell who complained [7.5]."""
    words = "\n".join(row.conclusion for row in _found(session, source))
    return traces.found(session, source, words, office=office)


def carry_over(
    session: Session,
    source: Complaint,
    actor: Actor,
    others: Collection[str],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Begin the investigation of *others* as of *source*, or propose its findings to them.

    Raises NotCarriedError, TracesError, ForbiddenError, IllegalTransitionError.
    """
    rows = locked(session, [source.reference, *others])
    if told := telling(session, source, office=office):
        raise TracesError(told)
    allowed = {each.reference for each in targets(session, source) if each.hindrance is None}
    if not others or not allowed.issuperset(others):
        raise NotCarriedError(source.reference)
    casework.note(session, source, actor, Action.CARRY_OVER, now=now, detail=GOES)
    flag_modified(source, "status")  # whoever looks at it looks again
    for row in (each for each in rows if each is not source):
        casework.note(session, row, actor, Action.CARRY_OVER, now=now, detail=COMES)
        _carry(session, source, row, actor, office, now)


def _carry(
    session: Session, source: Complaint, row: Complaint, actor: Actor, office: Office,
    now: datetime,
) -> None:  # fmt: skip
    if source.status not in FOUND:
        casework.advance(session, row, actor, Action.INVESTIGATE, office=office, now=now)
        return
    established = _established(session, source, row)
    findings.propose(session, row, actor, established, office=office, now=now)


def _established(session: Session, source: Complaint, row: Complaint) -> list[Established]:
    """Return a finding for each point of *row*: the same inputs, the same words."""
    known = {each.allegation.category: each for each in _found(session, source)}
    points = session.scalars(select(Allegation).where(Allegation.complaint_id == row.id))
    return [
        Established(
            point.id,
            from_record(known[point.category].inputs),
            known[point.category].conclusion,
        )
        for point in points
    ]
