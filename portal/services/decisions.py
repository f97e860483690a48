"""Decisions: the outcome over all findings, told to the complainant, then the file is closed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor
from portal.domain.severity import highest
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.services import casework, outbox
from portal.services.findings import MissingFindingError
from portal.services.office import Office


def decide(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    summary: str,
    office: Office,
    now: datetime,
) -> None:
    """Decide as the findings say and owe the outcome to the complainant [2.4(d)].

    Raises MissingFindingError when a point complained of has no finding.
    """
    findings = _complete_findings(session, complaint)
    severity = highest(tuple(finding.severity for finding in findings))
    rows = {finding.allegation.category.value: finding.row for finding in findings}
    casework.advance(
        session,
        complaint,
        actor,
        Action.DECIDE,
        office=office,
        now=now,
        reason=summary,
        detail={"severity": severity.value, "rows": rows},
    )
    session.add(
        Decision(
            complaint_id=complaint.id,
            severity=severity,
            measures=_union(finding.measures for finding in findings),
            clauses=_union(finding.clauses for finding in findings),
            summary=summary,
            policy_version=findings[0].policy_version,
            decided_by_id=actor.staff_id,
            decided_at=now,
        )
    )
    complaint.decided_by_id = actor.staff_id
    outbox.owe_letter(session, "outcome", complaint.id, now=now, occasion=now.isoformat())


def _complete_findings(session: Session, complaint: Complaint) -> list[Finding]:
    findings = list(
        session.scalars(
            select(Finding).where(Finding.complaint_id == complaint.id).order_by(Finding.id)
        )
    )
    points = session.scalar(
        select(func.count()).select_from(Allegation).where(Allegation.complaint_id == complaint.id)
    )
    if len(findings) != points:
        raise MissingFindingError(complaint.reference)
    return findings


def _union(lists: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(value for values in lists for value in values))


def owe_closing(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Owe the closing of a complaint whose outcome has just gone out."""
    outbox.put(
        session,
        "close",
        outbox.UPKEEP,
        complaint_id=complaint_id,
        now=now,
        dedupe_key=f"close:{complaint_id}:{now.isoformat()}",
    )


class OutcomeNotOutError(Exception):
    """Raised while the outcome letter is neither sent nor parked: closing has to wait."""


def close(session: Session, complaint_id: int, *, office: Office, now: datetime) -> None:
    """Close a decided complaint once its outcome is out; raises OutcomeNotOutError."""
    complaint = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
    if complaint.status is not Status.DECIDED:
        return
    if outbox.letter_waiting(session, "outcome", complaint_id):
        raise OutcomeNotOutError(complaint.reference)
    casework.advance(session, complaint, Actor.system(), Action.CLOSE, office=office, now=now)
