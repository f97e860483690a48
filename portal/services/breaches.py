"""Breaches: a duty that ran out is written down, taken to the next tier and told [1.3(b), 4.6]."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.clock import Deadline, due
from portal.domain.escalating import NEW_DATE, TOLD, step_above
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.services import (
    accountability,
    assignment,
    breach_words,
    calendars,
    casework,
    clocks,
    outages,
    outbox,
)
from portal.services.office import Office

NOTHING = Text("", "")


def pursue(session: Session, clock_id: int, office: Office, now: datetime) -> None:
    """Follow up a duty that ran out, its complaint being locked; a second call does nothing."""
    clock = session.get_one(RunningClock, clock_id, populate_existing=True)
    complaint = session.get_one(Complaint, clock.complaint_id, populate_existing=True)
    breach = _known(session, clock_id)
    deadline = _deadline(session, clock, complaint, office, now)
    if not _awaited(clock, breach, deadline, office, now):
        return
    if breach is None:
        breach = _found(session, clock, complaint, deadline, office, now)
    _take_up(session, clock, complaint, breach, office, now)


def _known(session: Session, clock_id: int) -> Breach | None:
    found = select(Breach).where(Breach.clock_id == clock_id)
    return session.scalar(found.execution_options(populate_existing=True))


def _deadline(
    session: Session, clock: RunningClock, complaint: Complaint, office: Office, now: datetime
) -> Deadline:
    """Return the deadline under the calendar in force, whatever was reckoned before."""
    today = now.astimezone(office.zone).date()
    plain = clock.as_clock(clocks.tollings(session, complaint), today)
    return plain.deadline(calendars.in_force(session, now=now), office.zone)


def _awaited(
    clock: RunningClock, breach: Breach | None, deadline: Deadline, office: Office, now: datetime
) -> bool:
    """Tell whether the duty is still to be done, is late, and nobody was told of it by now."""
    told = breach is not None and breach.next_on >= now.astimezone(office.zone).date()
    return clock.running and deadline.passed(now) and not told


def _found(
    session: Session,
    clock: RunningClock,
    complaint: Complaint,
    deadline: Deadline,
    office: Office,
    now: datetime,
) -> Breach:
    """Write the breach down and open the accountability case that follows from it, if one does."""
    outage = outages.covering(session, deadline.due_on, office)
    breach = Breach(
        complaint_id=complaint.id,
        clock_id=clock.id,
        due_on=deadline.due_on,
        found_at=now,
        responsible_staff_id=accountability.responsible(session, complaint.id, deadline.due_at),
        special_reason=special_reason(session, clock),
        excused_by=outage.id if outage else None,
        next_on=deadline.due_on,
        raised=0,
    )
    session.add(breach)
    session.flush()  # gives breach.id
    if breach.special_reason is None and outage is None:
        accountability.open_case(session, clock, complaint, breach, office=office, now=now)
    return breach


def special_reason(session: Session, clock: RunningClock) -> str | None:
    """Return the special reason that somebody recorded while *clock* ran, if there is one."""
    return session.scalar(
        select(CaseLog.reason)
        .where(CaseLog.complaint_id == clock.complaint_id, CaseLog.at >= clock.started_at)
        .where(CaseLog.action == Action.EXCUSE.value, CaseLog.staff_id.is_not(None))
        .order_by(CaseLog.id.desc())
        .limit(1)
    )


def _take_up(
    session: Session,
    clock: RunningClock,
    complaint: Complaint,
    breach: Breach,
    office: Office,
    now: datetime,
) -> None:
    """Pass the complaint to the next tier, set the new date, log it and tell of it."""
    calendar = calendars.in_force(session, now=now)
    breach.next_on = due(now, NEW_DATE, calendar, zone=office.zone).due_on
    raised = _passed_up(session, complaint, office, now)
    breach.raised += raised
    _log(session, clock, complaint, breach, now, raised=raised)
    _owe_letters(session, clock, complaint, breach, now)


def _passed_up(session: Session, complaint: Complaint, office: Office, now: datetime) -> bool:
    """Give the complaint to the next tier by the rules of assignment; tell whether one took it."""
    step = step_above(complaint.assignee.role if complaint.assignee else None)
    if step is None:
        return False
    try:
        assignment.pass_up(session, complaint, office=office, now=now, at_least=step)
    except NobodyLeftError:
        return False
    session.expire(complaint, ["assignee"])
    return True


def _log(
    session: Session,
    clock: RunningClock,
    complaint: Complaint,
    breach: Breach,
    now: datetime,
    *,
    raised: bool,
) -> None:
    """Log what is told to the office and, of a duty owed to them, to whoever complained."""
    kept = breach_words.kept(session, clock, complaint, breach, raised=raised)
    told = breach_words.told(session, clock, breach) if clock.kind in TOLD else NOTHING
    casework.note(
        session, complaint, Actor.system(), Action.ESCALATE, now=now, reason=told.zh,
        detail={
            "clock": clock.kind.value,
            "due_on": breach.due_on.isoformat(),
            "until": breach.next_on.isoformat(),
            "told": told.en,
            "zh": kept.zh,
            "en": kept.en,
        },
    )  # fmt: skip


def _owe_letters(
    session: Session, clock: RunningClock, complaint: Complaint, breach: Breach, now: datetime
) -> None:
    occasion = f"{clock.id}:{breach.next_on}"
    if complaint.assignee_id is not None:
        outbox.owe_letter(
            session, "overdue", complaint.id, now=now, occasion=occasion,
            staff_id=complaint.assignee_id, clock_id=clock.id,
        )  # fmt: skip
    if clock.kind in TOLD:
        outbox.owe_letter(
            session, "progress", complaint.id, now=now, occasion=occasion, clock_id=clock.id
        )
