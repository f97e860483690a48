"""Handing back: "not mine", with a reason, within one working day; a supervisor decides [1.3(c)].

Until somebody else has taken the complaint, the first receiver stays responsible [practice 7.8].
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind, Deadline
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.hand_back import HandBack
from portal.services import assignment, casework
from portal.services.clocks import promised
from portal.services.office import Office

HANDED_BACK = Text("已退回", "handed it back")


class TooLateError(Exception):
    """Raised when the working day in which a complaint can be handed back is over."""


class AlreadyHandedBackError(IllegalTransitionError):
    """Raised when a request of the same person waits for its decision already."""


class NothingHandedBackError(Exception):
    """Raised when there is no request to decide on."""


def hand_back(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Ask to be relieved of *complaint*.

    Raises TooLateError, ForbiddenError, IllegalTransitionError.
    """
    limit = last_day(session, complaint.assigned_at or complaint.filed_at, office=office, now=now)
    if limit.passed(now):
        raise TooLateError(limit.due_on.isoformat())
    if pending(session, complaint) is not None:
        raise AlreadyHandedBackError(complaint.status, Action.HAND_BACK)
    casework.note(session, complaint, actor, Action.HAND_BACK, now=now, reason=reason)
    _drop_overtaken(session, complaint)
    session.add(
        HandBack(complaint_id=complaint.id, staff_id=actor.staff_id or 0, reason=reason, at=now)
    )


def last_day(session: Session, received_at: datetime, *, office: Office, now: datetime) -> Deadline:
    """Return until when a complaint that somebody received then can be handed back."""
    received = received_at.astimezone(office.zone).date()
    return promised(session, ClockKind.HAND_BACK, received, office=office, now=now)


def _drop_overtaken(session: Session, complaint: Complaint) -> None:
    """Forget the request of somebody who no longer has the complaint; the log keeps it."""
    overtaken = _undecided(session, complaint)
    if overtaken is not None:
        session.delete(overtaken)
        session.flush()  # makes room for the one request that can wait


def pending(session: Session, complaint: Complaint) -> HandBack | None:
    """Return the request of whoever has the complaint that waits for a decision, if there is one.

    One is overtaken once the complaint has changed hands since.
    """
    request = _undecided(session, complaint)
    if request is None or request.at < (complaint.assigned_at or request.at):
        return None
    return request if request.staff_id == complaint.assignee_id else None


def _undecided(session: Session, complaint: Complaint) -> HandBack | None:
    return session.scalar(
        select(HandBack).where(HandBack.complaint_id == complaint.id, HandBack.decided_at.is_(None))
    )


def decide(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    granted: bool,
    answer: str,
    office: Office,
    now: datetime,
) -> None:
    """Grant the request, which gives the complaint to another, or refuse it with a reason.

    Raises NothingHandedBackError, ForbiddenError.
    """
    request = pending(session, complaint)
    if request is None:
        raise NothingHandedBackError(complaint.reference)
    casework.note(
        session,
        complaint,
        actor,
        Action.DECIDE_HAND_BACK,
        now=now,
        reason=answer,
        detail={"granted": granted, **_told(granted=granted, answer=answer)},
    )
    request.decided_at, request.decided_by = now, actor.staff_id
    request.granted, request.answer = granted, answer
    if granted:
        assignment.pass_on(
            session, complaint, office=office, now=now, but_not=request.staff_id, why=HANDED_BACK
        )


def _told(*, granted: bool, answer: str) -> dict[str, str]:
    """Return the sentence that the case log keeps, in both languages."""
    verdict = Text("同意退回", "Granted") if granted else Text("不同意退回", "Refused")
    more = f"：{answer}", f": {answer}"
    zh, en = more if answer else ("", "")
    return {"zh": f"{verdict.zh}{zh}", "en": f"{verdict.en}{en}"}
