"""Passing up what is late, complaint after complaint: what a batch plans before it writes.

Plain values go in and come out. A complaint with two late duties goes up twice, and whoever took
one has one more from then on: the same as if each were looked at by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.domain.assignment import Choice, NobodyLeftError
from portal.domain.bench import Bench, Matter
from portal.domain.desks import Desk
from portal.domain.escalating import step_above
from portal.domain.lifecycle import Action, Status, next_status
from portal.domain.permissions import Role


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a complaint."""

    staff_id: int
    username: str
    role: Role


@dataclass(slots=True)
class Held:
    """A complaint as the batch moves it: who has it, where it stands, how often it went up."""

    complaint_id: int
    status: Status
    matter: Matter
    holder: Holder | None
    next_due_on: date
    desk: Desk = Desk.GENERAL
    moves: int = 0


@dataclass(frozen=True, slots=True)
class Handover:
    """One step up: from which status by which action to which, and who was chosen and why."""

    before: Status
    action: Action
    after: Status
    choice: Choice


@dataclass
class Tally:
    """How many open complaints everybody has, by the nearest last day of each."""

    counts: dict[int, dict[date, int]] = field(default_factory=dict)

    def add(self, staff_id: int, day: date, number: int = 1) -> None:
        """Count *number* more complaints that are next due on *day*."""
        days = self.counts.setdefault(staff_id, {})
        days[day] = days.get(day, 0) + number

    def loads(self) -> Mapping[int, int]:
        """Return how many everybody has."""
        return {staff_id: sum(days.values()) for staff_id, days in self.counts.items()}

    def overdue(self, staff_id: int, day: date) -> int:
        """Return how many of somebody's were due on *day* or before."""
        days = self.counts.get(staff_id, {})
        return sum(number for due, number in days.items() if due <= day)


def pass_up(held: Held, bench: Bench, tally: Tally) -> Handover | None:
    """Give *held* to the next tier by the rules of assignment; None where nobody above takes it.

    Raises IllegalTransitionError.
    """
    step = step_above(held.holder.role if held.holder else None)
    if step is None:
        return None
    try:
        placing = bench.choose(held.matter, at_least=step, even_absent=held.holder is None)
    except NobodyLeftError:
        return None
    action = Action.ASSIGN if held.status is Status.RECEIVED else Action.REASSIGN
    done = Handover(held.status, action, next_status(held.status, action), placing.choice)
    _hand(held, placing.choice, bench, tally)
    held.status, held.desk = done.after, placing.desk
    held.moves += 1
    return done


def _hand(held: Held, choice: Choice, bench: Bench, tally: Tally) -> None:
    taker, giver = choice.chosen, held.holder
    bench.hand(giver.staff_id if giver else None, taker.staff_id)
    tally.add(taker.staff_id, held.next_due_on)
    if giver is not None:
        tally.add(giver.staff_id, held.next_due_on, -1)
    held.holder = Holder(taker.staff_id, taker.username, taker.role)
