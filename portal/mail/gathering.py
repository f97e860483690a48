"""Gathering the facts of a letter: from the rows of a complaint to the plain values it tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
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
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.promises import promise_text
from portal.services.clocks import promised
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


SHEET: Select[*tuple[Any, ...]] = (
    select(
        Complaint.id,
        Complaint.reference,
        Complaint.subject,
        Complaint.filed_at,
        Complaint.closed_at,
        Complaint.language,
        Complaint.anonymous,
        Complaint.next_due_on,
        Complaint.next_due_kind,
        Complaint.next_due_provisional,
        Complaint.decline_code,
        Complaint.decline_reason,
        Organ.name_zh,
        Organ.name_en,
        Staff.name.label("officer"),
        Complainant.email_sealed,
    )
    .join(Organ, Organ.id == Complaint.organ_id)
    .outerjoin(Staff, Staff.id == Complaint.assignee_id)
    .outerjoin(Complainant, Complainant.complaint_id == Complaint.id)
)
"""Everything a letter tells but its outcome, in one question: letters are many."""


def gather(session: Session, order: Order, *, office: Office, now: datetime) -> LetterFacts | None:
    """Return the facts of the letter ordered, or None if its reader left no address."""
    sheet = session.execute(SHEET.where(Complaint.id == order.complaint_id)).one()
    if order.staff_id is not None:
        address = session.scalars(select(Staff.email).where(Staff.id == order.staff_id)).one()
    else:
        address = office.sealer.open(sheet.email_sealed)
    if not address:
        return None
    teller = Teller(session, sheet, office, now)
    return teller.facts(order, address)


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the facts of one complaint from its *sheet*."""

    session: Session
    sheet: Row[*tuple[Any, ...]]
    office: Office
    now: datetime

    def facts(self, order: Order, address: str) -> LetterFacts:
        """Return the facts of the letter ordered, to be sent to *address*."""
        sheet, to_staff = self.sheet, order.staff_id is not None
        return LetterFacts(
            to=address,
            language=Language.SIMPLIFIED if to_staff else sheet.language,
            message_id=order.message_id,
            written_at=self.now.astimezone(self.office.zone),
            reference=sheet.reference,
            subject=sheet.subject,
            organ=Text(sheet.name_zh, sheet.name_en),
            filed_at=sheet.filed_at.astimezone(self.office.zone),
            public_address=self.office.public_address,
            office_name=self.office.name,
            office_phone=self.office.phone,
            anonymous=sheet.anonymous and not to_staff,
            officer=sheet.officer or "",
            next_on=sheet.next_due_on,
            next_what=promise_text(sheet.next_due_kind),
            next_provisional=sheet.next_due_provisional,
            declined=self.declined() if order.letter == "declined" else None,
            outcome=self.outcome() if order.letter == "outcome" else None,
        )

    def declined(self) -> DeclineFacts | None:
        """Return why the complaint was declined, if it was."""
        if self.sheet.decline_code is None:
            return None
        code, more = DeclineCode(self.sheet.decline_code), self.sheet.decline_reason
        return DeclineFacts(
            code=code.value,
            reason=Text(_joined(code.text.zh, more, "。"), _joined(code.text.en, more, ". ")),
            right_body=code.way,
            challenge=self.review(self.sheet.closed_at or self.now),
        )

    def review(self, since: datetime) -> Route:
        """Return where and until when the complainant can ask for a review [practice 7.10]."""
        day = since.astimezone(self.office.zone).date()
        until = promised(
            self.session, ClockKind.REVIEW_REQUEST, day, office=self.office, now=self.now
        )
        address = f"{self.office.public_address}/track"
        return Route(body=REVIEW_BODY, address=address, until=until.due_on)

    def outcome(self) -> OutcomeFacts | None:
        """Return the decision with its findings, if there is one."""
        decision = self.session.scalar(
            select(Decision)
            .where(Decision.complaint_id == self.sheet.id)
            .order_by(Decision.id.desc())
            .limit(1)
        )
        if decision is None:
            return None
        findings = self.session.scalars(
            select(Finding).where(Finding.complaint_id == self.sheet.id).order_by(Finding.id)
        )
        return OutcomeFacts(
            findings=tuple(_finding(finding) for finding in findings),
            severity=decision.severity.text,
            measures=tuple(Measure(measure).text for measure in decision.measures),
            changes=decision.summary,
            review=self.review(decision.decided_at),
        )


def _joined(first: str, then: str, mark: str) -> str:
    return f"{first}{mark}{then}" if then else first


def _finding(finding: Finding) -> FindingFacts:
    return FindingFacts(
        allegation=finding.allegation.category.text,
        conclusion=CONCLUSIONS[finding.inputs["verified"]],
        reason=finding.conclusion,
        clauses=tuple(finding.clauses),
        referred=finding.severity is Severity.REFERRAL,
    )
