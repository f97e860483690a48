"""What happens to a duty that was not done in time: who takes it up, and by when it is done now.

The opinion says that a reason and a time limit are told [1.3(b)] and that whoever is mainly
responsible answers for it [4.6]; how far the new time limit reaches, and when an outage excuses,
is adopted policy.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from portal.domain.assignment import STEP_OF
from portal.domain.clock import CLOCKS, PUT_TO_ORGANS, ClockKind, Limit, Unit
from portal.domain.clock.days import beginning, ending
from portal.domain.desks import Step
from portal.domain.permissions import Role
from portal.domain.text import Text
from portal.domain.timing import ANSWERS

DUTIES = frozenset(kind for kind, rule in CLOCKS.items() if rule.warned)
"""The clocks that bind the office or an organ: these are warned of and escalated."""

OWN_DUTIES = DUTIES - PUT_TO_ORGANS
"""Those that are done by whoever has the complaint: the next one is its next deadline."""

TOLLABLE = frozenset(kind for kind in OWN_DUTIES if CLOCKS[kind].tollable)
"""Those whose day moves while whoever complained is waited for; the others wait for nobody."""

IN_HOURS = frozenset(
    kind
    for kind in OWN_DUTIES
    if (limit := CLOCKS[kind].limit) is not None and limit.unit is Unit.HOURS
)
"""Those that run out in the middle of a day, and are looked at on it."""

NEW_DATE = Limit.parse("10d")
"""How long after a breach was found the new date lies: calendar days, moved on to a worked day."""

OUTAGE_LEAST = timedelta(hours=1)
"""How much of the last day an outage has to take up before it excuses."""

TOLD = ANSWERS | {
    ClockKind.DECIDE_ACCEPTANCE,
    ClockKind.FIRST_INQUIRY_PROMISE,
    ClockKind.RESULT_MAIL,
    ClockKind.REVIEW_DECISION,
    ClockKind.SECOND_REVIEW_DECISION,
}
"""Duties owed to whoever complained: they are told of the breach; of a crime clue they are not."""

UP: Mapping[Step, Step] = {
    Step.OFFICER: Step.SUPERVISOR,
    Step.SUPERVISOR: Step.DIRECTOR,
    Step.DIRECTOR: Step.SUPERIOR,
}
"""The ladder; at its top nobody is left to pass on to."""

NO_REASON = Text(
    "未在期限内办结，也没有记录特殊原因，现由上一级督办。",
    "It was not finished in time and no special reason is on record; the next level sees to it.",
)


SPECIAL = Text("因情况特殊，尚未办结。", "Special circumstances kept it from being finished.")
"""What is told of a special reason where its words could give an investigation away."""


def step_above(role: Role | None) -> Step | None:
    """Return the step that takes over from somebody; from nobody, the supervisors; None on top."""
    if role is None:
        return Step.SUPERVISOR
    return UP.get(STEP_OF.get(role, Step.OFFICER))


def takes_up(from_at: datetime, until_at: datetime, day: date, zone: tzinfo) -> bool:
    """Tell whether an outage takes up enough of *day*, a last day in the office's *zone*."""
    first, last = max(from_at, beginning(day, zone)), min(until_at, ending(day, zone))
    return last - first >= OUTAGE_LEAST
