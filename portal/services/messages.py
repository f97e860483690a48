"""Messages to and from the complainant; while an answer is awaited, the clocks stand still."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.clock import TollingCause
from portal.domain.conversation import AWAITING, Sender
from portal.domain.evidence import Source
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor
from portal.domain.timing import Effect
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.services import casework, clocks, conversation, evidence, outbox
from portal.services.evidence import Came
from portal.services.office import Office

RESUMED = Effect(resumes=True)
AWAITED = {"zh": "等待答复，期限中止", "en": "An answer is awaited; the clocks stand still"}
ANSWERED = {"zh": "已答复，期限继续计算", "en": "The answer is here; the clocks go on"}


class NotWaitingError(Exception):
    """Raised when there is no answer to wait for any more."""


def send(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    files: Sequence[StoredFile] = (),
    waits: bool = False,
    office: Office,
    now: datetime,
) -> Message:
    """Write to the complainant, who gets a letter; with *waits* the clocks stand still until then.

    Raises ForbiddenError, and IllegalTransitionError while a complaint so stands that nothing can
    wait for the complainant.
    """
    if waits and complaint.status not in AWAITING:
        raise IllegalTransitionError(complaint.status, Action.SEND_MESSAGE)
    casework.note(
        session, complaint, actor, Action.SEND_MESSAGE, now=now, detail=AWAITED if waits else None
    )
    before = conversation.waiting(session, complaint)
    row = conversation.put_down(session, complaint, actor, body, now=now, waits=waits)
    if waits and not before:
        _stand_still(session, complaint, actor, body, office=office, now=now)
    came = Came(Source.OFFICE, actor.staff_id, message_id=row.id)
    evidence.keep(session, complaint.id, files, came, now=now)
    letter = "clarification" if waits else "message"
    outbox.owe_letter(
        session, letter, complaint.id, now=now, occasion=f"said:{row.id}", said_id=row.id
    )
    return row


def _stand_still(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    office: Office,
    now: datetime,
) -> None:
    clocks.toll(
        session, complaint, TollingCause.COMPLAINANT, body,
        first_on=now.astimezone(office.zone).date(), now=now, staff_id=actor.staff_id,
    )  # fmt: skip
    clocks.reckon(session, complaint, office=office, now=now)


def write(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    files: Sequence[StoredFile] = (),
    office: Office,
    now: datetime,
) -> Message:
    """Take what the complainant writes; if it was waited for, the clocks go on.

    Raises ForbiddenError or IllegalTransitionError.
    """
    if complaint.status is Status.CLARIFICATION:
        row = casework.clarify(session, complaint, actor, body, office=office, now=now)
    else:
        row = _written(session, complaint, actor, body, office=office, now=now)
    came = Came(Source.COMPLAINANT, message_id=row.id)
    evidence.keep(session, complaint.id, files, came, now=now)
    return row


def _written(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    body: str,
    *,
    office: Office,
    now: datetime,
) -> Message:
    awaited = bool(conversation.waiting(session, complaint))
    casework.note(
        session, complaint, actor, Action.WRITE, now=now, detail=ANSWERED if awaited else None
    )
    if awaited:
        _go_on(session, complaint, body, office=office, now=now)
    return conversation.put_down(session, complaint, actor, body, now=now)


def stop_waiting(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Go on without the answer; raises NotWaitingError where none is awaited."""
    if not conversation.waiting(session, complaint):
        raise NotWaitingError(complaint.reference)
    casework.note(session, complaint, actor, Action.STOP_WAITING, now=now, reason=reason)
    _go_on(session, complaint, reason, office=office, now=now)


def _go_on(
    session: Session, complaint: Complaint, why: str, *, office: Office, now: datetime
) -> None:
    conversation.settle(session, complaint, now=now)
    clocks.apply(session, complaint, RESUMED, evidence=why, office=office, now=now)


def mark_read(session: Session, complaint_id: int, actor: Actor, *, now: datetime) -> None:
    """Note that the other side's messages have been seen, the first time they are."""
    theirs = Sender.COMPLAINANT if actor.staff_id else Sender.OFFICE
    session.execute(
        update(Message)
        .where(Message.complaint_id == complaint_id, Message.sender == theirs)
        .where(Message.read_at.is_(None))
        .values(read_at=now, read_by=actor.staff_id)
    )
