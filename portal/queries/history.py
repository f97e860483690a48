"""What has happened to one complaint: the case log, and the letters sent, waiting or parked.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.letters import letter_text, recipient_of, recipient_text
from portal.domain.permissions import Role
from portal.domain.statuses import ACTION_TEXTS, Action, Status
from portal.domain.text import Text
from portal.models.case_log import CaseLog
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff

FILED = Text("提交投诉", "Filed")
UNKNOWN = Text("其他", "Other")


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the case log."""

    id: int
    at: datetime
    role: Role
    name: str | None
    action: Text
    status: Status
    reason: Text | None


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One letter: sent on a day, or still to be sent, or parked for somebody to look at."""

    letter: Text
    recipient: Text
    sent_at: datetime | None
    parked: bool = False


def steps(session: Session, complaint_id: int) -> tuple[Step, ...]:
    """Return the case log, newest first."""
    rows = session.execute(
        select(
            CaseLog.id, CaseLog.at, CaseLog.role, CaseLog.action, CaseLog.to_status, CaseLog.reason,
            CaseLog.detail, Staff.name,
        )
        .outerjoin(Staff, Staff.id == CaseLog.staff_id)
        .where(CaseLog.complaint_id == complaint_id)
        .order_by(CaseLog.at.desc(), CaseLog.id.desc())
    )  # fmt: skip
    return tuple(_step(row) for row in rows)


def _step(row: Row[Any]) -> Step:
    return Step(
        id=row.id,
        at=row.at,
        role=row.role,
        name=row.name,
        action=action_text(row.action),
        status=row.to_status,
        reason=_reason(row),
    )


def action_text(action: str) -> Text:
    """Return the label of an action as the log stores it."""
    if action == "file":
        return FILED
    return ACTION_TEXTS[Action(action)] if action in list(Action) else UNKNOWN


def _reason(row: Row[Any]) -> Text | None:
    """Return why: in both languages where the log says it so, else as somebody wrote it."""
    said = row.detail
    if "zh" in said and "en" in said:
        return Text(said["zh"], said["en"])
    code = f"{said['code']} " if "code" in said else ""
    words = f"{code}{row.reason}".strip()
    return Text(words, words) if words else None


def letters(session: Session, complaint_id: int) -> tuple[LetterStep, ...]:
    """Return the letters about the complaint, those still to be sent first, then newest first."""
    return (*_owed(session, complaint_id), *_sent(session, complaint_id))


def _owed(session: Session, complaint_id: int) -> tuple[LetterStep, ...]:
    rows = session.execute(
        select(OutboxRow.payload, OutboxRow.parked_at)
        .where(OutboxRow.complaint_id == complaint_id, OutboxRow.kind == "letter")
        .where(OutboxRow.done_at.is_(None))
        .order_by(OutboxRow.id.desc())
    )
    return tuple(
        LetterStep(
            letter_text(payload["letter"]),
            recipient_of(payload["letter"]).text,
            sent_at=None,
            parked=parked_at is not None,
        )
        for payload, parked_at in rows
    )


def _sent(session: Session, complaint_id: int) -> tuple[LetterStep, ...]:
    rows = session.execute(
        select(LetterLog.letter, LetterLog.recipient, LetterLog.sent_at)
        .where(LetterLog.complaint_id == complaint_id)
        .order_by(LetterLog.sent_at.desc(), LetterLog.id.desc())
    )
    return tuple(
        LetterStep(letter_text(row.letter), recipient_text(row.recipient), row.sent_at)
        for row in rows
    )
