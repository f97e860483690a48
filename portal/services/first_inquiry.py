"""The first-inquiry desk: visits, calls and letters are received, and who was asked first is kept.

Whoever is asked first answers, hands over at once, or promises a day; a promise on a complaint
starts its clock [1.1, 1.2, 1.3(a), 1.3(b), 1.3(c)].
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.filing import Filing
from portal.domain.inquiry import Asked, Fault, Outcome, require_desk
from portal.domain.permissions import Actor
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.models.organ import Organ
from portal.models.wall import as_system
from portal.services import clocks, intake
from portal.services.intake import Receipt, UnknownOrganError
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked without a complaint; *organ_code* may be empty, *contact* is kept sealed."""

    matter: str
    organ_code: str = ""
    contact: str = ""


class IncompleteError(Exception):
    """Raised when the record lacks what the opinion asks for; *faults* says what."""

    def __init__(self, faults: frozenset[Fault]) -> None:
        super().__init__(", ".join(sorted(faults)))
        self.faults = faults


class AlreadyAnsweredError(Exception):
    """Raised when there is no promise to keep, or no longer."""


def file_for(
    session: Session, filing: Filing, asked: Asked, actor: Actor, *, office: Office, now: datetime
) -> Receipt:
    """File what a visitor, caller or letter writer complains of, with who was asked first.

    Whatever the complaint is about, the desk receives it; whether *actor* sees it afterwards is
    the wall's business. The same form sent again yields the same receipt and records nothing.
    Raises ForbiddenError, IncompleteError, UnknownOrganError, AlreadyFiledError.
    """
    _require(asked, actor, office, now)
    receipt = intake.file_complaint(
        session, filing, office=office, now=now, channel=asked.channel, clerk_id=actor.staff_id
    )
    if receipt.repeated:
        return receipt
    with as_system(session):
        complaint = _complaint(session, receipt.reference)
        session.add(_row(session, asked, actor, now, complaint_id=complaint.id))
        if asked.promises:
            kind = ClockKind.FIRST_INQUIRY_PROMISE
            clocks.start(session, complaint, kind, now=now, limit=asked.due_on)
            clocks.reckon(session, complaint, office=office, now=now)
    return receipt


def record(
    session: Session, question: Question, asked: Asked, actor: Actor, *, office: Office,
    now: datetime,
) -> None:  # fmt: skip
    """Record a question that is no complaint. Raises as file_for does."""
    _require(asked, actor, office, now)
    about = _organ_id(session, question.organ_code) if question.organ_code else None
    sealed = office.sealer.seal(question.contact)
    row = _row(
        session, asked, actor, now,
        matter=question.matter, organ_id=about, contact_sealed=sealed,
    )  # fmt: skip
    session.add(row)


def keep_promise(
    session: Session, inquiry_id: int, actor: Actor, answer: str, *, office: Office, now: datetime
) -> None:
    """Write down the promised *answer*, which ends the clock of the promise [1.3(b)].

    Raises ForbiddenError, NoResultFound for what *actor* cannot see, AlreadyAnsweredError.
    """
    require_desk(actor)
    row = session.scalars(
        select(Inquiry).where(Inquiry.id == inquiry_id).with_for_update(of=Inquiry)
    ).one()
    if row.outcome is not Outcome.PROMISED or row.answered_at is not None:
        raise AlreadyAnsweredError(str(inquiry_id))
    row.answered_at, row.answered_by, row.later_answer = now, actor.staff_id, answer
    if row.complaint_id is not None:
        complaint = session.get_one(Complaint, row.complaint_id, with_for_update={"of": Complaint})
        _end_promise(session, complaint, office=office, now=now)


def _require(asked: Asked, actor: Actor, office: Office, now: datetime) -> None:
    require_desk(actor)
    faults = asked.faults(now.astimezone(office.zone).date())
    if faults:
        raise IncompleteError(faults)


def _complaint(session: Session, reference: str) -> Complaint:
    return session.scalars(select(Complaint).where(Complaint.reference == reference)).one()


def _row(
    session: Session, asked: Asked, actor: Actor, now: datetime, **where: int | str | bytes | None
) -> Inquiry:
    return Inquiry(
        channel=asked.channel,
        people=asked.people,
        asked_name=asked.name,
        asked_post=asked.post,
        asked_organ_id=_organ_id(session, asked.organ_code),
        remit=asked.remit,
        answer=asked.answer,
        outcome=asked.outcome,
        handed_to=asked.handed_to,
        due_on=asked.due_on if asked.promises else None,
        reason=asked.reason if asked.promises else "",
        at=now,
        recorded_by=actor.staff_id,
        **where,
    )


def _organ_id(session: Session, code: str) -> int:
    found = session.scalar(select(Organ.id).where(Organ.code == code, Organ.active))
    if found is None:
        raise UnknownOrganError
    return found


def _end_promise(session: Session, complaint: Complaint, *, office: Office, now: datetime) -> None:
    for row in clocks.rows(session, complaint):
        if _promise_runs(row):
            row.finished_at = now
    clocks.reckon(session, complaint, office=office, now=now)


def _promise_runs(row: RunningClock) -> bool:
    return row.running and row.kind is ClockKind.FIRST_INQUIRY_PROMISE
