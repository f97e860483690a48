import pytest

from portal.domain.clauses import CLAUSES
from portal.domain.clock import CLOCKS, AnswerClass, Bearer, ClockKind

K = ClockKind
# The opinion and the adopted constants, typed a second time: limit, clauses, whose rule it is.
EXPECTED = {
    K.DECIDE_ACCEPTANCE: ("5wd", "7.1", "adopted"),
    K.HAND_BACK: ("1wd", "1.3(c) 7.12", "adopted"),
    K.ANSWER_SIMPLE: ("0d", "1.3(a) 4.4(a)", "opinion"),
    K.ANSWER_MEETING: ("7d", "4.4(b)", "opinion"),
    K.ANSWER_GENERAL: ("30d", "7.1", "adopted"),
    K.ANSWER_COMPLEX: ("60d", "4.4(c) 7.1", "adopted"),
    K.FIRST_INQUIRY_PROMISE: ("as set", "1.3(b)", "opinion"),
    K.ASSIGNED_URGENT: ("0d", "4.1", "opinion"),
    K.ASSIGNED: ("7d", "4.1", "opinion"),
    K.ASSIGNED_AS_SET: ("as set", "4.3", "opinion"),
    K.PROPOSAL: ("6m", "4.2", "opinion"),
    K.SUBORDINATE_REQUEST: ("21d", "4.5", "opinion"),
    K.CRIME_CLUE_DECISION: ("3d", "5.2(4) 6.11", "adopted"),
    K.CRIME_CLUE_SENDING: ("24h", "5.2(4) 6.11", "adopted"),
    K.DEFENCE: ("5wd", "7.7", "adopted"),
    K.RESULT_MAIL: ("5wd", "2.4(d) 7.9", "adopted"),
    K.REVIEW_REQUEST: ("30d", "7.10", "adopted"),
    K.REVIEW_DECISION: ("30d", "7.10", "adopted"),
    K.SECOND_REVIEW_REQUEST: ("30d", "7.10", "adopted"),
    K.SECOND_REVIEW_DECISION: ("30d", "7.10", "adopted"),
    K.CLOSING: ("60d", "6.10 7.10", "adopted"),
    K.DISPOSAL: ("6m", "5.2(3) 5.2(4) 6.11", "adopted"),
    K.ENQUIRY: ("10d", "7.12", "adopted"),
    K.MEASURE: ("30d", "6.10", "adopted"),
}


@pytest.mark.parametrize("kind", K)
def test_every_clock_has_the_limit_and_the_clauses_of_the_opinion_or_the_policy(
    kind: ClockKind,
) -> None:
    rule = CLOCKS[kind]

    limit = str(rule.limit) if rule.limit else "as set"
    whose = "adopted" if rule.adopted else "opinion"

    assert (limit, " ".join(rule.clauses), whose) == EXPECTED[kind]


@pytest.mark.parametrize("kind", K)
def test_adopted_policy_is_never_passed_off_as_the_opinion(kind: ClockKind) -> None:
    rule = CLOCKS[kind]

    policy = [clause for clause in rule.clauses if not CLAUSES[clause].own]

    assert bool(policy) is rule.adopted
    assert rule.source.zh
    assert rule.source.en


@pytest.mark.parametrize("answer_class", AnswerClass)
def test_every_class_of_answer_has_its_clock(answer_class: AnswerClass) -> None:
    rule = CLOCKS[answer_class.clock]

    assert answer_class.text.zh in rule.text.zh
    assert (rule.bearer, rule.extendable, rule.tollable) == (Bearer.OFFICE, True, True)
