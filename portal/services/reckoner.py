"""Reckoning many clocks at once: what hangs on the same days is worked out once for them all."""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.clock import (
    CLOCKS,
    ClockKind,
    DayLine,
    Deadline,
    Limit,
    Unit,
    WarningKind,
    due,
    explain_clock,
    state_of,
)
from portal.domain.clock.calendar import Calendar
from portal.models.clock import ClockTolling, clock_of
from portal.services import calendars
from portal.services.office import Office

NONE: Sequence[ClockTolling] = ()


@dataclass
class Reckoner:
    """Deadlines, warning days and sheets under one calendar, as known on *today*.

    Its *rows* are clocks, or rows with the columns of one, and the periods in which they stood
    still.
    """

    calendar: Calendar
    office: Office
    today: date
    known: dict[Hashable, Any] = field(default_factory=dict)
    days: dict[int, Hashable] = field(default_factory=dict)

    @classmethod
    def at(cls, session: Session, office: Office, now: datetime) -> "Reckoner":
        """Return one under the calendar in force *now*."""
        calendar = calendars.in_force(session, now=now)
        return cls(calendar, office, now.astimezone(office.zone).date())

    def after(self, now: datetime, limit: Limit) -> date:
        """Return the last day of a *limit* that begins *now*."""
        return due(now, limit, self.calendar, zone=self.office.zone).due_on

    def deadline(self, row: Any, still: Sequence[ClockTolling] = NONE) -> Deadline:  # noqa: ANN401 -- a clock or its columns
        """Return the deadline of a clock."""
        found: Deadline = self._once(
            "deadline", row, still,
            lambda: clock_of(row, still, self.today).deadline(self.calendar, self.office.zone),
        )  # fmt: skip
        return found

    def limit(self, row: Any) -> str:  # noqa: ANN401 -- a clock or its columns
        """Return the limit of a clock, or the day that was named."""
        found: str = self._once(
            "limit", row, NONE, lambda: str(clock_of(row, NONE, self.today).limit)
        )
        return found

    def warned_on(
        self,
        row: Any,  # noqa: ANN401 -- a clock or its columns
        still: Sequence[ClockTolling] = NONE,
    ) -> Mapping[WarningKind, date]:
        """Return on which days to warn of a clock."""
        found: Mapping[WarningKind, date] = self._once(
            "warned", row, still,
            lambda: state_of(
                clock_of(row, still, self.today), self.calendar, self.office.zone
            ).warned_on,
        )  # fmt: skip
        return found

    def sheet(self, row: Any, still: Sequence[ClockTolling] = NONE) -> str:  # noqa: ANN401 -- a clock or its columns
        """Return a line for each day of a clock, as the text of a JSON list."""
        found: str = self._once("sheet", row, still, lambda: self._lines(row, still))
        return found

    def _lines(self, row: Any, still: Sequence[ClockTolling]) -> str:  # noqa: ANN401 -- the same
        clock = clock_of(row, still, self.today)
        days = explain_clock(clock, self.calendar, self.office.zone)
        lines = [_line(day) for day in days]
        return json.dumps(lines, ensure_ascii=False)

    def _once(
        self,
        what: str,
        row: Any,  # noqa: ANN401 -- the same
        still: Sequence[ClockTolling],
        reckon: Callable[[], Any],
    ) -> Any:  # noqa: ANN401 -- what *reckon* returns
        """Return what *reckon* comes to, remembered for every clock of the same days."""
        if still:
            return reckon()
        key = what, self._days_of(row)
        if key not in self.known:
            self.known[key] = reckon()
        return self.known[key]

    def _days_of(self, row: Any) -> Hashable:  # noqa: ANN401 -- the same
        """Return all that the days of a clock hang on, put together once for each."""
        found = self.days.get(row.id)
        if found is None:
            given = row.kind, row.limit_text, row.set_on, row.extended_days, row.extended_reason
            found = self.days[row.id] = (*given, self._start(row))
        return found

    def _start(self, row: Any) -> date:  # noqa: ANN401 -- the same
        """Return what counts of a clock's start: its day, or the instant of a limit in hours."""
        started: datetime = row.started_at
        if _in_hours(row.kind, row.limit_text):
            return started
        return started.astimezone(self.office.zone).date()


def _line(day: DayLine) -> dict[str, Any]:
    """Return one day of a sheet; why it counts is the limit, why it does not is said."""
    line = {"date": day.date.isoformat(), "counted": day.counted}
    return line if day.counted else {**line, "why": {"zh": day.why.zh, "en": day.why.en}}


def _in_hours(kind: ClockKind, text: str | None) -> bool:
    limit = Limit.parse(text) if text else CLOCKS[kind].limit
    return limit is not None and limit.unit is Unit.HOURS
