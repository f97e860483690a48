"""Until when the answer would be due, if its class changed or more time were granted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.clock import (
    CLOCKS,
    AnswerClass,
    Clock,
    Deadline,
    Extension,
    ExtensionError,
    grant_extension,
)
from portal.domain.timing import ANSWERS
from portal.models.complaint import Complaint
from portal.services import calendars, clocks
from portal.services.office import Office


def by_class(
    session: Session, complaint: Complaint, *, office: Office, now: datetime
) -> Mapping[AnswerClass, Deadline]:
    """Return the deadline in each class; of a complaint not taken up yet, if it were *now*."""
    calendar = calendars.in_force(session, now=now)
    running = _answer(session, complaint, office=office, now=now)
    return {
        answer: _in_class(running, answer, now).deadline(calendar, office.zone)
        for answer in AnswerClass
    }


def extended(
    session: Session, complaint: Complaint, extension: Extension, *, office: Office, now: datetime
) -> Deadline:
    """Return the deadline with *extension*; raises ExtensionError."""
    clock = _answer(session, complaint, office=office, now=now)
    if clock is None:
        raise ExtensionError("no answer is running; allowed: an accepted complaint")
    calendar = calendars.in_force(session, now=now)
    longer = grant_extension(clock, extension, calendar, office.zone)
    return longer.deadline(calendar, office.zone)


def _answer(
    session: Session, complaint: Complaint, *, office: Office, now: datetime
) -> Clock | None:
    """Return the clock of the answer while it runs."""
    today = now.astimezone(office.zone).date()
    running = clocks.as_clocks(session, complaint, today)
    return next((clock for clock in running if clock.open and clock.kind in ANSWERS), None)


def _in_class(running: Clock | None, answer: AnswerClass, now: datetime) -> Clock:
    limit = CLOCKS[answer.clock].limit
    if limit is None:
        raise ValueError(f"{answer} has no limit")
    if running is None:
        return Clock(kind=answer.clock, started=now, limit=limit)
    return replace(running, kind=answer.clock, limit=limit)
