"""The clocks of what is put to an organ: one for each enquiry and each measure [7.12, 6.10]."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind, Extension, ExtensionError, Limit, Unit, grant_extension
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.services import calendars, clocks
from portal.services.office import Office

Put = Enquiry | OrderedMeasure


def begin(
    session: Session,
    complaint: Complaint,
    row: Put,
    *,
    office: Office,
    now: datetime,
    days: int | None = None,
) -> RunningClock:
    """Start the clock of what was put; *days* sets another length than the adopted policy."""
    asked = isinstance(row, Enquiry)
    clock = clocks.start(
        session, complaint, ClockKind.ENQUIRY if asked else ClockKind.MEASURE, now=now,
        limit=Limit(days, Unit.DAYS) if days else None,
        enquiry_id=row.id if asked else None,
        measure_id=None if asked else row.id,
    )  # fmt: skip
    clocks.reckon(session, complaint, office=office, now=now)
    return clock


def running(session: Session, row: Put) -> RunningClock | None:
    """Return the clock of *row* while the organ still has to do something."""
    newest = last(session, row)
    return newest if newest is not None and newest.running else None


def last(session: Session, row: Put) -> RunningClock | None:
    """Return the clock of *row* that was started last, running or not."""
    column = RunningClock.enquiry_id if isinstance(row, Enquiry) else RunningClock.measure_id
    newest = select(RunningClock).where(column == row.id).order_by(RunningClock.id.desc())
    return session.scalar(newest.limit(1))


def finish(session: Session, row: Put, *, office: Office, now: datetime) -> bool:
    """Stop the clock of *row*, which the organ has done; tell whether that was late."""
    clock = running(session, row)
    if clock is None:
        return False
    clock.finished_at = now
    return now.astimezone(office.zone).date() > clock.due_on


def drop(session: Session, row: Put, *, now: datetime) -> None:
    """Stop the clock of *row*, which the organ need not do any more."""
    clock = running(session, row)
    if clock is not None:
        clock.dropped_at = now


def extend(
    session: Session,
    complaint: Complaint,
    row: Enquiry,
    extension: Extension,
    *,
    office: Office,
    now: datetime,
) -> RunningClock:
    """Give an organ more time for its answer, once and before it ran out; raises ExtensionError."""
    clock = running(session, row)
    if clock is None:
        raise ExtensionError("nothing is waited for; allowed: an enquiry that is open")
    today = now.astimezone(office.zone).date()
    calendar = calendars.in_force(session, now=now)
    grant_extension(clock.as_clock((), today), extension, calendar, office.zone)
    clock.extended_days, clock.extended_reason = extension.days, extension.reason
    clock.extended_by, clock.extended_at = int(extension.approved_by), extension.approved_at
    clocks.reckon(session, complaint, office=office, now=now)
    return clock
