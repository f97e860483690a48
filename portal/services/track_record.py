"""What was done about some duties before they ran out: hands, reasons, warnings, reminders."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, cast, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.models.case_log import CaseLog
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.models.warning import GivenWarning
from portal.services.late import among

HANDED_OVER = (Action.ASSIGN.value, Action.REASSIGN.value)
ASKED = (Action.ASK_EXTENSION.value, Action.EXTEND.value, Action.REFUSE_EXTENSION.value)
"""What became of the wish for more time: asked for, given, refused."""
TOLD = (*HANDED_OVER, *ASKED, Action.EXCUSE.value)
Entry = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The log entries of each complaint that matter here, the warnings and reminders of clocks.

    *people* are the usernames of all staff, with their ids.
    """

    log: dict[int, list[Entry]]
    warnings: dict[int, list[dict[str, str]]]
    reminders: dict[int, list[dict[str, Any]]]
    people: dict[str, int]

    def responsible(self, complaint_id: int, moment: datetime) -> int | None:
        """Return who held the complaint just before *moment*; None while nobody had it yet."""
        hands = [
            (entry.at, entry.id, self.people[entry.to])
            for entry in self.log.get(complaint_id, ())
            if entry.action in HANDED_OVER and entry.at < moment and entry.to in self.people
        ]
        return max(hands)[2] if hands else None

    def special_reason(self, complaint_id: int, since: datetime) -> str | None:
        """Return the special reason that somebody recorded last, *since* the clock started."""
        reasons = [
            entry.reason
            for entry in self.log.get(complaint_id, ())
            if entry.action == Action.EXCUSE.value and entry.staff_id is not None
            if entry.at >= since
        ]
        return reasons[-1] if reasons else None

    def extensions(self, complaint_id: int, since: datetime) -> list[dict[str, Any]]:
        """Return what was asked, granted and refused of more time *since* the clock started."""
        return [
            {
                "what": entry.action,
                "at": entry.at.isoformat(),
                "days": entry.days,
                "reason": entry.reason,
            }
            for entry in self.log.get(complaint_id, ())
            if entry.action in ASKED and entry.at >= since
        ]


def read(session: Session, complaint_ids: Sequence[int], clock_ids: Sequence[int]) -> TrackRecord:
    """Return what is on record about these clocks of these complaints."""
    return TrackRecord(
        _log(session, complaint_ids),
        _warnings(session, complaint_ids, clock_ids),
        _reminders(session, complaint_ids),
        {row.username: row.id for row in session.execute(select(Staff.username, Staff.id))},
    )


def _log(session: Session, complaint_ids: Sequence[int]) -> dict[int, list[Entry]]:
    """Return the entries by complaint, in the order in which they were written."""
    found = defaultdict[int, list[Entry]](list)
    rows = session.execute(
        select(
            CaseLog.complaint_id, CaseLog.id, CaseLog.at, CaseLog.action, CaseLog.staff_id,
            CaseLog.reason, CaseLog.detail["to"].astext.label("to"),
            CaseLog.detail["days"].label("days"),
        )
        .where(among(CaseLog.complaint_id, complaint_ids), CaseLog.action.in_(TOLD))
        .order_by(CaseLog.id)
    )  # fmt: skip
    for row in rows:
        found[row.complaint_id].append(row)
    return found


def _warnings(
    session: Session, complaint_ids: Sequence[int], clock_ids: Sequence[int]
) -> dict[int, list[dict[str, str]]]:
    """Return the warnings given before each clock ran out, the oldest first."""
    found = defaultdict[int, list[dict[str, str]]](list)
    rows = session.execute(
        select(GivenWarning.clock_id, GivenWarning.kind, GivenWarning.on)
        .where(among(GivenWarning.complaint_id, complaint_ids))
        .where(among(GivenWarning.clock_id, clock_ids))
        .order_by(GivenWarning.on, GivenWarning.id)
    )
    for row in rows:
        found[row.clock_id].append({"kind": row.kind.value, "on": row.on.isoformat()})
    return found


def _reminders(session: Session, complaint_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the reminders of each clock that the mail server took, and to whom they went."""
    clock_id = cast(OutboxRow.payload["clock_id"].astext, Integer).label("clock_id")
    found = defaultdict[int, list[dict[str, Any]]](list)
    rows = session.execute(
        select(clock_id, LetterLog.sent_at, Staff.username)
        .join(OutboxRow, OutboxRow.id == LetterLog.outbox_id)
        .outerjoin(Staff, Staff.id == cast(OutboxRow.payload["staff_id"].astext, Integer))
        .where(among(LetterLog.complaint_id, complaint_ids), LetterLog.letter == "reminder")
        .order_by(LetterLog.sent_at)
    )
    for row in rows:
        found[row.clock_id].append({"sent_at": row.sent_at.isoformat(), "to": row.username})
    return found
