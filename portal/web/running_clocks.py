"""The running clocks of a complaint, for the pages that explain them."""

from sqlalchemy.orm import Session

from portal.queries.clock_sheets import ClockSheet, clock_sheets
from portal.services import calendars
from portal.web.context import now, office, today


def running_clocks(session: Session, complaint_id: int) -> tuple[ClockSheet, ...]:
    """Return what the session's actor may know of the clocks, by the calendar in force."""
    calendar = calendars.in_force(session, now=now())
    return clock_sheets(session, complaint_id, calendar, zone=office().zone, today=today())
