"""Gathering the facts of a letter: from the rows of a complaint to the plain values it tells."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.declining import DeclineCode
from portal.domain.filing import Language
from portal.domain.severity import Measure, Severity
from portal.domain.text import Text
from portal.mail.facts import DeclineFacts, FindingFacts, LetterFacts, OutcomeFacts, Route
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.queries.promises import promise_text
from portal.services.deadlines import due_on
from portal.services.office import Office

REVIEW_BODY = Text("上一级行政效能监察机关", "the supervision body one level up")

CONCLUSIONS = {
    "yes": Text("属实", "Substantiated"),
    "no": Text("不属实", "Not substantiated"),
    "undetermined": Text("无法认定", "Undetermined"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A letter that is owed: about which complaint, to whom, under which Message-ID."""

    letter: str
    complaint_id: int
    message_id: str
    staff_id: int | None = None


def gather(
    session: Session, order: Order, *, office: Office, now: datetime
) -> LetterFacts | None:
    """Return the facts of the letter ordered, or None if its reader left no address."""
    complaint = session.get_one(Complaint, order.complaint_id)
    if order.staff_id is not None:
        reader = session.get_one(Staff, order.staff_id)
        return _facts(session, order, complaint, reader.email, office=office, now=now)
    address = _address(session, complaint.id, office)
    return _facts(session, order, complaint, address, office=office, now=now) if address else None


def _address(session: Session, complaint_id: int, office: Office) -> str:
    sealed = session.scalar(
        select(Complainant.email_sealed).where(Complainant.complaint_id == complaint_id)
    )
    return office.sealer.open(sealed)


def _facts(
    session: Session,
    order: Order,
    complaint: Complaint,
    address: str,
    *,
    office: Office,
    now: datetime,
) -> LetterFacts:
    to_staff = order.staff_id is not None
    return LetterFacts(
        to=address,
        language=Language.SIMPLIFIED if to_staff else complaint.language,
        message_id=order.message_id,
        written_at=now.astimezone(office.zone),
        reference=complaint.reference,
        subject=complaint.subject,
        organ=complaint.organ.name,
        filed_at=complaint.filed_at.astimezone(office.zone),
        public_address=office.public_address,
        office_name=office.name,
        office_phone=office.phone,
        anonymous=complaint.anonymous and not to_staff,
        next_on=complaint.next_due_on,
        next_what=promise_text(complaint.next_due_kind),
        declined=_declined(complaint, office, now),
        outcome=_outcome(session, complaint, office) if order.letter == "outcome" else None,
    )


def _declined(complaint: Complaint, office: Office, now: datetime) -> DeclineFacts | None:
    if complaint.decline_code is None:
        return None
    code = DeclineCode(complaint.decline_code)
    return DeclineFacts(
        code=code.value,
        reason=Text(
            _joined(code.text.zh, complaint.decline_reason, "。"),
            _joined(code.text.en, complaint.decline_reason, ". "),
        ),
        right_body=code.way,
        challenge=_review(office, complaint.closed_at or now),
    )


def _joined(first: str, then: str, mark: str) -> str:
    return f"{first}{mark}{then}" if then else first


def _review(office: Office, since: datetime) -> Route:
    """Return where and until when the complainant can ask for a review [practice 7.10]."""
    day = since.astimezone(office.zone).date()
    return Route(
        body=REVIEW_BODY,
        address=f"{office.public_address}/track",
        until=due_on(ClockKind.REVIEW_REQUEST, day, office.zone),
    )


def _outcome(session: Session, complaint: Complaint, office: Office) -> OutcomeFacts | None:
    decision = session.scalar(
        select(Decision)
        .where(Decision.complaint_id == complaint.id)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    if decision is None:
        return None
    findings = session.scalars(
        select(Finding).where(Finding.complaint_id == complaint.id).order_by(Finding.id)
    )
    return OutcomeFacts(
        findings=tuple(_finding(finding) for finding in findings),
        severity=decision.severity.text,
        measures=tuple(Measure(measure).text for measure in decision.measures),
        changes=decision.summary,
        review=_review(office, decision.decided_at),
    )


def _finding(finding: Finding) -> FindingFacts:
    return FindingFacts(
        allegation=finding.allegation.category.text,
        conclusion=CONCLUSIONS[finding.inputs["verified"]],
        reason=finding.conclusion,
        clauses=tuple(finding.clauses),
        referred=finding.severity is Severity.REFERRAL,
    )
