"""Findings: what was established on each allegation, rated by the table on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import severity
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.services import casework, overrides, raising
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Established:
    """What an investigator puts down for one allegation: the inputs and the reasoned words."""

    allegation_id: int
    finding: severity.Finding
    conclusion: str


class MissingFindingError(Exception):
    """Raised when an allegation has no finding: every point must be answered."""


def propose(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    established: Sequence[Established],
    *,
    office: Office,
    now: datetime,
) -> None:
    """Record one finding for each allegation and propose them; overrides of old ones fall away.

    Where they weigh heavier than what was claimed, the complaint goes up at once. Raises
    MissingFindingError, NobodyLeftError.
    """
    allegations = set(
        session.scalars(select(Allegation.id).where(Allegation.complaint_id == complaint.id))
    )
    if {point.allegation_id for point in established} != allegations:
        raise MissingFindingError(complaint.reference)
    casework.advance(session, complaint, actor, Action.PROPOSE_FINDINGS, office=office, now=now)
    overrides.drop(session, complaint, now=now)
    policy = severity.policy_on(now.astimezone(office.zone).date())
    found = [_record(session, complaint, actor, point, policy, now) for point in established]
    graver = raising.Ground(severity.highest(tuple(found)), raising.FOUND)
    raising.raise_to(session, complaint, Actor.system(), graver, office=office, now=now)


def _record(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    point: Established,
    policy: severity.PolicyVersion,
    now: datetime,
) -> severity.Severity:
    outcome = severity.decide(point.finding, policy=policy)
    row = session.scalar(select(Finding).where(Finding.allegation_id == point.allegation_id))
    if row is None:
        row = Finding(complaint_id=complaint.id, allegation_id=point.allegation_id)
    row.inputs = severity.to_record(point.finding)
    row.conclusion = point.conclusion
    row.severity = outcome.severity
    row.row = outcome.row
    row.clauses = list(outcome.clauses)
    row.measures = [measure.value for measure in outcome.measures]
    row.policy_version = str(outcome.policy_version)
    row.staff_id = actor.staff_id or 0
    row.found_at = now
    session.add(row)
    return outcome.severity
