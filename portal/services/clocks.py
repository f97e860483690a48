"""The clocks of a complaint: started, stopped, extended and ended, their deadlines kept true."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import (
    CLOCKS,
    AnswerClass,
    Clock,
    ClockKind,
    Deadline,
    Extension,
    ExtensionError,
    Limit,
    TollingCause,
    due,
    grant_extension,
)
from portal.domain.escalating import OWN_DUTIES
from portal.domain.timing import ANSWERS, NOTHING, Effect
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.services import calendars
from portal.services.office import Office


def promised(
    session: Session, kind: ClockKind, start: date, *, office: Office, now: datetime
) -> Deadline:
    """Return the deadline of a clock of *kind* whose event falls on *start*.

    Raises ValueError for a clock whose limit is set case by case.
    """
    limit = CLOCKS[kind].limit
    if limit is None:
        raise ValueError(f"{kind} is set case by case")
    calendar = calendars.in_force(session, now=now)
    return calendars.remembered(
        (kind, start), lambda: due(start, limit, calendar, zone=office.zone)
    )


def apply(
    session: Session,
    complaint: Complaint,
    effect: Effect,
    *,
    evidence: str,
    office: Office,
    now: datetime,
) -> None:
    """Do to the clocks of *complaint* what an action does, and set its next deadline."""
    if effect == NOTHING:
        return
    today = now.astimezone(office.zone).date()
    if effect.resumes:
        _resume(session, complaint, today)
    if effect.tolls:
        toll(session, complaint, TollingCause.COMPLAINANT, evidence, first_on=today, now=now)
    _end(session, complaint, effect, now)
    answer = effect.answer and not _answering(session, complaint)
    for kind in (*effect.started, *((complaint.answer_class.clock,) if answer else ())):
        start(session, complaint, kind, now=now)
    reckon(session, complaint, office=office, now=now)


def _end(session: Session, complaint: Complaint, effect: Effect, now: datetime) -> None:
    for row in rows(session, complaint):
        if row.running and row.kind in effect.finished:
            row.finished_at = now
        elif row.running and row.kind in effect.dropped:
            row.dropped_at = now


def _answering(session: Session, complaint: Complaint) -> list[RunningClock]:
    """Return the clock of the answer while it runs, else nothing."""
    return [row for row in rows(session, complaint) if row.running and row.kind in ANSWERS]


def answer_day(session: Session, complaint: Complaint) -> date | None:
    """Return the last day for the answer, while it is owed."""
    running = _answering(session, complaint)
    return running[0].due_on if running else None


def rows(session: Session, complaint: Complaint) -> Sequence[RunningClock]:
    """Return every clock of *complaint*, the ended ones included, the oldest first."""
    return session.scalars(
        select(RunningClock)
        .where(RunningClock.complaint_id == complaint.id)
        .order_by(RunningClock.id)
    ).all()


def tollings(session: Session, complaint: Complaint) -> list[ClockTolling]:
    """Return every period in which the clocks of *complaint* stood still."""
    return list(
        session.scalars(
            select(ClockTolling)
            .where(ClockTolling.complaint_id == complaint.id)
            .order_by(ClockTolling.id)
        )
    )


def start(
    session: Session,
    complaint: Complaint,
    kind: ClockKind,
    *,
    now: datetime,
    limit: Limit | date | None = None,
    enquiry_id: int | None = None,
    measure_id: int | None = None,
) -> RunningClock:
    """Start a clock; *limit* sets its length, or its last day, where the table does not.

    What an organ has to do names its enquiry or its measure.
    """
    row = RunningClock(
        complaint_id=complaint.id,
        kind=kind,
        started_at=now,
        limit_text=str(limit) if isinstance(limit, Limit) else None,
        set_on=limit if isinstance(limit, date) else None,
        due_on=now.date(),
        enquiry_id=enquiry_id,
        measure_id=measure_id,
    )
    session.add(row)
    return row


def toll(
    session: Session,
    complaint: Complaint,
    cause: TollingCause,
    evidence: str,
    *,
    first_on: date,
    now: datetime,
    last_on: date | None = None,
    staff_id: int | None = None,
) -> ClockTolling:
    """Let the clocks stand still from *first_on*, until *last_on* or until they are resumed."""
    row = ClockTolling(
        complaint_id=complaint.id,
        first_on=first_on,
        last_on=last_on,
        cause=cause,
        evidence=evidence,
        staff_id=staff_id,
        entered_at=now,
    )
    session.add(row)
    return row


def _resume(session: Session, complaint: Complaint, today: date) -> None:
    for row in tollings(session, complaint):
        if row.last_on is None:
            row.last_on = max(row.first_on, today)


def extend(
    session: Session, complaint: Complaint, extension: Extension, *, office: Office, now: datetime
) -> None:
    """Give the running answer clock more time, once; raises ExtensionError."""
    running = _answering(session, complaint)
    if not running:
        raise ExtensionError("no answer is running; allowed: an accepted complaint")
    row = running[0]
    calendar = calendars.in_force(session, now=now)
    today = now.astimezone(office.zone).date()
    clock = row.as_clock(tollings(session, complaint), today)
    grant_extension(clock, extension, calendar, office.zone)
    row.extended_days, row.extended_reason = extension.days, extension.reason
    row.extended_by, row.extended_at = int(extension.approved_by), extension.approved_at
    reckon(session, complaint, office=office, now=now)


def reclass(
    session: Session,
    complaint: Complaint,
    answer_class: AnswerClass,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Let the answer run by the limit of *answer_class*, from the same start.

    An extension granted is kept: it is given once for the answer, not once for each class.
    """
    complaint.answer_class = answer_class
    for row in _answering(session, complaint):
        if row.kind is not answer_class.clock:
            row.dropped_at = now
            fresh = start(session, complaint, answer_class.clock, now=row.started_at)
            _copy_extension(row, fresh)
    reckon(session, complaint, office=office, now=now)


def _copy_extension(row: RunningClock, fresh: RunningClock) -> None:
    fresh.extended_days, fresh.extended_reason = row.extended_days, row.extended_reason
    fresh.extended_by, fresh.extended_at = row.extended_by, row.extended_at


def reckon(session: Session, complaint: Complaint, *, office: Office, now: datetime) -> bool:
    """Reckon every running clock anew and set the next deadline; tell whether a day moved."""
    session.flush()  # clocks and tollings just added are read back in their order
    calendar = calendars.in_force(session, now=now)
    today = now.astimezone(office.zone).date()
    still = tollings(session, complaint)
    running = [row for row in rows(session, complaint) if row.running]
    before = {row.id: row.due_on for row in running}
    for row in running:
        deadline = row.as_clock(still, today).deadline(calendar, office.zone)
        row.due_on, row.provisional = deadline.due_on, deadline.provisional
    _set_next(complaint, running)
    return any(row.due_on != before[row.id] for row in running)


def _set_next(complaint: Complaint, running: Sequence[RunningClock]) -> None:
    """Keep the one next deadline that an open complaint has: the first duty to run out."""
    duties = [row for row in running if row.kind in OWN_DUTIES]
    first = min(duties, key=lambda row: (row.due_on, row.kind), default=None)
    complaint.next_due_on = first.due_on if first else None
    complaint.next_due_kind = first.kind.value if first else None
    complaint.next_due_provisional = bool(first and first.provisional)


def as_clocks(session: Session, complaint: Complaint, today: date) -> list[Clock]:
    """Return the clocks of *complaint* as the domain reckons with them, dropped ones left out."""
    still = tollings(session, complaint)
    return [row.as_clock(still, today) for row in rows(session, complaint) if not row.dropped_at]
