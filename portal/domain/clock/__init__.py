"""The clock: working days, limits, deadlines that explain themselves, and a complaint's clocks."""

from portal.domain.clock.calendar import Calendar, CalendarDay
from portal.domain.clock.clocks import Clock, grant_extension
from portal.domain.clock.errors import (
    ClockError,
    ExtensionError,
    LimitError,
    StartError,
    TollingError,
)
from portal.domain.clock.explain import DayLine, explain, explain_clock
from portal.domain.clock.extension import Extension
from portal.domain.clock.facts import (
    ClockEvent,
    Dropped,
    Extended,
    Finished,
    Started,
    Tolled,
)
from portal.domain.clock.kinds import PUT_TO_ORGANS, AnswerClass, Bearer, ClockKind
from portal.domain.clock.limit import AT_ONCE, Limit, Unit
from portal.domain.clock.moves import Move, changed, moved
from portal.domain.clock.published import PUBLISHED
from portal.domain.clock.reckoning import Deadline, due
from portal.domain.clock.replay import clocks_of
from portal.domain.clock.rules import ClockRule
from portal.domain.clock.states import ClockState, next_deadline, running, state_of
from portal.domain.clock.steps import Mark
from portal.domain.clock.table import CLOCKS
from portal.domain.clock.tolling import Tolling, TollingCause
from portal.domain.clock.warning_days import WarningKind

__all__ = [
    "AT_ONCE",
    "CLOCKS",
    "PUBLISHED",
    "PUT_TO_ORGANS",
    "AnswerClass",
    "Bearer",
    "Calendar",
    "CalendarDay",
    "Clock",
    "ClockError",
    "ClockEvent",
    "ClockKind",
    "ClockRule",
    "ClockState",
    "DayLine",
    "Deadline",
    "Dropped",
    "Extended",
    "Extension",
    "ExtensionError",
    "Finished",
    "Limit",
    "LimitError",
    "Mark",
    "Move",
    "StartError",
    "Started",
    "Tolled",
    "Tolling",
    "TollingCause",
    "TollingError",
    "Unit",
    "WarningKind",
    "changed",
    "clocks_of",
    "due",
    "explain",
    "explain_clock",
    "grant_extension",
    "moved",
    "next_deadline",
    "running",
    "state_of",
]
