"""What a complainant sees of their own complaint, found by its receipt code."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import receipt
from portal.domain.filing import Language
from portal.domain.lifecycle import PublicStatus, Status, public_status
from portal.domain.severity import Measure, Severity, Verified
from portal.domain.severity.labels import VERDICTS
from portal.domain.text import Text
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.queries.promises import promise_text


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One change that the complainant is told of."""

    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class TrackedFinding:
    """What was found on one point complained of."""

    allegation: Text
    verdict: Text
    conclusion: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrackedOutcome:
    """The result, in the words the complainant may be given (practice.md, outcome rules)."""

    summary: str
    severity: Severity
    measures: tuple[Text, ...]
    clauses: tuple[str, ...]
    findings: tuple[TrackedFinding, ...]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Tracked:
    """One complaint as its complainant sees it."""

    reference: str
    subject: str
    organ: Text
    public_status: PublicStatus
    filed_at: datetime
    timeline: tuple[TimelineStep, ...]
    next_on: date | None
    next_what: Text | None
    outcome: TrackedOutcome | None
    decline_code: str | None
    decline_reason: str
    language: Language


def by_receipt_code(session: Session, code_text: str, *, key: bytes) -> int | None:
    """Return the id of the complaint that the code opens; None for any code that opens none.

    *key* is the office's receipt key.

    The session's actor must be the system: nobody else may look a complaint up by its code.
    """
    code = receipt.normalise(code_text)
    fingerprint = receipt.fingerprint(key, code or "")
    return session.scalar(select(Complaint.id).where(Complaint.receipt_hash == fingerprint))


def tracked(session: Session, complaint_id: int) -> Tracked | None:
    """Return the complaint as its complainant sees it."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None:
        return None
    return Tracked(
        reference=complaint.reference,
        subject=complaint.subject,
        organ=complaint.organ.name,
        public_status=public_status(complaint.status),
        filed_at=complaint.filed_at,
        timeline=_timeline(session, complaint_id),
        next_on=complaint.next_due_on,
        next_what=promise_text(complaint.next_due_kind),
        outcome=_outcome(session, complaint_id),
        decline_code=complaint.decline_code,
        decline_reason=complaint.decline_reason,
        language=complaint.language,
    )


def _timeline(session: Session, complaint_id: int) -> tuple[TimelineStep, ...]:
    """Return the steps at which the public status changed, oldest first."""
    rows = session.execute(
        select(CaseLog.at, CaseLog.to_status)
        .where(CaseLog.complaint_id == complaint_id)
        .order_by(CaseLog.at, CaseLog.id)
    )
    steps: list[TimelineStep] = []
    for at, status in rows:
        text = public_status(Status(status)).text
        if not steps or steps[-1].text != text:
            steps.append(TimelineStep(at, text))
    return tuple(steps)


def _outcome(session: Session, complaint_id: int) -> TrackedOutcome | None:
    decision = session.scalar(
        select(Decision).where(Decision.complaint_id == complaint_id).order_by(Decision.id.desc())
    )
    if decision is None:
        return None
    return TrackedOutcome(
        summary=decision.summary,
        severity=decision.severity,
        measures=tuple(Measure(measure).text for measure in decision.measures),
        clauses=tuple(decision.clauses),
        findings=_findings(session, complaint_id),
        decided_at=decision.decided_at,
    )


def _findings(session: Session, complaint_id: int) -> tuple[TrackedFinding, ...]:
    rows = session.scalars(
        select(Finding).where(Finding.complaint_id == complaint_id).order_by(Finding.id)
    )
    return tuple(
        TrackedFinding(
            row.allegation.category.text,
            VERDICTS[Verified(row.inputs["verified"])],
            row.conclusion,
            tuple(row.clauses),
        )
        for row in rows
    )
