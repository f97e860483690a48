"""Hearings: the official is told what is held against them, and heard before a measure [6.9, 7.7].

Nothing that is said here, and not that it was said, goes into the severity table: whoever defends
themselves is never worse off for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import hearing
from portal.domain.clock import ClockKind, TollingCause
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.filing import StoredFile
from portal.domain.hearing import Ended, Told
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.models.hearing import Hearing
from portal.services import calendars, casework, clocks, evidence
from portal.services.evidence import Came, Piece
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited to be heard on what, and until when; *tolls* lets the clocks stand still."""

    who: str
    put: str
    told: Told
    until_on: date
    tolls: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """How a hearing ended: the official's own words, and the files that came with them."""

    ended: Ended
    statement: str = ""
    files: Sequence[StoredFile] = ()


class TooShortError(Exception):
    """Raised when the time for the statement is under five working days; says the first day."""

    def __init__(self, earliest: date) -> None:
        super().__init__(f"the statement may be made until {earliest} at least")
        self.earliest = earliest


class QuotesError(Exception):
    """Raised when what is put to the official is the complainant's own words [7.5]."""


class StillTimeError(Exception):
    """Raised when it is said that nothing was stated before the time for it is over."""


class AlreadyHeardError(Exception):
    """Raised when somebody else has put the end of a hearing on record before."""


def earliest(session: Session, *, office: Office, now: datetime) -> date:
    """Return the earliest last day of somebody who is invited now."""
    return hearing.earliest(now, calendars.in_force(session, now=now), office.zone)


def invite(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    invitation: Invitation,
    *,
    office: Office,
    now: datetime,
) -> Hearing:
    """Put on record that the official was told of facts and grounds, and until when they are heard.

    Raises TooShortError, QuotesError, ForbiddenError, IllegalTransitionError.
    """
    first = earliest(session, office=office, now=now)
    if invitation.until_on < first:
        raise TooShortError(first)
    if hearing.quotes(invitation.put, complaint.facts):
        raise QuotesError(complaint.reference)
    casework.note(
        session, complaint, actor, Action.INVITE, now=now, detail=_told_invited(invitation)
    )
    tolling = _toll(session, complaint, actor, invitation, office=office, now=now)
    row = Hearing(
        complaint_id=complaint.id,
        official_id=complaint.official_id,
        who=invitation.who,
        put=invitation.put,
        told=invitation.told,
        invited_by=actor.staff_id,
        invited_at=now,
        until_on=invitation.until_on,
        tolling_id=tolling.id if tolling else None,
    )
    session.add(row)
    _run_until(session, complaint, invitation.until_on, now)
    clocks.reckon(session, complaint, office=office, now=now)
    return row


def _told_invited(invitation: Invitation) -> dict[str, str]:
    who, until, told = invitation.who, invitation.until_on, invitation.told.text
    return {
        "zh": f"{told.zh}通知{who}，{until}前（含当日）可以陈述和申辩",
        "en": f"{who} was told {told.en} and is heard until {until}",
    }


def _toll(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    invitation: Invitation,
    *,
    office: Office,
    now: datetime,
) -> ClockTolling | None:
    if not invitation.tolls:
        return None
    row = clocks.toll(
        session, complaint, TollingCause.HEARING, f"听取{invitation.who}陈述申辩",
        first_on=now.astimezone(office.zone).date(), last_on=invitation.until_on,
        now=now, staff_id=actor.staff_id,
    )  # fmt: skip
    session.flush()  # gives the id that the hearing refers to
    return row


def _run_until(session: Session, complaint: Complaint, until: date, now: datetime) -> None:
    """Let the official's own clock run until that day, or as long as another's runs already."""
    running = _defence(session, complaint)
    if running is None:
        clocks.start(session, complaint, ClockKind.DEFENCE, now=now, limit=until)
    else:
        running.set_on = max(until, running.set_on or until)


def _defence(session: Session, complaint: Complaint) -> RunningClock | None:
    rows = clocks.rows(session, complaint)
    return next((row for row in rows if row.running and row.kind is ClockKind.DEFENCE), None)


def record(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    hearing_id: int,
    heard: Heard,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Put on record how a hearing ended; what was stated goes into the register of evidence.

    Raises NoResultFound, AlreadyHeardError, StillTimeError, ForbiddenError, IllegalTransitionError.
    """
    row = session.scalars(
        select(Hearing).where(Hearing.complaint_id == complaint.id, Hearing.id == hearing_id)
    ).one()
    today = now.astimezone(office.zone).date()
    if row.ended is not None:
        raise AlreadyHeardError(complaint.reference)
    if heard.ended is Ended.SILENT and today <= row.until_on:
        raise StillTimeError(complaint.reference)
    casework.note(
        session, complaint, actor, Action.RECORD_HEARING, now=now, detail=_told_heard(row, heard)
    )
    row.ended, row.statement = heard.ended, heard.statement
    row.recorded_by, row.ended_at = actor.staff_id, now
    _register(session, row, heard, actor, today, now)
    _end(session, complaint, row, today, now)
    clocks.reckon(session, complaint, office=office, now=now)


def _told_heard(row: Hearing, heard: Heard) -> dict[str, str]:
    ended = heard.ended.text
    return {"zh": f"{row.who}{ended.zh}", "en": f"{row.who} {ended.en}"}


def _register(
    session: Session, row: Hearing, heard: Heard, actor: Actor, today: date, now: datetime
) -> None:
    if heard.ended is Ended.STATED:
        piece = Piece(
            f"陈述和申辩：{row.who}", EvidenceKind.STATEMENT, Source.OFFICIAL, today, row.who
        )
        evidence.enter(session, row.complaint_id, piece, actor.staff_id or 0, now=now)
    came = Came(Source.OFFICIAL, actor.staff_id, hearing_id=row.id)
    evidence.keep(session, row.complaint_id, heard.files, came, now=now)


def _end(session: Session, complaint: Complaint, row: Hearing, today: date, now: datetime) -> None:
    """End the time of the official, and let the clocks go on if they stood still for it."""
    open_ones = select(Hearing.id).where(
        Hearing.complaint_id == complaint.id, Hearing.ended.is_(None)
    )
    running = _defence(session, complaint)
    if running is not None and session.scalar(open_ones) is None:
        running.finished_at = now
    if row.tolling_id is not None:
        tolling = session.get_one(ClockTolling, row.tolling_id)
        tolling.last_on = max(tolling.first_on, min(tolling.last_on or today, today))
