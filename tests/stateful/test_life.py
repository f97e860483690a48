"""Complaints driven through their lives by anybody, in any order, against PostgreSQL.

After each step: status and log agree and the log has only grown; an open complaint has the one
next deadline that its clocks come to; whoever was refused has changed nothing; nobody reviews what
they had a part in; and nobody of the staff sees what the wall keeps from them.
"""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update

from portal.domain.category import Category
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import TRANSITIONS, Action, possible_actions
from portal.domain.permissions import Actor, may
from portal.domain.statuses import Status
from portal.models.complaint import Complaint
from portal.models.official import Official
from portal.models.staff import Staff
from portal.services import reckoning
from portal.services.office import Office
from portal.transaction import transaction
from tests.crooked import CODES, NAMES, hire, people_district, tie
from tests.factories import NOW, Make
from tests.stateful.deed import Deed
from tests.stateful.deeds import FAILURES, REFUSALS, do
from tests.stateful.observing import SYSTEM, Observer, Stand, contents

MOST = 3
ONWARD = 0.8
picks = st.integers(0, 999)
seeds = st.integers(0, 2**32)
complaints = st.integers(0, MOST - 1)


class Outcome(StrEnum):
    """What came of an attempt."""

    DONE = "done"
    UNSEEN = "unseen"
    REFUSED = "refused"
    FAILED = "failed"


class Lives(RuleBasedStateMachine):
    """A few complaints, everybody who could touch them, and what must hold whatever they do."""

    def __init__(self, empty: Callable[[], None], office: Office) -> None:
        super().__init__()
        self.empty, self.office = empty, office
        self.observer = Observer(office)
        self.now = NOW
        self.filed = self.tied = self.reckoned = self.turn = 0
        self.away = False
        self.staff: list[Actor] = []

    @initialize(seed=seeds)
    def open_the_office(self, seed: int) -> None:
        """Begin with an empty database, a crooked district and an office with ties to it."""
        self.empty()
        random = Random(seed)  # noqa: S311 -- examples, not secrets
        with transaction(SYSTEM) as session:
            make = Make(session, self.office)
            staff = hire(make, random, people_district(make, random))
            self.staff = [each.as_actor() for each in staff]

    @precondition(lambda self: self.filed < MOST)
    @rule(code=st.sampled_from(CODES), name=st.sampled_from(["", *NAMES]), grave=st.booleans())
    def file(self, code: str, name: str, grave: bool) -> None:  # noqa: FBT001 -- drawn by name
        """Somebody complains."""
        self.filed += 1
        key = f"life-{self.filed}"
        with transaction(SYSTEM) as session:
            Make(session, self.office).complaint(
                now=self.now,
                filing_key=key,
                organ_code=code,
                official_name=name,
                categories=(Category.C06 if grave else Category.C03,),
                attachments=(StoredFile(key, "照片.png", "image/png", 1, "0"),),
            )

    @precondition(lambda self: self.filed)
    @rule(which=complaints, who=picks, action=st.sampled_from(Action), pick=picks)
    def attempt(self, which: int, who: int, action: Action, pick: int) -> None:
        """Anybody tries anything."""
        people = [*self.staff, SYSTEM, *(Actor.complainant(each) for each in (1, 2))]
        self.take(self.one(which), people[who % len(people)], action, pick)

    @precondition(lambda self: self.filed)
    @rule(which=complaints, seed=seeds, steps=st.integers(1, 3))
    def go_on(self, which: int, seed: int, steps: int) -> None:
        """Whoever may do something does it: now and then anything, most often what leads on."""
        random = Random(seed)  # noqa: S311 -- examples, not secrets
        for _ in range(steps):
            stand = self.one(which)
            ways = self.ways(stand)
            onward = [action for action in ways if leads_on(stand.status, action)]
            actions = onward if random.random() < ONWARD else list(ways)
            if not actions:
                return
            self.now += timedelta(hours=random.randrange(30))
            action = random.choice(actions)
            self.take(stand, random.choice(ways[action]), action, random.randrange(1000))
            self.everything_agrees()

    @precondition(lambda self: self.filed)
    @rule(which=complaints, pick=picks)
    def insist(self, which: int, pick: int) -> None:
        """Whoever holds a complaint takes it on, allowed to or not."""
        stand = self.one(which)
        holders = [each for each in self.staff if each.staff_id == stand.case.assignee_id]
        onward = [each for each in possible_actions(stand.status) if leads_on(stand.status, each)]
        if holders and onward:
            self.take(stand, holders[0], onward[pick % len(onward)], pick)

    @precondition(lambda self: self.filed and not self.away)
    @rule(which=complaints, days=st.integers(1, 60))
    def leave_one_alone(self, which: int, days: int) -> None:
        """Everybody is away but who holds a complaint: nobody is left to take it over."""
        self.away = True
        others = update(Staff).where(Staff.id.is_distinct_from(self.one(which).case.assignee_id))
        with transaction(SYSTEM) as session:
            session.execute(others.values(absent_until=self.now + timedelta(days=days)))

    @precondition(lambda self: self.tied < MOST)
    @rule(who=picks, seed=seeds)
    def tie_somebody(self, who: int, seed: int) -> None:
        """A tie comes to light."""
        self.tied += 1
        random = Random(seed)  # noqa: S311 -- examples, not secrets
        staff_id = self.staff[who % len(self.staff)].staff_id
        with transaction(SYSTEM) as session:
            officials = list(session.scalars(select(Official).order_by(Official.id)))
            tie(Make(session, self.office), random, session.get_one(Staff, staff_id), officials)

    @precondition(lambda self: self.filed and self.reckoned < MOST)
    @rule(days=st.integers(0, 40))
    def reckon(self, days: int) -> None:
        """Days pass, and the day's reckoning is made."""
        self.reckoned += 1
        self.now += timedelta(days=days)
        with transaction(SYSTEM) as session:
            reckoning.reckon_all(session, after=0, office=self.office, now=self.now)

    @invariant()
    def everything_agrees(self) -> None:
        """Look at every complaint, and at all of them with the eyes of one of the staff."""
        self.observer.look()
        self.turn += 1
        if self.staff:
            actor = self.staff[self.turn % len(self.staff)]
            self.observer.ask_as(actor, thoroughly=int(self.turn % MOST == 0))

    def teardown(self) -> None:
        """Let everybody of the staff look at how it ended."""
        for place, actor in enumerate(self.staff):
            self.observer.ask_as(actor, thoroughly=MOST if place % 4 == self.turn % 4 else 0)

    def take(self, stand: Stand, actor: Actor, action: Action, pick: int) -> None:
        """Let *actor* try *action*, and hold the tables against the result."""
        before = contents()
        hidden = stand.about.complaint_id in self.observer.hidden_from(actor)
        allowed = may(actor, action, stand.case) and action in possible_actions(stand.status)

        outcome = self.outcome(stand, actor, action, pick)

        if hidden:
            assert outcome is Outcome.UNSEEN
        elif allowed:
            assert outcome in {Outcome.DONE, Outcome.FAILED}
        else:
            assert outcome in {Outcome.REFUSED, Outcome.FAILED}
        assert outcome is Outcome.DONE or contents() == before

    def outcome(self, stand: Stand, actor: Actor, action: Action, pick: int) -> Outcome:
        """Return what comes of it when *actor* tries *action* in a transaction of their own."""
        try:
            with transaction(actor) as session:
                complaint = session.get(Complaint, stand.about.complaint_id)
                if complaint is None:
                    return Outcome.UNSEEN
                do(Deed(session, complaint, actor, action, pick, self.office, self.now))
        except FAILURES:
            return Outcome.FAILED
        except REFUSALS:
            return Outcome.REFUSED
        return Outcome.DONE

    def one(self, which: int) -> Stand:
        """Return one of the complaints, as it was seen last."""
        return self.observer.stands[which % len(self.observer.stands)]

    def ways(self, stand: Stand) -> dict[Action, list[Actor]]:
        """Return what can be done next, with everybody who may and sees the complaint."""
        number = stand.about.complaint_id
        people = [
            *(each for each in self.staff if number not in self.observer.hidden_from(each)),
            SYSTEM,
            Actor.complainant(number),
        ]
        ways = {
            action: [actor for actor in people if may(actor, action, stand.case)]
            for action in possible_actions(stand.status)
        }
        return {action: actors for action, actors in ways.items() if actors}


def leads_on(status: Status, action: Action) -> bool:
    """Tell whether *action* brings a complaint nearer to its end, and to a review of it."""
    after = TRANSITIONS.get((status, action))
    return after not in {None, status, Status.WITHDRAWN, Status.DECLINED}


@pytest.mark.timeout(1500)  # twenty-five lives are minutes of work on a busy machine
def test_whatever_anybody_does_every_complaint_stays_in_order(
    office: Office, empty_tables: Callable[[], None]
) -> None:
    run_state_machine_as_test(
        lambda: Lives(empty_tables, office),  # type: ignore[arg-type]  # called, not subclassed
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            phases=[Phase.reuse, Phase.generate],  # shrinking takes many minutes: on purpose only
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
