"""Who may do what, read a second time over every role, action and relation."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from portal.domain.lifecycle import REVIEWING, STANDING, TRANSITIONS
from portal.domain.permissions import (
    PART_TAKEN,
    Actor,
    Case,
    ForbiddenError,
    Role,
    may,
    require,
)
from portal.domain.severity import Approval
from portal.domain.statuses import Action
from tests import second_reading

R, A, P = Role, Action, Approval
ME, OTHER, THIS, THAT = 7, 8, 1, 2

# a: all, w: whose work it is, n: not whose work it is, d: whose work it is once all have signed,
# D: all once all have signed, S: who can sign, A: who is asked to agree, 2nd: who neither works on
# it nor made a finding; 1 2 r: who reviews and
# had no part in it (the first time, the second, either), c: the complainant, f s: while a first,
# second is left
MATRIX = """
                        intake officer supervisor director superior system complainant
file                    .      .       .          .        .        .      .
assign                  .      .       .          .        .        a      .
reassign                .      .       a          a        a        a      .
ask_clarification       a      w       w          w        w        .      .
clarify                 .      .       .          .        .        .      c
accept                  a      w       a          a        a        .      .
decline                 a      w       a          a        a        .      .
transfer                a      w       w          w        w        .      .
investigate             .      w       w          w        w        .      .
propose_findings        .      w       w          w        w        .      .
override                .      w       a          a        a        .      .
concur                  .      A       A          A        A        .      .
submit                  .      w       w          w        w        .      .
approve                 .      .       S          S        S        .      .
set_origin              a      .       a          a        a        .      .
send_back               .      .       n          n        n        .      .
decide                  .      d       D          D        D        .      .
close                   .      .       .          .        .        a      .
report_back             .      w       w          w        w        .      .
ask_review              .      .       .          .        .        .      f
conclude_review         .      1       1          1        1        .      .
ask_second_review       .      .       .          .        .        .      s
conclude_second_review  .      2       2          2        2        .      .
reopen                  .      r       r          r        r        .      .
recuse                  a      a       a          a        a        .      .
hand_back               .      w       w          w        w        .      .
decide_hand_back        .      .       n          n        n        .      .
reckon                  .      .       .          .        .        a      .
set_class               .      w       w          w        w        .      .
ask_extension           .      w       w          w        w        .      .
extend                  .      .       n          n        n        .      .
refuse_extension        .      .       n          n        n        .      .
warn                    .      .       .          .        .        a      .
escalate                .      .       .          .        .        a      .
remind_organ            .      .       .          .        .        a      .
chase_organ             .      .       .          .        .        a      .
raise_severity          .      w       a          a        a        a      .
excuse                  .      .       n          n        n        a      .
withdraw                .      .       .          .        .        .      c
deliver                 .      .       .          .        .        a      .
rate                    .      .       .          .        .        .      c
call_back               .      w       a          a        a        .      .
"""
ROLES, *LINES = [line.split() for line in MATRIX.strip().splitlines()]
CODES = {
    (Role(role), Action(action)): code
    for action, *codes in LINES
    for role, code in zip(ROLES, codes, strict=True)
}

CODES |= second_reading.CODES

ACTORS = [
    Actor(role, staff_id, complaint_id=complaint)
    for role in Role
    for staff_id, complaint in ((ME, None), (None, THIS), (None, THAT), (None, None))
]
CASES = (
    [
        Case(THIS, assignee, decider, reviews)
        for assignee, decider, reviews in product((None, ME, OTHER), (None, ME, OTHER), range(4))
    ]
    + [
        Case(THIS, assignee, decider, reviews, judges=frozenset(judges))
        for assignee, decider, reviews, judges in product(
            (ME, OTHER), (None, OTHER), range(4), ({ME}, {OTHER}, {ME, OTHER})
        )
    ]
    + [
        Case(THIS, assignee, missing=missing, involved=frozenset(involved), approved=not missing)
        for assignee, missing, involved in product(
            (ME, OTHER), ((), (P.SUPERVISOR,), (P.DIRECTOR,), tuple(P)), ({OTHER}, {ME, OTHER})
        )
    ]
    + [Case(THIS, OTHER, seconds=frozenset({person})) for person in (ME, OTHER)]
    + [
        Case(THIS, assignee, finders=frozenset(finders))
        for assignee, finders in product((ME, OTHER), ({ME}, {OTHER}, {ME, OTHER}))
    ]
)


def works(actor: Actor, case: Case) -> bool:
    return actor.staff_id == ME == case.assignee_id


def reviews(actor: Actor, case: Case) -> bool:
    return works(actor, case) and case.decided_by_id != ME and ME not in case.judges


def signs(actor: Actor, case: Case) -> bool:
    """A director signs anything that is missing, a supervisor not as the director."""
    if actor.staff_id is None or works(actor, case) or actor.staff_id in case.involved:
        return False
    return bool(set(case.missing) - ({P.DIRECTOR} if actor.role is R.SUPERVISOR else set()))


MEANINGS: dict[str, Callable[[Actor, Case], bool]] = {
    ".": lambda _actor, _case: False,
    "a": lambda _actor, _case: True,
    "w": works,
    "n": lambda actor, case: not works(actor, case),
    "d": lambda actor, case: works(actor, case) and case.approved,
    "D": lambda _actor, case: case.approved,
    "S": signs,
    "A": lambda actor, case: actor.staff_id is not None and actor.staff_id in case.seconds,
    "2nd": lambda actor, case: (
        actor.staff_id == ME and not works(actor, case) and case.finders == {OTHER}
    ),
    "1": lambda actor, case: reviews(actor, case) and case.reviews == 1,
    "2": lambda actor, case: reviews(actor, case) and case.reviews in {2, 3},
    "r": lambda actor, case: reviews(actor, case) and case.reviews in {1, 2, 3},
    "c": lambda actor, _case: actor.complaint_id == THIS,
    "f": lambda actor, case: actor.complaint_id == THIS and not case.reviews,
    "s": lambda actor, case: actor.complaint_id == THIS and case.reviews == 1,
}


def test_every_role_action_and_relation_is_decided_as_the_second_reading_has_it() -> None:
    differing = [
        (actor, action, case)
        for actor, action in product(ACTORS, Action)
        for meaning in [MEANINGS[CODES.get((actor.role, action), ".")]]
        for case in CASES
        if may(actor, action, case) is not meaning(actor, case)
    ]

    assert differing == []


def test_whoever_has_no_business_with_complaints_may_nothing() -> None:
    able = {
        actor.role
        for actor, action, case in product(ACTORS, Action, CASES)
        if may(actor, action, case)
    }

    assert set(Role) - able == {R.AUDITOR, R.ADMIN}


MINE = Case(THIS, assignee_id=ME)
REVIEW = Case(THIS, assignee_id=ME, decided_by_id=ME, reviews=1)
DECLINED = Case(THIS, assignee_id=ME, reviews=1, judges=frozenset({ME}))
OFFICER, SUPERVISOR = Actor(R.OFFICER, ME), Actor(R.SUPERVISOR, ME)
OWN = Actor.complainant(THIS)

FORBIDDEN = {
    "an officer works on another's complaint": (OFFICER, A.ACCEPT, Case(THIS, OTHER)),
    "an officer gives a complaint away": (OFFICER, A.REASSIGN, MINE),
    "an officer extends the own limit": (OFFICER, A.EXTEND, MINE),
    "a supervisor extends the own limit": (SUPERVISOR, A.EXTEND, MINE),
    "a supervisor refuses the own request": (SUPERVISOR, A.REFUSE_EXTENSION, MINE),
    "a supervisor excuses the own delay": (SUPERVISOR, A.EXCUSE, MINE),
    "a supervisor decides the own hand-back": (SUPERVISOR, A.DECIDE_HAND_BACK, MINE),
    "a supervisor sends the own findings back": (SUPERVISOR, A.SEND_BACK, MINE),
    "an officer approves": (OFFICER, A.APPROVE, Case(THIS, OTHER, missing=(P.SUPERVISOR,))),
    "a supervisor approves the own findings": (
        SUPERVISOR, A.APPROVE, Case(THIS, ME, missing=(P.SUPERVISOR,)),
    ),
    "somebody who was not asked agrees to an override": (
        SUPERVISOR, A.CONCUR, Case(THIS, OTHER, seconds=frozenset({OTHER})),
    ),
    "whoever made a finding screens it": (
        SUPERVISOR, A.SCREEN, Case(THIS, OTHER, finders=frozenset({ME, OTHER})),
    ),
    "whose work it is screens it": (OFFICER, A.SCREEN, Case(THIS, ME, finders=frozenset({OTHER}))),
    "whoever decided reviews it": (OFFICER, A.CONCLUDE_REVIEW, REVIEW),
    "whoever decided sets it aside": (OFFICER, A.REOPEN, REVIEW),
    "whoever declined reviews it": (OFFICER, A.CONCLUDE_REVIEW, DECLINED),
    "whoever reviewed reviews it again": (
        SUPERVISOR, A.CONCLUDE_SECOND_REVIEW, replace(DECLINED, reviews=2),
    ),
    "whoever had a part sets it aside": (SUPERVISOR, A.REOPEN, DECLINED),
    "a review is concluded that nobody asked for": (OFFICER, A.CONCLUDE_REVIEW, MINE),
    "a first review is concluded as the second": (
        OFFICER, A.CONCLUDE_SECOND_REVIEW, Case(THIS, ME, OTHER, reviews=1),
    ),
    "a complainant touches another's complaint": (Actor.complainant(THAT), A.WITHDRAW, MINE),
    "somebody without a complaint withdraws one": (Actor.complainant(None), A.WITHDRAW, MINE),
    "a complainant is reviewed a third time": (OWN, A.ASK_SECOND_REVIEW, Case(THIS, reviews=2)),
    "a complainant asks for the first review twice": (OWN, A.ASK_REVIEW, Case(THIS, reviews=1)),
    "a complainant decides": (OWN, A.DECIDE, MINE),
    "an auditor who was given a complaint acts on it": (Actor(R.AUDITOR, ME), A.ACCEPT, MINE),
    "an administrator reassigns": (Actor(R.ADMIN, ME), A.REASSIGN, MINE),
    "a liaison closes": (Actor(R.LIAISON, ME), A.CLOSE, MINE),
    "the system judges": (Actor.system(), A.ACCEPT, MINE),
    "nobody in particular works on what is nobody's": (Actor(R.OFFICER), A.ACCEPT, Case(THIS)),
}  # fmt: skip


@pytest.mark.parametrize("attempt", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_it_is_refused_that(attempt: tuple[Actor, Action, Case]) -> None:
    actor, action, case = attempt

    assert not may(actor, action, case)
    with pytest.raises(ForbiddenError, match=f"{actor.role} may not {action}") as refusal:
        require(actor, action, case)
    assert (refusal.value.actor, refusal.value.action) == (actor, action)


@pytest.mark.parametrize("case", [REVIEW, DECLINED])
@pytest.mark.parametrize("action", sorted(REVIEWING))
def test_who_is_kept_from_a_review_is_told_why(action: Action, case: Case) -> None:
    with pytest.raises(ForbiddenError) as refusal:
        require(OFFICER, action, case)

    assert refusal.value.why is PART_TAKEN


@pytest.mark.parametrize(
    ("action", "case"),
    [(A.CONCLUDE_REVIEW, Case(THIS, OTHER, reviews=1)), (A.EXTEND, DECLINED)],
    ids=["it is another's", "it is no review"],
)
def test_whoever_is_refused_for_another_reason_is_not_told_that(action: Action, case: Case) -> None:
    with pytest.raises(ForbiddenError) as refusal:
        require(OFFICER, action, case)

    assert refusal.value.why is None


def test_what_is_allowed_is_let_through() -> None:
    require(OFFICER, A.ACCEPT, MINE)
    require(OWN, A.ASK_REVIEW, MINE)


def test_everything_the_lifecycle_knows_is_somebodys_to_do() -> None:
    known = {action for _, action in TRANSITIONS} | set(STANDING)
    done = {action for (_, action), code in CODES.items() if code != "."}

    assert known == done == set(Action) - {A.FILE}


def test_every_role_is_named_in_both_languages() -> None:
    assert [role for role in Role if not (role.text.zh and role.text.en)] == []
