"""Casework: the only way a status changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.domain import permissions
from portal.domain.lifecycle import OPEN, Action, Status, next_status, require_standing
from portal.domain.permissions import Actor
from portal.domain.timing import effect_of
from portal.models.case_log import CaseLog
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.services import clocks, conversation, outbox
from portal.services.office import Office


def advance(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    action: Action,
    *,
    office: Office,
    now: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Carry out *action*: permission, transition, dates and log row in one place.

    Raises ForbiddenError or IllegalTransitionError and then changes nothing.
    """
    before, after = complaint.status, require(complaint, actor, action)
    effect = effect_of(action)
    why = reason or action.text.zh
    if effect.resumes:
        conversation.settle(session, complaint, now=now)
    clocks.apply(session, complaint, effect, evidence=why, office=office, now=now)
    complaint.status = after
    _date(complaint, before, after, now)
    _log(session, complaint, actor, action, before, now=now, reason=reason, detail=detail)
    if after is Status.CLOSED:
        _invite(session, complaint, now)


def require(complaint: Complaint, actor: Actor, action: Action) -> Status:
    """Return the status that *action* leads to, if *actor* may take it now: nothing is changed.

    Raises ForbiddenError or IllegalTransitionError.
    """
    permissions.require(actor, action, complaint.as_case())
    return next_status(complaint.status, action)


def _invite(session: Session, complaint: Complaint, now: datetime) -> None:
    """Owe the invitation to rate, once, to a complainant who left an address [8.4]."""
    address = exists().where(
        Complainant.complaint_id == complaint.id, Complainant.email_sealed.is_not(None)
    )
    if session.scalar(select(address)):
        outbox.owe_letter(session, "rating", complaint.id, now=now)


def note(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    action: Action,
    *,
    now: datetime,
    reason: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Log an *action* that leaves the status as it is, if *actor* may take it now.

    Raises ForbiddenError or IllegalTransitionError.
    """
    permissions.require(actor, action, complaint.as_case())
    require_standing(complaint.status, action)
    status = complaint.status
    _log(session, complaint, actor, action, status, now=now, reason=reason, detail=detail)


def _log(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    action: Action,
    before: Status,
    *,
    now: datetime,
    reason: str,
    detail: dict[str, Any] | None,
) -> None:
    session.add(
        CaseLog(
            complaint_id=complaint.id,
            at=now,
            role=actor.role,
            staff_id=actor.staff_id,
            action=action.value,
            from_status=before,
            to_status=complaint.status,
            reason=reason,
            detail=detail or {},
        )
    )


def _date(complaint: Complaint, before: Status, after: Status, now: datetime) -> None:
    """Write down the instants that the status brings with it."""
    if after is Status.ACCEPTED and before is not after:
        complaint.accepted_at = now
    if after is Status.DECIDED and before is not after:
        complaint.decided_at = now
    if after is Status.UNDER_REVIEW and before is not after:
        complaint.reviews += 1
    complaint.closed_at = None if after in OPEN else (complaint.closed_at or now)


def accept(
    session: Session, complaint: Complaint, actor: Actor, *, office: Office, now: datetime
) -> None:
    """Take the complaint up, and tell the complainant."""
    advance(session, complaint, actor, Action.ACCEPT, office=office, now=now)
    outbox.owe_letter(session, "accepted", complaint.id, now=now)


def decline(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    code: str,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Refuse the complaint with a coded reason and tell the complainant [practice 7.3]."""
    advance(
        session,
        complaint,
        actor,
        Action.DECLINE,
        office=office,
        now=now,
        reason=reason,
        detail={"code": code},
    )
    complaint.decline_code, complaint.decline_reason = code, reason
    outbox.owe_letter(session, "declined", complaint.id, now=now)


def ask_clarification(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    question: str,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Ask the complainant *question*; until they answer, the clocks stand still."""
    advance(
        session, complaint, actor, Action.ASK_CLARIFICATION, office=office, now=now, reason=question
    )
    row = conversation.put_down(session, complaint, actor, question, now=now, waits=True)
    outbox.owe_letter(
        session, "clarification", complaint.id, now=now, occasion=now.isoformat(), said_id=row.id
    )


def clarify(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    text: str,
    *,
    office: Office,
    now: datetime,
) -> Message:
    """Take the complainant's answer; the clocks go on."""
    advance(session, complaint, actor, Action.CLARIFY, office=office, now=now, reason=text)
    return conversation.put_down(session, complaint, actor, text, now=now)


def transfer(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    target: str,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Pass the complaint on to *target*, which can act on it, and tell the complainant [7.12]."""
    told = {"zh": f"转往{target}：{reason}", "en": f"Passed on to {target}: {reason}"}
    advance(
        session,
        complaint,
        actor,
        Action.TRANSFER,
        office=office,
        now=now,
        reason=reason,
        detail={"target": target, **told},
    )
    outbox.owe_letter(session, "transferred", complaint.id, now=now, occasion=now.isoformat())


def withdraw(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Let the complainant take the complaint back; nobody has to say why."""
    advance(session, complaint, actor, Action.WITHDRAW, office=office, now=now, reason=reason)
