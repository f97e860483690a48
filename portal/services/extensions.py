"""The time for the answer: once more of it, if somebody else approves; and its class [1.3(b)].

Whoever handles the complaint may ask; the log keeps the request and what became of it.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass, Extension, ExtensionError
from portal.domain.lifecycle import MORE_TIME, Action
from portal.domain.permissions import Actor
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.services import casework, clocks, forecasts, outbox
from portal.services.office import Office


def pending(session: Session, complaint_id: int) -> CaseLog | None:
    """Return the request for more time that waits for its answer, if there is one."""
    last = session.scalar(
        select(CaseLog)
        .where(CaseLog.complaint_id == complaint_id)
        .where(CaseLog.action.in_(MORE_TIME))
        .order_by(CaseLog.id.desc())
        .limit(1)
    )
    return last if last is not None and last.action == Action.ASK_EXTENSION else None


def ask(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    days: int,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Ask for so many calendar *days* more; until somebody else has agreed the clock runs on.

    Raises ExtensionError where none could be given, or a request waits already; ForbiddenError.
    """
    if pending(session, complaint.id) is not None:
        raise ExtensionError("a request waits for its answer; allowed: one at a time")
    casework.note(
        session,
        complaint,
        actor,
        Action.ASK_EXTENSION,
        now=now,
        reason=reason,
        detail={
            "days": days,
            "before": _iso(clocks.answer_day(session, complaint)),
            "zh": f"申请延长 {days} 日：{reason}",
            "en": f"Asked for {days} days more: {reason}",
        },
    )
    wanted = Extension(days, reason, str(actor.staff_id), now)
    forecasts.extended(session, complaint, wanted, office=office, now=now)


def refuse(
    session: Session, complaint: Complaint, actor: Actor, *, reason: str, now: datetime
) -> None:
    """Refuse the request that waits, with a *reason*: the last day stays, and so it is kept [4.6].

    Raises ExtensionError where nothing was asked; ForbiddenError to whoever handles the complaint.
    """
    asked = pending(session, complaint.id)
    if asked is None:
        raise ExtensionError("nobody has asked for more time; allowed: a request that waits")
    if not reason.strip():
        raise ExtensionError("no reason; allowed: a refusal with its reason")
    days = asked.detail["days"]
    casework.note(
        session,
        complaint,
        actor,
        Action.REFUSE_EXTENSION,
        now=now,
        reason=reason,
        detail={
            "days": days,
            "asked_at": asked.at.isoformat(),
            "asked_for": asked.reason,
            "zh": f"不同意延长 {days} 日：{reason}",
            "en": f"Refused {days} days more: {reason}",
        },
    )


def extend(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    days: int,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Give the running answer so many calendar *days* more and tell the complainant [1.3(b)].

    Raises ExtensionError; ForbiddenError to whoever handles the complaint: nobody approves own
    work.
    """
    casework.note(
        session,
        complaint,
        actor,
        Action.EXTEND,
        now=now,
        reason=reason,
        detail={
            "days": days,
            "before": _iso(clocks.answer_day(session, complaint)),
            "zh": f"延长 {days} 日：{reason}",
            "en": f"Extended by {days} days: {reason}",
        },
    )
    extension = Extension(days, reason, str(actor.staff_id), now)
    clocks.extend(session, complaint, extension, office=office, now=now)
    _owe_notice(session, complaint, now)


def set_class(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    answer_class: AnswerClass,
    *,
    reason: str = "",
    office: Office,
    now: datetime,
) -> None:
    """Set how much work the complaint is [4.4]; a promised day that moves by it is told."""
    before, text = clocks.answer_day(session, complaint), answer_class.text
    casework.note(
        session,
        complaint,
        actor,
        Action.SET_CLASS,
        now=now,
        reason=reason,
        detail={
            "class": answer_class.value,
            "before": _iso(before),
            "zh": f"办理类别：{text.zh}。{reason}",
            "en": f"Class: {text.en}. {reason}",
        },
    )
    clocks.reclass(session, complaint, answer_class, office=office, now=now)
    if clocks.answer_day(session, complaint) != before:
        _owe_notice(session, complaint, now)


def _owe_notice(session: Session, complaint: Complaint, now: datetime) -> None:
    outbox.owe_letter(session, "extended", complaint.id, now=now, occasion=now.isoformat())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
