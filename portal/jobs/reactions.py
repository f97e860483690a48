"""The reactions: what each kind of outbox row asks for."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from portal.jobs.claims import Claimed
from portal.jobs.letters import Tools, send_letter
from portal.services import assignment, decisions

Reaction = Callable[[Session, Claimed, Tools, datetime], None]


def assign(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Find the officer for a complaint that was filed."""
    assignment.assign(session, row.complaint_id, office=at_hand.office, now=now)


def close(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Close a decided complaint whose outcome has gone out."""
    decisions.close(session, row.complaint_id, office=at_hand.office, now=now)


REACTIONS: Mapping[str, Reaction] = {
    "assign": assign,
    "close": close,
    "letter": send_letter,
}
