"""The sweeps: what is looked after every minute."""

from datetime import UTC, datetime

from portal.domain.permissions import Actor
from portal.services import upkeep
from portal.transaction import transaction


def sweep() -> None:
    """Clear away what nobody needs any more."""
    now = datetime.now(UTC)
    with transaction(Actor.system()) as session:
        upkeep.clear_outbox(session, now=now)
        upkeep.clear_sessions(session, now=now)
