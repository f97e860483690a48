"""Accountability: one case for each breach without a special reason, with its evidence [4.6].

The main responsible person is whoever held the complaint when the last day ended, by the log of
its assignments: the supervision office's own people like anybody else.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from portal.domain.clock import DayLine, explain_clock
from portal.domain.lifecycle import OPEN, Action
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import calendars, clocks, warnings
from portal.services.office import Office

HANDED_OVER = (Action.ASSIGN.value, Action.REASSIGN.value)


def responsible(session: Session, complaint_id: int, moment: datetime) -> int | None:
    """Return who held the complaint just before *moment*; None while nobody had it yet."""
    return session.scalar(
        select(Staff.id)
        .join(CaseLog, CaseLog.detail["to"].astext == Staff.username)
        .where(CaseLog.complaint_id == complaint_id, CaseLog.at < moment)
        .where(CaseLog.action.in_(HANDED_OVER))
        .order_by(CaseLog.at.desc(), CaseLog.id.desc())
        .limit(1)
    )


def open_case(
    session: Session,
    clock: RunningClock,
    complaint: Complaint,
    breach: Breach,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Open the one case of *breach*; where nobody had the complaint, there is nobody to answer."""
    if breach.responsible_staff_id is None:
        return
    session.add(
        AccountabilityCase(
            complaint_id=complaint.id,
            breach_id=breach.id,
            staff_id=breach.responsible_staff_id,
            opened_at=now,
            evidence=evidence(session, clock, complaint, breach, office=office, now=now),
        )
    )


def evidence(
    session: Session,
    clock: RunningClock,
    complaint: Complaint,
    breach: Breach,
    *,
    office: Office,
    now: datetime,
) -> dict[str, Any]:
    """Return what speaks for and against the person responsible, as it stands *now*."""
    return {
        "clock": _sheet(session, clock, complaint, office, now),
        "warnings": [
            {"kind": row.kind.value, "on": row.on.isoformat()}
            for row in warnings.given_to(session, clock.id)
        ],
        "reminders": _reminders(session, clock),
        "extensions": _extensions(session, clock),
        "workload": _workload(session, breach.responsible_staff_id, breach.due_on, now),
    }


def _sheet(
    session: Session, clock: RunningClock, complaint: Complaint, office: Office, now: datetime
) -> dict[str, Any]:
    """Return the clock with a line for each of its days."""
    today = now.astimezone(office.zone).date()
    plain = clock.as_clock(clocks.tollings(session, complaint), today)
    lines = explain_clock(plain, calendars.in_force(session, now=now), office.zone)
    return {
        "kind": clock.kind.value,
        "limit": str(plain.limit),
        "started_at": clock.started_at.isoformat(),
        "due_on": clock.due_on.isoformat(),
        "days": [_line(line) for line in lines],
    }


def _line(line: DayLine) -> dict[str, Any]:
    why = {"zh": line.why.zh, "en": line.why.en}
    return {"date": line.date.isoformat(), "counted": line.counted, "why": why}


def _reminders(session: Session, clock: RunningClock) -> list[dict[str, Any]]:
    """Return the reminders of *clock* that the mail server took, and to whom they went."""
    rows = session.execute(
        select(LetterLog.sent_at, Staff.username)
        .join(OutboxRow, OutboxRow.id == LetterLog.outbox_id)
        .outerjoin(Staff, Staff.id == cast(OutboxRow.payload["staff_id"].astext, Integer))
        .where(LetterLog.complaint_id == clock.complaint_id, LetterLog.letter == "reminder")
        .where(OutboxRow.payload["clock_id"].astext == str(clock.id))
        .order_by(LetterLog.sent_at)
    )
    return [{"sent_at": row.sent_at.isoformat(), "to": row.username} for row in rows]


def _extensions(session: Session, clock: RunningClock) -> list[dict[str, Any]]:
    """Return the extensions granted while *clock* ran, with their reasons."""
    rows = session.execute(
        select(CaseLog.at, CaseLog.reason, CaseLog.detail)
        .where(CaseLog.complaint_id == clock.complaint_id, CaseLog.at >= clock.started_at)
        .where(CaseLog.action == Action.EXTEND.value)
        .order_by(CaseLog.id)
    )
    return [
        {"granted_at": row.at.isoformat(), "days": row.detail.get("days"), "reason": row.reason}
        for row in rows
    ]


def _workload(
    session: Session, staff_id: int | None, due_on: date, now: datetime
) -> dict[str, Any]:
    """Return how many open complaints that person had when the breach was found, this one too."""
    late = func.count().filter(Complaint.next_due_on <= due_on)
    count, overdue = session.execute(
        select(func.count(), late)
        .select_from(Complaint)
        .where(Complaint.assignee_id == staff_id, Complaint.status.in_(sorted(OPEN)))
    ).one()
    return {"open": count, "overdue": overdue, "at": now.isoformat()}
