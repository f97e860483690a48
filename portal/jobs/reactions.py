"""The reactions: what each kind of outbox row asks for."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.jobs.claims import Claimed
from portal.jobs.letters import Tools, send_letter
from portal.services import (
    assignment,
    bulk_runs,
    calendars,
    closing,
    escalation,
    indexing,
    reckoning,
)

Reaction = Callable[[Session, Claimed, Tools, datetime], None]


def assign(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Let a complaint that was filed be found, and find its officer."""
    indexing.index_complaint(session, row.complaint_id)
    assignment.assign(session, row.complaint_id, office=at_hand.office, now=now)


def bulk(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Do one batch of a bulk run, and owe the next."""
    bulk_runs.carry_on(session, row.payload["run"], office=at_hand.office, now=now)


def index(session: Session, row: Claimed, _at_hand: Tools, _now: datetime) -> None:
    """Let a complaint be found by what it says now."""
    indexing.index_complaint(session, row.complaint_id)


def close(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Let the time for a review begin, or close a complaint that nothing is missing of."""
    closing.close(session, row.complaint_id, office=at_hand.office, now=now)


def close_due(session: Session, row: Claimed, _at_hand: Tools, now: datetime) -> None:
    """Look at one batch of the decided complaints that nobody can dispute any more."""
    day = date.fromisoformat(row.payload["day"])
    closing.owe_due(session, day, row.payload["after"], now=now)


def reckon(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Reckon one batch of clocks anew, and owe the next."""
    after = row.payload.get("after", 0)
    end = reckoning.reckon_all(session, after=after, office=at_hand.office, now=now)
    if end is not None:
        calendars.owe_batch(session, end, now=now)


def follow_tolled(session: Session, _row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Let the deadlines that wait for complainants move on by a day."""
    reckoning.follow_tolled(session, office=at_hand.office, now=now)


def warn(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Give one batch of the warnings that are due, and owe the next."""
    after = escalation.read_place(row.payload)
    end = escalation.warn(session, after=after, office=at_hand.office, now=now)
    if end is not None:
        escalation.owe_warnings(session, row.payload["sweep"], end, now=now)


def escalate(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Take one batch of overdue duties to the next tier, and owe the next."""
    after = escalation.read_place(row.payload)
    end = escalation.escalate(session, after=after, office=at_hand.office, now=now)
    if end is not None:
        escalation.owe_escalation(session, row.payload["sweep"], end, now=now)


REACTIONS: Mapping[str, Reaction] = {
    "assign": assign,
    "bulk": bulk,
    "close": close,
    "close_due": close_due,
    "escalate": escalate,
    "follow_tolled": follow_tolled,
    "index": index,
    "letter": send_letter,
    "reckon": reckon,
    "warn": warn,
}
