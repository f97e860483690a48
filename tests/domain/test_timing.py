"""The clocks over every possible life: an open complaint always has a duty that runs out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from portal.domain.clock import CLOCKS, AnswerClass, Bearer, ClockKind
from portal.domain.lifecycle import TRANSITIONS
from portal.domain.permissions import Actor, Case, may
from portal.domain.statuses import Action, Status
from portal.domain.timing import ANSWERS, EFFECTS, Effect, effect_of

K = ClockKind
RIGHTS = {K.REVIEW_REQUEST, K.SECOND_REVIEW_REQUEST}
COMPLAINANT = Actor.complainant(1)


@dataclass(frozen=True)
class Life:
    """What the clocks depend on; *kind* is the class, as the answer's clock."""

    status: Status
    running: frozenset[ClockKind]
    kind: ClockKind
    reviews: int = 0
    still: bool = False
    twice: frozenset[ClockKind] = frozenset()

    @property
    def duties(self) -> frozenset[ClockKind]:
        """Return what the office or the organ still owes."""
        owed = {Bearer.OFFICE, Bearer.ORGAN}
        return frozenset(kind for kind in self.running if CLOCKS[kind].bearer in owed)


def take(life: Life, action: Action, after: Status) -> Life:
    """Return the life after *action*."""
    effect = effect_of(action)
    left = life.running - effect.finished - effect.dropped
    fresh = [*effect.started, *([life.kind] if effect.answer and not left & ANSWERS else [])]
    return replace(
        life,
        status=after,
        running=left | frozenset(fresh),
        reviews=life.reviews + (after is Status.UNDER_REVIEW and life.status is not after),
        still=effect.tolls or (life.still and not effect.resumes),
        twice=left & frozenset(fresh),
    )


def allowed(life: Life, action: Action) -> bool:
    """Tell whether anybody could: two reviews are asked for, each is concluded, an outcome is told

    once, and what was told is closed.
    """
    case = Case(1, assignee_id=7, reviews=life.reviews)
    reviewing = {
        Action.CONCLUDE_REVIEW: life.reviews == 1,
        Action.CONCLUDE_SECOND_REVIEW: life.reviews > 1,
        Action.ASK_REVIEW: may(COMPLAINANT, Action.ASK_REVIEW, case),
        Action.ASK_SECOND_REVIEW: may(COMPLAINANT, Action.ASK_SECOND_REVIEW, case),
    }
    running = {Action.DELIVER: K.RESULT_MAIL, Action.CLOSE: K.CLOSING}
    return reviewing.get(action, running.get(action) in {None, *life.running})


def steps(life: Life) -> Iterator[tuple[Action, Life]]:
    """Yield each action that the lifecycle allows, with what it leads to."""
    for (status, action), after in TRANSITIONS.items():
        if status is life.status and allowed(life, action):
            yield action, take(life, action, after)


def lives(kind: ClockKind) -> set[Life]:
    """Return every life that a complaint of a class can come to, however long it takes."""
    filed = Life(Status.RECEIVED, frozenset(effect_of(Action.FILE).started), kind)
    met, todo = {filed}, [filed]
    while todo:
        fresh = {life for _, life in steps(todo.pop())} - met
        met |= fresh
        todo += fresh
    return met


LIVES = {answer: lives(answer.clock) for answer in AnswerClass}
EVERY = frozenset().union(*LIVES.values())


def test_every_open_complaint_has_a_duty_that_runs_out_and_no_other_has() -> None:
    assert {life for life in EVERY if bool(life.duties) is not life.status.open} == set()


def test_no_clock_is_started_that_runs_already() -> None:
    assert {life for life in EVERY if life.twice} == set()


@pytest.mark.parametrize("answer", AnswerClass)
def test_every_status_is_lived_through_in_every_class(answer: AnswerClass) -> None:
    assert {life.status for life in LIVES[answer]} == set(Status)


def test_one_answer_at_most_is_owed_and_in_the_class_of_the_complaint() -> None:
    assert {life for life in EVERY if not life.running & ANSWERS <= {life.kind}} == set()


def test_the_clocks_stand_still_exactly_while_the_complainant_is_waited_for() -> None:
    waiting = {life for life in EVERY if life.still}

    assert waiting == {life for life in EVERY if life.status is Status.CLARIFICATION}
    assert all(CLOCKS[kind].tollable for life in waiting for kind in life.duties)


DUTIES = {
    Status.RECEIVED: {K.DECIDE_ACCEPTANCE},
    Status.ASSIGNED: {K.DECIDE_ACCEPTANCE},
    Status.CLARIFICATION: {K.DECIDE_ACCEPTANCE},
    Status.ACCEPTED: set(ANSWERS),
    Status.INVESTIGATING: set(ANSWERS),
    Status.FINDINGS_PROPOSED: set(ANSWERS),
    Status.AWAITING_APPROVAL: set(ANSWERS),
    Status.TRANSFERRED: set(ANSWERS),
    Status.DECIDED: {K.RESULT_MAIL, K.CLOSING},
    Status.UNDER_REVIEW: {K.REVIEW_DECISION, K.SECOND_REVIEW_DECISION},
}


@pytest.mark.parametrize("status", Status)
def test_what_is_owed_in_a_status_is(status: Status) -> None:
    owed = {kind for life in EVERY if life.status is status for kind in life.duties}

    assert owed == DUTIES.get(status, set())
    assert all(len(life.duties) <= 1 for life in EVERY)


def test_a_right_that_was_used_runs_no_longer() -> None:
    reviewing = {life for life in EVERY if life.status is Status.UNDER_REVIEW}

    assert {life for life in reviewing if life.running & RIGHTS} == set()


def test_a_right_runs_while_the_complainant_can_still_use_it() -> None:
    done = {life for life in EVERY if life.status in {Status.CLOSED, Status.DECLINED}}
    left = {life for life in done if any(True for _ in steps(life))}

    assert {life for life in left if not life.running & RIGHTS} == set()


def test_a_withdrawal_ends_everything() -> None:
    assert {life.running for life in EVERY if life.status is Status.WITHDRAWN} == {frozenset()}


def test_an_action_that_is_not_listed_leaves_the_clocks_alone() -> None:
    quiet = set(Action) - set(EFFECTS)

    assert {effect_of(action) for action in quiet} == {Effect()}
    assert quiet >= {Action.ASSIGN, Action.REASSIGN, Action.RECUSE, Action.HAND_BACK, Action.WRITE}
