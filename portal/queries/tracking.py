"""What a complainant sees of their own complaint, found by its receipt code."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain import receipt
from portal.domain.clock import ClockKind
from portal.domain.filing import Language
from portal.domain.lifecycle import (
    Action,
    PublicStatus,
    Status,
    possible_actions,
    public_status,
)
from portal.domain.permissions import Actor, Case, may
from portal.domain.promises import RIGHTS
from portal.domain.severity import Measure, Severity, Verified
from portal.domain.severity.labels import VERDICTS
from portal.domain.text import Text
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.queries.conversation import asked
from portal.queries.promises import next_promise
from portal.queries.ratings import Rated, rating
from portal.queries.standing import REVIEWS_ASKED

TOLD = frozenset({Status.DECIDED, Status.CLOSED, Status.DECLINED, Status.UNDER_REVIEW})
"""Where a result or a refusal stands; set aside by a review, it is told no longer."""
TOLD_WORDS = (
    Action.TRANSFER,
    Action.SET_CLASS,
    Action.EXTEND,
    Action.RECKON,
    Action.REPORT_BACK,
    Action.CONCLUDE_REVIEW,
    Action.CONCLUDE_SECOND_REVIEW,
    Action.REOPEN,
    Action.ESCALATE,
)
"""Steps whose words are meant for the complainant."""


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One change that the complainant is told of."""

    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class TrackedFinding:
    """What was found on one point complained of; *adopted* policy where the opinion is silent."""

    allegation: Text
    verdict: Text
    conclusion: str
    clauses: tuple[str, ...]
    adopted: tuple[str, ...] = ()


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
class Said:
    """What the office said with a step that ended or moved the complaint."""

    at: datetime
    action: Text
    words: str
    target: str


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
    next_kind: ClockKind | None
    next_provisional: bool
    outcome: TrackedOutcome | None
    decline_code: str | None
    decline_reason: str
    language: Language
    case: Case
    status: Status
    question: str
    review_until: date | None
    review_provisional: bool
    said: tuple[Said, ...]
    rated: Rated | None

    def acts(self, today: date) -> frozenset[Action]:
        """Return what the complainant can do on that day of the office."""
        return frozenset(
            action
            for action in possible_actions(self.status)
            if may(Actor.complainant(self.case.complaint_id), action, self.case)
            and (action not in REVIEWS_ASKED or self._in_time(today))
            and (action is not Action.RATE or self.rated is None)
        )

    def _in_time(self, today: date) -> bool:
        return self.review_until is None or today <= self.review_until


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
    promise, right = next_promise(session, complaint_id), _review_right(session, complaint_id)
    return Tracked(
        reference=complaint.reference,
        subject=complaint.subject,
        organ=complaint.organ.name,
        public_status=public_status(complaint.status),
        filed_at=complaint.filed_at,
        timeline=_timeline(session, complaint_id),
        next_on=promise.due_on if promise else None,
        next_kind=promise.kind if promise else None,
        next_provisional=bool(promise and promise.provisional),
        outcome=_outcome(session, complaint_id) if complaint.status in TOLD else None,
        decline_code=complaint.decline_code if complaint.status in TOLD else None,
        decline_reason=complaint.decline_reason,
        language=complaint.language,
        case=complaint.as_case(),
        status=complaint.status,
        question=asked(session, complaint.id),
        review_until=right.due_on if right else None,
        review_provisional=bool(right and right.provisional),
        said=_said(session, complaint),
        rated=rating(session, complaint_id),
    )


def _review_right(session: Session, complaint_id: int) -> RunningClock | None:
    """Return the clock of the last day on which a review can be asked for, once it runs."""
    return session.scalar(
        select(RunningClock)
        .where(RunningClock.complaint_id == complaint_id, RunningClock.kind.in_(RIGHTS))
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .order_by(RunningClock.due_on.desc())
        .limit(1)
    )


def _said(session: Session, complaint: Complaint) -> tuple[Said, ...]:
    """Return what was said with each step that is told; of a possible referral, nothing."""
    if complaint.provisional_severity is Severity.REFERRAL:
        return ()
    tongue = complaint.language
    rows = session.execute(
        select(CaseLog.at, CaseLog.action, CaseLog.reason, CaseLog.detail)
        .where(CaseLog.complaint_id == complaint.id, CaseLog.action.in_(TOLD_WORDS))
        .order_by(CaseLog.id)
    )
    return tuple(
        Said(row.at, Action(row.action).text, _words(row, tongue), row.detail.get("target", ""))
        for row in rows
    )


def _words(row: Row[*tuple[Any, ...]], language: Language) -> str:
    """Return the words of a step: in English where the log has them so for who reads English."""
    words: str = row.detail.get("told", row.reason)
    return words if language is Language.ENGLISH else row.reason


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
        findings=_findings(session, complaint_id, decision.adopted),
        decided_at=decision.decided_at,
    )


def _findings(session: Session, about: int, adopted: list[str]) -> tuple[TrackedFinding, ...]:
    """Return the findings; where the opinion is silent, with the adopted policy they rest on."""
    rows = select(Finding).where(Finding.complaint_id == about).order_by(Finding.id)
    return tuple(
        TrackedFinding(
            row.allegation.category.text,
            VERDICTS[Verified(row.inputs["verified"])],
            row.conclusion,
            tuple(row.clauses),
            () if row.clauses else tuple(adopted),
        )
        for row in session.scalars(rows)
    )
