"""The calendar in force: read from its tables, kept for a moment, amended with a preview."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import Calendar, CalendarDay, ClockKind, Deadline
from portal.domain.permissions import Actor
from portal.models.calendar import OrderedDay, PublishedYear
from portal.services import outbox

DECEMBER = 12
KEPT = timedelta(seconds=30)
"""How old a read calendar may be: after a change, deadlines are reckoned anew later than that."""


@dataclass
class Kept:
    """The calendar that this process read last."""

    calendar: Calendar | None = None
    read_at: datetime | None = None
    promises: dict[tuple[ClockKind, date], Deadline] = field(default_factory=dict)


kept = Kept()


def in_force(session: Session, *, now: datetime) -> Calendar:
    """Return the calendar, read again when what was read is older than KEPT."""
    if kept.calendar is None or kept.read_at is None or abs(now - kept.read_at) > KEPT:
        kept.calendar, kept.read_at = read(session), now
        kept.promises = {}
    return kept.calendar


def remembered(key: tuple[ClockKind, date], reckon: Callable[[], Deadline]) -> Deadline:
    """Return the deadline of *key* under the calendar kept, reckoned the first time."""
    found = kept.promises.get(key)
    if found is None:
        found = kept.promises[key] = reckon()
    return found


def read(session: Session) -> Calendar:
    """Return the calendar as the tables have it."""
    days = {row.on: row.as_day() for row in session.scalars(select(OrderedDay))}
    years = frozenset(session.scalars(select(PublishedYear.year)))
    return Calendar(MappingProxyType(days), years)


def days_of(session: Session, year: int) -> list[CalendarDay]:
    """Return the days that the entry of *year* orders, in order.

    A notice may reach back into the December before: those days belong to it, and not to the year
    in which they lie.
    """
    return [row.as_day() for row in _rows_of(session, year)]


def taken(session: Session, year: int) -> Mapping[date, str]:
    """Return the days around *year* that another year's notice orders, with that notice."""
    own = {row.on for row in _rows_of(session, year)}
    return {row.on: row.notice for row in _rows_around(session, year) if row.on not in own}


def amended(session: Session, year: int, days: Sequence[CalendarDay]) -> Calendar:
    """Return the calendar as it would be if *days* were entered for *year*."""
    before = read(session)
    old = {day.date for day in days_of(session, year)}
    kept_days = {on: day for on, day in before.days.items() if on not in old}
    return Calendar(MappingProxyType(kept_days), before.years).amended(days, [year])


def _rows_of(session: Session, year: int) -> list[OrderedDay]:
    notices = {row.year: row.notice for row in session.scalars(select(PublishedYear))}
    own = notices.pop(year, None)
    others = set(notices.values())
    return [
        row
        for row in _rows_around(session, year)
        if row.notice == own or (row.on.year == year and row.notice not in others)
    ]


def _rows_around(session: Session, year: int) -> Sequence[OrderedDay]:
    """Return what is ordered for *year* and the December before."""
    reach = OrderedDay.on.between(date(year - 1, DECEMBER, 1), date(year, DECEMBER, 31))
    return session.scalars(select(OrderedDay).where(reach).order_by(OrderedDay.on)).all()


def publish(
    session: Session,
    year: int,
    days: Sequence[CalendarDay],
    actor: Actor,
    *,
    notice: str,
    now: datetime,
) -> None:
    """Enter the notice of *year* over whatever it ordered before, and owe every clock's reckoning.

    Each of *days* must be free: see `taken`.
    """
    for row in _rows_of(session, year):
        session.delete(row)
    session.flush()  # the days may be entered again
    for day in days:
        session.add(_row(day, actor, now))
    session.merge(PublishedYear(year=year, notice=notice, entered_by=actor.name, entered_at=now))
    session.flush()  # what reads the calendar next must find this
    kept.calendar = None
    owe_reckoning(session, now=now)


def _row(day: CalendarDay, actor: Actor, now: datetime) -> OrderedDay:
    return OrderedDay(
        on=day.date,
        working=day.working,
        name_zh=day.name.zh,
        name_en=day.name.en,
        notice=day.notice,
        entered_by=actor.name,
        entered_at=now,
    )


def owe_reckoning(session: Session, *, now: datetime) -> None:
    """Owe the reckoning anew: at once, and again once no process can hold the old calendar."""
    for wait in (timedelta(0), 4 * KEPT):
        owe_batch(session, 0, now=now + wait)


def owe_batch(session: Session, after: int, *, now: datetime) -> None:
    """Owe the reckoning of the complaints with an id above *after*."""
    outbox.put(session, "reckon", outbox.UPKEEP, complaint_id=None, now=now, after=after)
