"""The time for the answer: once more of it, if somebody else approves; and its class [1.3(b)]."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass, Extension
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.services import casework, clocks, outbox
from portal.services.office import Office


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
            "before": _iso(complaint.next_due_on),
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
    before, text = complaint.next_due_on, answer_class.text
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
    if complaint.next_due_on != before:
        _owe_notice(session, complaint, now)


def _owe_notice(session: Session, complaint: Complaint, now: datetime) -> None:
    outbox.owe_letter(session, "extended", complaint.id, now=now, occasion=now.isoformat())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
