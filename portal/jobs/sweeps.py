"""The sweeps: what is looked after every minute."""

from datetime import UTC, datetime

from flask import current_app

from portal.domain.permissions import Actor
from portal.services import closing, comparing, escalation, indexing, reckoning, upkeep
from portal.transaction import transaction

COMPARED_MAX = 20
"""So many batches of complaints are compared at a time; the rest waits for the next minute."""


def sweep() -> None:
    """Clear away what nobody needs any more, and owe what each day asks for."""
    now = datetime.now(UTC)
    with transaction(Actor.system()) as session:
        upkeep.clear_outbox(session, now=now)
        upkeep.clear_sessions(session, now=now)
        indexing.owe_missing(session, now=now)
        office = current_app.extensions["office"]
        upkeep.clear_marks(session, today=now.astimezone(office.zone).date())
        reckoning.owe_daily(session, office=office, now=now)
        closing.owe_daily(session, office=office, now=now)
        escalation.owe_sweeps(session, office=office, now=now)
    compare(now)


def compare(now: datetime) -> None:
    """Find what is alike among the complaints that came in, a transaction for each batch."""
    for _ in range(COMPARED_MAX):
        with transaction(Actor.system()) as session:
            more = comparing.compare_next(session, now=now)
        if not more:
            return
