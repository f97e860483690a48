"""The life of a complaint, read a second time: what each status allows, and what it never does."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import product

import pytest

from portal.domain.lifecycle import (
    OPEN,
    STANDING,
    TRANSITIONS,
    IllegalTransitionError,
    next_status,
    possible_actions,
    public_status,
    require_standing,
)
from portal.domain.public_status import PublicStatus
from portal.domain.statuses import Action, Status
from tests.second_reading import TALK

S, A = Status, Action
PAIRS = tuple(product(Status, Action))
FINISHED = {S.CLOSED, S.DECLINED, S.WITHDRAWN}

# status: action=where it leads, or the action alone where the status stays
LIFE = {
    "received": "assign=assigned withdraw=withdrawn recuse reckon set_origin",
    "assigned": "ask_clarification=clarification accept=accepted decline=declined"
    " transfer=transferred withdraw=withdrawn reassign recuse hand_back decide_hand_back reckon"
    " set_class set_origin",
    "clarification": "clarify=assigned decline=declined withdraw=withdrawn reassign recuse reckon"
    " set_origin",
    "accepted": "call_back "
    "investigate=investigating propose_findings=findings_proposed transfer=transferred"
    " withdraw=withdrawn reassign recuse reckon set_class set_origin ask_extension"
    " extend refuse_extension",
    "investigating": "call_back "
    "propose_findings=findings_proposed transfer=transferred withdraw=withdrawn"
    " reassign recuse reckon set_class set_origin ask_extension"
    " extend refuse_extension",
    "findings_proposed": "call_back "
    "investigate=investigating submit=awaiting_approval override concur"
    " propose_findings reassign recuse reckon ask_extension extend"
    " refuse_extension set_origin",
    "awaiting_approval": "call_back "
    "send_back=investigating approve decide=decided reassign recuse reckon"
    " ask_extension extend refuse_extension set_origin",
    "decided": "call_back deliver close=closed ask_review=under_review"
    " ask_second_review=under_review reassign recuse reckon",
    "closed": "reckon ask_review=under_review ask_second_review=under_review rate call_back",
    "under_review": "call_back "
    "conclude_review=closed conclude_second_review=closed reopen=accepted"
    " reassign recuse reckon",
    "declined": "ask_review=under_review reckon",
    "transferred": "report_back=closed reassign recuse reckon",
    "withdrawn": "",
}


def read(life: Mapping[str, str]) -> dict[tuple[Status, Action], Status]:
    """Return where each pair leads."""
    read = {}
    for status, line in life.items():
        for entry in line.split():
            action, _, target = entry.partition("=")
            read[S(status), A(action)] = S(target or status)
    return read


# whatever is open can be late, and what was late can still be excused when it is over
LATE = {status.value: "warn escalate excuse" for status in set(Status) - FINISHED}
LATE |= {status.value: "excuse" for status in FINISHED}

# what somebody has in hand can turn out graver until its outcome is decided
for hand in OPEN - {S.RECEIVED, S.DECIDED, S.TRANSFERRED, S.UNDER_REVIEW}:
    LATE[hand.value] += " raise_severity"

WITH_ORGANS = (
    "accepted investigating findings_proposed awaiting_approval decided closed under_review"
)
WITH_THEM = {
    "ask_organ": "accepted investigating under_review",
    "order_measure": "decided closed",
    "organ_answers": WITH_ORGANS,
    "report_measure": WITH_ORGANS,
    "confirm_measure": WITH_ORGANS,
    "object": WITH_ORGANS,
    "answer_objection": WITH_ORGANS,
    "take_back": WITH_ORGANS,
    "extend_enquiry": WITH_ORGANS,
    "remind_organ": WITH_ORGANS,
    "chase_organ": WITH_ORGANS,
}
LEGAL = {**read(LIFE), **read(LATE)}
LEGAL |= {(S(at), A(act)): S(at) for act, there in WITH_THEM.items() for at in there.split()}
LEGAL |= TALK

FORBIDDEN = {
    "a complaint is accepted before anybody has it": (S.RECEIVED, A.ACCEPT),
    "a complaint is declined unread": (S.RECEIVED, A.DECLINE),
    "a complaint is decided on the spot": (S.ASSIGNED, A.DECIDE),
    "findings come before acceptance": (S.ASSIGNED, A.PROPOSE_FINDINGS),
    "what waits for the complainant is accepted meanwhile": (S.CLARIFICATION, A.ACCEPT),
    "what was accepted is declined after all": (S.ACCEPTED, A.DECLINE),
    "what is investigated is declined after all": (S.INVESTIGATING, A.DECLINE),
    "a decision comes without findings": (S.INVESTIGATING, A.DECIDE),
    "a decision comes without signatures": (S.FINDINGS_PROPOSED, A.DECIDE),
    "what is not put up is signed": (S.FINDINGS_PROPOSED, A.APPROVE),
    "an outcome is changed while it is being signed": (S.AWAITING_APPROVAL, A.OVERRIDE),
    "an accepted complaint is closed without a decision": (S.ACCEPTED, A.CLOSE),
    "an accepted complaint is handed back": (S.ACCEPTED, A.HAND_BACK),
    "findings go back that nobody has submitted": (S.FINDINGS_PROPOSED, A.SEND_BACK),
    "a decision is withdrawn from": (S.DECIDED, A.WITHDRAW),
    "a decision is extended": (S.DECIDED, A.EXTEND),
    "a decision is made twice": (S.DECIDED, A.DECIDE),
    "a decision goes back": (S.DECIDED, A.SEND_BACK),
    "a closed complaint is closed": (S.CLOSED, A.CLOSE),
    "a closed complaint is reopened without a review": (S.CLOSED, A.REOPEN),
    "a closed complaint is withdrawn": (S.CLOSED, A.WITHDRAW),
    "a closed complaint changes hands": (S.CLOSED, A.REASSIGN),
    "a declined complaint is accepted without a review": (S.DECLINED, A.ACCEPT),
    "a second review comes before the first": (S.DECLINED, A.ASK_SECOND_REVIEW),
    "a review is asked for during a review": (S.UNDER_REVIEW, A.ASK_REVIEW),
    "a review decides as if it were the first time": (S.UNDER_REVIEW, A.DECIDE),
    "what was transferred is decided here": (S.TRANSFERRED, A.DECIDE),
    "what was transferred is withdrawn here": (S.TRANSFERRED, A.WITHDRAW),
    "what was withdrawn is taken up": (S.WITHDRAWN, A.ACCEPT),
    "what was withdrawn is reviewed": (S.WITHDRAWN, A.ASK_REVIEW),
    "a complaint is assigned twice": (S.ASSIGNED, A.ASSIGN),
}


def possible(status: Status, action: Action) -> Status | None:
    """Return the status after *action*, or None if it is refused."""
    with suppress(IllegalTransitionError):
        return next_status(status, action)
    with suppress(IllegalTransitionError):
        require_standing(status, action)
        return status
    return None


def test_every_status_and_action_is_legal_or_refused_as_the_second_reading_has_it() -> None:
    assert {pair: after for pair in PAIRS if (after := possible(*pair))} == LEGAL


def test_what_is_possible_is_listed_in_the_order_of_the_actions() -> None:
    for status in Status:
        assert possible_actions(status) == [each for each in Action if (status, each) in LEGAL]


@pytest.mark.parametrize("pair", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_it_never_happens_that(pair: tuple[Status, Action]) -> None:
    assert possible(*pair) is None
    with pytest.raises(IllegalTransitionError, match=f"{pair[1]} .* is {pair[0]}") as refusal:
        next_status(*pair)
    assert (refusal.value.status, refusal.value.action) == pair


def test_nothing_is_filed_a_second_time() -> None:
    assert [status for status in Status if possible(status, A.FILE)] == []


def test_an_action_moves_a_status_or_leaves_it_never_both() -> None:
    assert not {pair for pair in TRANSITIONS if pair[0] in STANDING.get(pair[1], ())}


def test_the_public_is_told_something_of_every_status_and_nothing_else_exists() -> None:
    assert {public_status(status) for status in Status} == set(PublicStatus)


def test_the_public_does_not_learn_how_far_an_investigation_has_come() -> None:
    told = {public_status(each) for each in (S.FINDINGS_PROPOSED, S.AWAITING_APPROVAL)}

    assert told == {public_status(S.INVESTIGATING)}


def test_what_is_finished_for_the_office_is_told_as_finished_and_only_that() -> None:
    told = {public_status(status) for status in FINISHED}

    assert frozenset(Status) - OPEN == FINISHED
    assert not told & {public_status(status) for status in OPEN}
    assert [status for status in Status if status.open] == [each for each in Status if each in OPEN]


def reached(start: Status) -> set[Status]:
    """Return every status that can come after *start*, at any distance."""
    found, todo = set[Status](), [start]
    while todo:
        here = todo.pop()
        fresh = {to for (status, _), to in TRANSITIONS.items() if status is here} - found
        found |= fresh
        todo += fresh
    return found


def test_every_status_can_be_reached_from_the_first() -> None:
    assert reached(S.RECEIVED) | {S.RECEIVED} == set(Status)


def test_every_open_status_has_a_way_to_an_end() -> None:
    assert [status for status in OPEN if not reached(status) & FINISHED] == []


def test_only_a_withdrawal_is_the_last_word() -> None:
    assert [status for status in Status if not reached(status)] == [S.WITHDRAWN]


def test_what_is_finished_comes_back_through_a_review_alone() -> None:
    ways = {action for (status, action) in TRANSITIONS if status in FINISHED}

    assert ways == {A.ASK_REVIEW, A.ASK_SECOND_REVIEW}


def test_whoever_steps_back_can_be_followed_by_another() -> None:
    held = OPEN - {S.RECEIVED}

    assert {status for status in Status if possible(status, A.RECUSE)} - {S.RECEIVED} == held
    assert {status for status in Status if possible(status, A.REASSIGN) is status} == held


def test_every_word_is_told_in_both_languages() -> None:
    words = [*Status, *Action, *PublicStatus]

    assert [word for word in words if not (word.text.zh.strip() and word.text.en.strip())] == []
