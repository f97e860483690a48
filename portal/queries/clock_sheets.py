"""The running clocks of one complaint, each with the days that lead to its deadline [7.1].

Behind the wall like everything about a complaint. Whoever complained sees what the office owes
them: not what binds others, and not that a crime is being looked into [5.2(4)].
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import (
    CLOCKS,
    Calendar,
    Clock,
    ClockKind,
    ClockRule,
    DayLine,
    Deadline,
    Extension,
    Limit,
    Mark,
    Tolling,
    explain_clock,
    state_of,
)
from portal.domain.clock.wording import tolled_words
from portal.domain.permissions import Role
from portal.domain.promises import PROMISED
from portal.domain.text import Text
from portal.models.clock import ClockTolling, RunningClock


@dataclass(frozen=True, slots=True)
class Stop:
    """Days, both included, on which the clock stood still, and why."""

    first_on: date
    last_on: date
    why: Text


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """One running clock; *still*: it stands still today, so its deadline moves day by day."""

    kind: ClockKind
    limit: Text | None
    started_on: date
    deadline: Deadline
    stops: tuple[Stop, ...]
    still: bool
    extension: Extension | None
    lines: tuple[DayLine, ...]

    @property
    def rule(self) -> ClockRule:
        """Return the rule that the clock runs by."""
        return CLOCKS[self.kind]


def clock_sheets(
    session: Session, complaint_id: int, calendar: Calendar, *, zone: tzinfo, today: date
) -> tuple[ClockSheet, ...]:
    """Return the running clocks that the session's actor may know of, the nearest deadline first.

    *today* is the office's day, up to which a clock has stood still that still does.
    """
    stops = _tollings(session, complaint_id)
    actor = session.info.get("actor")
    told = actor is None or actor.role is Role.COMPLAINANT
    sheets = [
        _sheet(row.as_clock(stops, today), stops, calendar, zone, told=told)
        for row in _running(session, complaint_id)
        if not told or row.kind in PROMISED
    ]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.deadline.due_at, sheet.kind)))


def _running(session: Session, complaint_id: int) -> Sequence[RunningClock]:
    return session.scalars(
        select(RunningClock).where(
            RunningClock.complaint_id == complaint_id,
            RunningClock.finished_at.is_(None),
            RunningClock.dropped_at.is_(None),
        )
    ).all()


def _tollings(session: Session, complaint_id: int) -> list[ClockTolling]:
    rows = select(ClockTolling).where(ClockTolling.complaint_id == complaint_id)
    return list(session.scalars(rows.order_by(ClockTolling.first_on, ClockTolling.id)))


def _sheet(
    clock: Clock, rows: list[ClockTolling], calendar: Calendar, zone: tzinfo, *, told: bool
) -> ClockSheet:
    state = state_of(clock, calendar, zone)
    lines = explain_clock(clock, calendar, zone)
    return ClockSheet(
        kind=clock.kind,
        limit=clock.limit.text if isinstance(clock.limit, Limit) else None,
        started_on=state.started_on,
        deadline=state.deadline,
        stops=tuple(_stop(each, told=told) for each in clock.tolled),
        still=bool(clock.tolled) and any(row.last_on is None for row in rows),
        extension=clock.extension,
        lines=tuple(_without_evidence(lines, clock.tolled) if told else lines),
    )


def _stop(tolling: Tolling, *, told: bool) -> Stop:
    return Stop(tolling.first, tolling.last, tolling.cause.text if told else tolling.text)


def _without_evidence(lines: Sequence[DayLine], tolled: Sequence[Tolling]) -> Iterator[DayLine]:
    """Yield *lines* with the causes of the tolled days, but not the papers that prove them."""
    for line in lines:
        if line.mark is Mark.TOLLED:
            causes = [tolling.cause.text for tolling in tolled if tolling.covers(line.date)]
            yield replace(line, why=tolled_words(causes))
        else:
            yield line
