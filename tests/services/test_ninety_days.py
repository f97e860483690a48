"""Ninety days of sweeps, compared with a count made by hand; killed and doubled, all the same."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, takewhile
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor, Role
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import casework, escalation, excuses, outages
from portal.services.office import Office
from tests.factories import Make
from tests.holding import holder

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, DAYS = date(2026, 8, 31), 90
LAST = FIRST + timedelta(days=DAYS)
COMPLAINTS = 120
NEVER = date(2999, 1, 1)
DOWN = {date(2026, 9, 16): 0, date(2026, 10, 20): 3}
"""On which day an outage lay, and how many days later it was recorded."""


class KilledError(Exception):
    """Raised in the middle of a batch, as if the worker had died."""


@dataclass(frozen=True)
class Plan:
    """What happens to one complaint: on which days it is filed, accepted, withdrawn."""

    filed: date
    accepted: date = NEVER
    withdrawn: date = NEVER
    excused: bool = False


@dataclass
class Expected:
    """What the count by hand comes to."""

    warnings: set[tuple[int, str, str, date]] = field(default_factory=set)
    breaches: set[tuple[int, str, date]] = field(default_factory=set)
    escalations: Counter[tuple[int, str]] = field(default_factory=Counter)
    cases: set[tuple[int, str]] = field(default_factory=set)


def plans(random: Random) -> list[Plan]:
    """Return plans of every sort."""
    made = []
    for _ in range(COMPLAINTS):
        filed = FIRST + timedelta(days=random.randrange(50))
        after = random.choice([0, 2, 5, 8, 9, 12, 30, None])
        ends = random.choice([1, 6, 20, 33, 60, None, None, None])
        withdrawn = NEVER if ends is None else filed + timedelta(days=ends)
        accepted = NEVER if after is None else filed + timedelta(days=after)
        made.append(
            Plan(
                filed, accepted if accepted <= withdrawn else NEVER, withdrawn,
                random.random() < 0.2,
            )
        )  # fmt: skip
    return made


@dataclass(frozen=True)
class Hand:
    """Counts by hand, with nothing of the portal but its table of days off."""

    ordered: Mapping[date, bool]

    def worked(self, day: date) -> bool:
        """Tell whether *day* is worked."""
        return self.ordered.get(day, day.weekday() < 5)

    def roll(self, day: date, step: int = 1) -> date:
        """Return *day* or the nearest worked one after it, before it for a *step* of -1."""
        while not self.worked(day):
            day += timedelta(days=step)
        return day

    def workdays(self, day: date, number: int) -> list[date]:
        """Return so many worked days after *day*."""
        after = (day + timedelta(days=each) for each in count(1))
        found = (each for each in after if self.worked(each))
        return [next(found) for _ in range(number)]

    def acceptance(self, start: date) -> tuple[date, dict[str, date]]:
        """Return the last day of five worked days, and when to warn."""
        days = self.workdays(start, 5)
        return days[4], {"50": days[2], "80": days[3], "last_day": days[3]}

    def answer(self, start: date) -> tuple[date, dict[str, date]]:
        """Return the last day of thirty days, and when to warn."""
        due = self.roll(start + timedelta(days=30))
        before = self.roll(due - timedelta(days=1), -1)
        half, most = start + timedelta(days=15), start + timedelta(days=24)
        return due, {"50": half, "80": most, "last_day": before}

    def found(self, due: date, end: date) -> list[date]:
        """Return the days on which a duty is found overdue until it *ends*."""
        days, day = [], due + timedelta(days=1)
        while day <= min(end, LAST):
            days.append(day)
            day = self.roll(day + timedelta(days=10)) + timedelta(days=1)
        return days

    def expect(self, planned: list[Plan]) -> Expected:
        """Return what must come of the plans."""
        expected = Expected()
        for number, plan in enumerate(planned):
            over = min(plan.accepted, plan.withdrawn)
            due, warned = self.acceptance(plan.filed)
            self.add(expected, number, "decide_acceptance", due, warned, over, excused=plan.excused)
            if plan.accepted != NEVER:
                due, warned = self.answer(plan.accepted)
                self.add(expected, number, "answer_general", due, warned, plan.withdrawn)
        return expected

    def add(
        self, expected: Expected, number: int, kind: str, due: date, warned: dict[str, date],
        end: date, *, excused: bool = False,
    ) -> None:  # fmt: skip
        """Add what one clock comes to."""
        for warning, on in warned.items():
            if on <= min(due, end, LAST):
                expected.warnings.add((number, kind, warning, on))
        found = self.found(due, end)
        if found:
            expected.breaches.add((number, kind, due))
            expected.escalations[number, kind] = len(found)
            if not excused and due not in DOWN:
                expected.cases.add((number, kind))


def at(day: date, hour: int) -> datetime:
    """Return an hour of the office's day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE).astimezone(UTC)


@dataclass
class World:
    """Ninety days, one after the other; *dies* says how often a batch is killed."""

    session: Session
    make: Make
    office: Office
    planned: list[Plan]
    random: Random
    dies: float = 0
    filed: dict[int, Complaint] = field(default_factory=dict)
    killed: int = 0

    def __post_init__(self) -> None:
        self.head = self.make.staff(Role.SUPERIOR)
        for role in (Role.OFFICER, Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR):
            self.make.staff(role)

    def run(self) -> None:
        """Live through the days."""
        for day in takewhile(lambda day: day <= LAST, (FIRST + timedelta(n) for n in count())):
            self.sweep(at(day, 1))
            self.act(day)

    def sweep(self, now: datetime) -> None:
        """Run both sweeps, some of them twice."""
        for act in (escalation.warn, escalation.escalate):
            for _ in range(2 if self.random.random() < self.dies else 1):
                after: escalation.Place | None = escalation.START
                while after is not None:
                    after = self.batch(act, after, now)

    def batch(self, act: Callable[..., Any], after: Any, now: datetime) -> Any:
        """Do one batch, again and again until it is not killed."""
        while True:
            try:
                with self.session.begin_nested(), self.danger():
                    return act(self.session, after=after, office=self.office, now=now)
            except KilledError:
                self.killed += 1

    @contextmanager
    def danger(self) -> Iterator[None]:
        """Let the worker die before some statement that writes."""

        def die(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            writes = statement.lstrip().startswith(("INSERT", "UPDATE"))
            if writes and self.random.random() < self.dies / 5:
                raise KilledError

        connection = self.session.connection()
        event.listen(connection, "before_cursor_execute", die)
        try:
            yield
        finally:
            event.remove(connection, "before_cursor_execute", die)

    def act(self, day: date) -> None:
        """Do what the plans have for *day*."""
        for number, plan in enumerate(self.planned):
            if plan.filed == day:
                self.file(number, plan)
            if plan.accepted == day:
                self.accept(self.filed[number], at(day, 14))
            if plan.withdrawn == day:
                self.withdraw(self.filed[number], at(day, 15))
        self.record(day)
        self.session.flush()

    def accept(self, complaint: Complaint, now: datetime) -> None:
        """Let whoever has the complaint accept it."""
        actor = holder(self.session, complaint)
        casework.accept(self.session, complaint, actor, office=self.office, now=now)

    def file(self, number: int, plan: Plan) -> None:
        """File a complaint, and record its special reason if it has one."""
        self.filed[number] = complaint = self.make.assigned(now=at(plan.filed, 12))
        if plan.excused:
            head = self.session.get_one(Staff, self.head.id).as_actor()
            excuses.excuse(self.session, complaint, head, reason="台风", now=at(plan.filed, 13))

    def withdraw(self, complaint: Complaint, now: datetime) -> None:
        """Let the complainant take it back."""
        actor = Actor.complainant(complaint.id)
        casework.advance(
            self.session, complaint, actor, Action.WITHDRAW, office=self.office, now=now
        )

    def record(self, day: date) -> None:
        """Record the outage that is recorded on *day*, if there is one."""
        for down, later in DOWN.items():
            if down + timedelta(days=later) == day:
                outages.record(
                    self.session, Actor.system(), from_at=at(down, 10), until_at=at(down, 15),
                    what="断电", office=self.office, now=at(day, 16),
                )  # fmt: skip


def rows(session: Session, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(text(sql))]


WARNINGS = (
    'SELECT w.complaint_id, c.kind, w.kind, w."on" FROM warning w JOIN clock c ON c.id = clock_id'
)
BREACHES = "SELECT b.complaint_id, c.kind, b.due_on FROM breach b JOIN clock c ON c.id = clock_id"
STEPS = "SELECT complaint_id, detail ->> 'clock' FROM case_log WHERE action = 'escalate'"
CASES = (
    "SELECT a.complaint_id, c.kind FROM accountability_case a JOIN breach b ON b.id = breach_id"
    " JOIN clock c ON c.id = b.clock_id WHERE withdrawn_at IS NULL"
)
WRONGLY_HELD = """
SELECT a.id FROM accountability_case a JOIN breach b ON b.id = a.breach_id WHERE a.staff_id <> (
    SELECT s.id FROM case_log l JOIN staff s ON s.username = l.detail ->> 'to'
    WHERE l.complaint_id = a.complaint_id AND l.action IN ('assign', 'reassign')
    AND l.at < (b.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    ORDER BY l.at DESC, l.id DESC LIMIT 1)
"""
LETTERS = "SELECT count(*) FROM outbox WHERE payload ->> 'letter' = '{}'"


@pytest.mark.parametrize("dies", [0, 0.3], ids=["in peace", "killed and doubled"])
def test_ninety_days_come_to_what_a_count_by_hand_comes_to(
    session: Session, make: Make, office: Office, dies: float
) -> None:
    random = Random(46)  # noqa: S311 -- a life, not a secret
    planned = plans(random)
    hand = Hand(dict(rows(session, 'SELECT "on", working FROM calendar_day')))
    expected = hand.expect(planned)
    world = World(session, make, office, planned, random, dies)

    world.run()

    number = {complaint.id: each for each, complaint in world.filed.items()}
    found = {
        name: [(number[row[0]], *row[1:]) for row in rows(session, sql)]
        for name, sql in {"w": WARNINGS, "b": BREACHES, "s": STEPS, "c": CASES}.items()
    }
    assert sorted(found["w"]) == sorted(expected.warnings)
    assert sorted(found["b"]) == sorted(expected.breaches)
    assert Counter(found["s"]) == expected.escalations
    assert sorted(found["c"]) == sorted(expected.cases)
    assert rows(session, WRONGLY_HELD) == []
    for letter in ("overdue", "progress"):
        assert rows(session, LETTERS.format(letter)) == [(len(found["s"]),)]
    assert bool(world.killed) is bool(dies)
    assert len(expected.cases) > COMPLAINTS / 4
