"""By which day an organ, or the office towards it, has to act; adopted policy [6.10, 6.12]."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.clock import Limit, Unit, due
from portal.domain.enquiring import OrganClock
from portal.services import calendars
from portal.services.office import Office


def last_day(
    session: Session,
    clock: OrganClock,
    *,
    office: Office,
    now: datetime,
    days: int | None = None,
) -> date:
    """Return the last day for what begins *now*; *days* sets another length, in calendar days.

    Raises ValueError for a clock without a length.
    """
    limit = Limit(days, Unit.DAYS) if days else clock.rule.limit
    if limit is None:
        raise ValueError(f"{clock} has no length")
    return due(now, limit, calendars.in_force(session, now=now), zone=office.zone).due_on
