"""Who was shown who complained, who took which file, and whom the outcome has not reached [7.5]."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.revealing import Disclosed, RevealCode, Way
from portal.models.attachment import Attachment
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.disclosure import Disclosure
from portal.models.staff import Staff
from portal.models.telling import Telling

LISTED = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy of a file that somebody took."""

    file: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Revealed:
    """One breaking of a seal: of which complaint, by whom, when, and why."""

    id: int
    reference: str
    by: str
    at: datetime
    code: RevealCode
    words: str


@dataclass(frozen=True, slots=True)
class ToCall:
    """A complaint whose outcome is to be told by phone; *due_on* is the last day for it."""

    reference: str
    subject: str
    decided_at: datetime
    due_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class ToldOf:
    """How an outcome was told without a letter."""

    way: Way
    words: str
    by: str
    at: datetime


def taken(session: Session, complaint_id: int) -> tuple[Taken, ...]:
    """Return who took copies of the complaint's files, the last first."""
    rows = session.execute(
        select(Attachment.name, Staff.name, Disclosure.at)
        .join(Disclosure, Disclosure.attachment_id == Attachment.id)
        .join(Staff, Staff.id == Disclosure.staff_id)
        .where(Disclosure.complaint_id == complaint_id, Disclosure.what == Disclosed.FILE)
        .order_by(Disclosure.id.desc())
        .limit(LISTED)
    )
    return tuple(Taken(*row) for row in rows)


def revealed(session: Session, *, before: int | None = None) -> tuple[Revealed, ...]:
    """Return one page of broken seals, the last first; the next begins *before* an id."""
    rows: Any = session.execute(
        select(
            Disclosure.id, Complaint.reference, Staff.name, Disclosure.at, Disclosure.code,
            Disclosure.words,
        )
        .join(Complaint, Complaint.id == Disclosure.complaint_id)
        .join(Staff, Staff.id == Disclosure.staff_id)
        .where(Disclosure.what == Disclosed.IDENTITY)
        .where(Disclosure.id < before if before else Disclosure.id.is_not(None))
        .order_by(Disclosure.id.desc())
        .limit(LISTED)
    )  # fmt: skip
    return tuple(Revealed(*row) for row in rows)


def to_be_called(session: Session) -> tuple[ToCall, ...]:
    """Return the outcomes that no letter tells and nobody has told, the longest waiting first."""
    recorded = exists().where(Telling.decision_id == Decision.id)
    rows: Any = session.execute(
        select(
            Complaint.reference, Complaint.subject, Complaint.decided_at, Complaint.next_due_on,
            Complaint.next_due_provisional,
        )
        .join(Decision, Decision.complaint_id == Complaint.id)
        .join(Complainant, Complainant.complaint_id == Complaint.id)
        .where(Complaint.status == Status.DECIDED, Decision.decided_at == Complaint.decided_at)
        .where(Complainant.email_sealed.is_(None), Complainant.phone_sealed.is_not(None))
        .where(~recorded)
        .order_by(Complaint.decided_at, Complaint.id)
        .limit(LISTED)
    )  # fmt: skip
    return tuple(ToCall(*row) for row in rows)


def tellings(session: Session, complaint_id: int) -> tuple[ToldOf, ...]:
    """Return how the outcomes of one complaint were told without a letter, the last first."""
    rows = session.execute(
        select(Telling.way, Telling.words, Staff.name, Telling.at)
        .join(Staff, Staff.id == Telling.staff_id)
        .where(Telling.complaint_id == complaint_id)
        .order_by(Telling.id.desc())
    )
    return tuple(ToldOf(*row) for row in rows)
