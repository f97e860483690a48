"""Who may do what, read a second time over every role, action and relation."""

from collections.abc import Callable
from itertools import product

import pytest

from portal.domain.lifecycle import STANDING, TRANSITIONS
from portal.domain.permissions import Actor, Case, ForbiddenError, Role, may, require
from portal.domain.severity import Severity
from portal.domain.statuses import Action

R, A = Role, Action
ME, OTHER, THIS, THAT = 7, 8, 1, 2

# a: all, w: whose work it is, n: not whose work it is, d: whose work it is while one person is
# enough, D: that, or who is asked to approve another's; 1 2 r: who reviews and did not decide it
# (the first time, the second, either), c: the complainant, f s: while a first, second is left
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
submit                  .      w       w          w        w        .      .
send_back               .      .       n          n        n        .      .
decide                  .      d       D          D        D        .      .
close                   .      w       a          a        a        a      .
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
extend                  .      .       n          n        n        .      .
warn                    .      .       .          .        .        a      .
escalate                .      .       .          .        .        a      .
excuse                  .      .       n          n        n        a      .
withdraw                .      .       .          .        .        .      c
rate                    .      .       .          .        .        .      c
call_back               .      w       a          a        a        .      .
"""
ROLES, *LINES = [line.split() for line in MATRIX.strip().splitlines()]
CODES = {
    (Role(role), Action(action)): code
    for action, *codes in LINES
    for role, code in zip(ROLES, codes, strict=True)
}

for action in (A.ASK_ORGAN, A.ORDER_MEASURE, A.CONFIRM_MEASURE):
    CODES |= {(role, action): "w" for role in (R.OFFICER, R.SUPERVISOR, R.DIRECTOR, R.SUPERIOR)}
CODES |= {(role, A.ANSWER_OBJECTION): "n" for role in (R.SUPERVISOR, R.DIRECTOR, R.SUPERIOR)}
CODES |= {(R.LIAISON, action): "a" for action in (A.ORGAN_ANSWERS, A.REPORT_MEASURE, A.OBJECT)}

ACTORS = [
    Actor(role, staff_id, complaint_id=complaint)
    for role in Role
    for staff_id, complaint in ((ME, None), (None, THIS), (None, THAT), (None, None))
]
CASES = [
    Case(THIS, assignee, decider, reviews)
    for assignee, decider, reviews in product((None, ME, OTHER), (None, ME, OTHER), range(4))
] + [
    Case(THIS, assignee, severity=severity, submitted=submitted)
    for assignee, severity, submitted in product((ME, OTHER), Severity, (False, True))
]


def works(actor: Actor, case: Case) -> bool:
    return actor.staff_id == ME == case.assignee_id


def reviews(actor: Actor, case: Case) -> bool:
    return works(actor, case) and case.decided_by_id != ME


def decides(actor: Actor, case: Case) -> bool:
    light = case.severity not in {Severity.DISCIPLINE, Severity.REFERRAL}
    return works(actor, case) and light and not case.submitted


MEANINGS: dict[str, Callable[[Actor, Case], bool]] = {
    ".": lambda _actor, _case: False,
    "a": lambda _actor, _case: True,
    "w": works,
    "n": lambda actor, case: not works(actor, case),
    "d": decides,
    "D": lambda actor, case: decides(actor, case) or (case.submitted and not works(actor, case)),
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
OFFICER, SUPERVISOR = Actor(R.OFFICER, ME), Actor(R.SUPERVISOR, ME)
OWN = Actor.complainant(THIS)

FORBIDDEN = {
    "an officer works on another's complaint": (OFFICER, A.ACCEPT, Case(THIS, OTHER)),
    "an officer gives a complaint away": (OFFICER, A.REASSIGN, MINE),
    "an officer extends the own limit": (OFFICER, A.EXTEND, MINE),
    "a supervisor extends the own limit": (SUPERVISOR, A.EXTEND, MINE),
    "a supervisor excuses the own delay": (SUPERVISOR, A.EXCUSE, MINE),
    "a supervisor decides the own hand-back": (SUPERVISOR, A.DECIDE_HAND_BACK, MINE),
    "a supervisor sends the own findings back": (SUPERVISOR, A.SEND_BACK, MINE),
    "an officer approves": (OFFICER, A.DECIDE, Case(THIS, OTHER, submitted=True)),
    "a supervisor approves the own findings": (
        SUPERVISOR, A.DECIDE, Case(THIS, ME, submitted=True),
    ),
    "one person alone proposes discipline": (
        SUPERVISOR, A.DECIDE, Case(THIS, ME, severity=Severity.DISCIPLINE),
    ),
    "a director decides what is another's": (Actor(R.DIRECTOR, ME), A.DECIDE, Case(THIS, OTHER)),
    "whoever decided reviews it": (OFFICER, A.CONCLUDE_REVIEW, REVIEW),
    "whoever decided sets it aside": (OFFICER, A.REOPEN, REVIEW),
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


def test_what_is_allowed_is_let_through() -> None:
    require(OFFICER, A.ACCEPT, MINE)
    require(OWN, A.ASK_REVIEW, MINE)


def test_everything_the_lifecycle_knows_is_somebodys_to_do() -> None:
    known = {action for _, action in TRANSITIONS} | set(STANDING)
    done = {action for (_, action), code in CODES.items() if code != "."}

    assert known == done == set(Action) - {A.FILE}


def test_every_role_is_named_in_both_languages() -> None:
    assert [role for role in Role if not (role.text.zh and role.text.en)] == []
