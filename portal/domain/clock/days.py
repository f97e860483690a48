"""Days, and where they begin: a day of the office's zone runs from midnight to midnight."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from portal.domain.clock.errors import StartError

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199


def days_after(day: date) -> Iterator[date]:
    """Yield the days that follow *day*, without end."""
    while True:
        day += ONE_DAY
        yield day


def beginning(day: date, zone: tzinfo) -> datetime:
    """Return the instant (UTC) at which *day* begins in *zone*."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def ending(day: date, zone: tzinfo) -> datetime:
    """Return the instant (UTC) of 24:00 on *day* in *zone*: the first that is too late."""
    return beginning(day + ONE_DAY, zone)


def day_of(moment: date | datetime, zone: tzinfo) -> date:
    """Return the day in *zone* on which *moment* lies; a naive moment is a StartError."""
    if not isinstance(moment, datetime):
        return moment
    if moment.utcoffset() is None:
        raise StartError(
            f"{moment.isoformat()} has no time zone; allowed: an instant with its zone"
        )
    return moment.astimezone(zone).date()


def require_reckonable(day: date) -> date:
    """Return *day* if deadlines can be reckoned from it, else raise StartError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise StartError(
            f"{day.isoformat()} is out of range; allowed: {FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31"
        )
    return day
