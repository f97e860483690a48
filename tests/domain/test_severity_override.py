from dataclasses import replace

import pytest

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity import (
    Approval,
    Crime,
    Finding,
    Measure,
    Modifier,
    Outcome,
    Person,
    Severity,
    Verified,
    decide,
)
from portal.domain.severity.override import Override, OverrideError, move_to_superior, override

LATE = Finding(Category.C08, Verified.YES)
RUDE = Finding(Category.C03, Verified.YES)

WARNED = decide(LATE)
DISCIPLINED = decide(replace(RUDE, loss=Loss.SOME))
APOLOGISING = decide(RUDE)
REFERRED = decide(replace(LATE, crime=Crime.SUSPECTED))

LOWER = Override(
    Severity.WARNING, Modifier.MITIGATION, "主动赔偿，情节轻微", "5.2(2)", by=1, second=2
)


def test_mitigation_lowers_discipline_to_a_warning_and_keeps_the_apology() -> None:
    outcome = override(DISCIPLINED, LOWER)

    assert outcome.severity is Severity.WARNING
    assert outcome.measures == (
        Measure.WARNING,
        Measure.ADMONITORY_EDUCATION,
        Measure.APOLOGY,
    )


def test_an_override_is_signed_one_step_above_the_graver_of_the_two() -> None:
    assert override(DISCIPLINED, LOWER).approvals == (Approval.DIRECTOR, Approval.SECOND_SIGNER)


@pytest.mark.parametrize(
    "change",
    [
        replace(LOWER, reason="  "),
        replace(LOWER, clause=""),
        replace(LOWER, clause="9.9"),
        replace(LOWER, second=1),
    ],
)
def test_reason_clause_and_second_person_are_all_needed(change: Override) -> None:
    with pytest.raises(OverrideError):
        override(DISCIPLINED, change)


@pytest.mark.parametrize("to", Severity)
@pytest.mark.parametrize("ground", Modifier)
def test_a_referral_is_never_lowered_by_anyone(ground: Modifier, to: Severity) -> None:
    with pytest.raises(OverrideError, match="never lowered"):
        override(REFERRED, replace(LOWER, ground=ground, to=to))


@pytest.mark.parametrize("ground", Modifier)
@pytest.mark.parametrize("before", [WARNED, DISCIPLINED, APOLOGISING])
def test_no_override_makes_a_crime(before: Outcome, ground: Modifier) -> None:
    with pytest.raises(OverrideError):
        override(before, replace(LOWER, ground=ground, to=Severity.REFERRAL))


def test_aggravation_raises_one_step_up_to_discipline() -> None:
    raised = override(WARNED, replace(LOWER, ground=Modifier.AGGRAVATION, to=Severity.DISCIPLINE))

    assert raised.measures == (Measure.DISCIPLINE,)
    with pytest.raises(OverrideError):
        override(DISCIPLINED, replace(LOWER, ground=Modifier.AGGRAVATION, to=Severity.DISCIPLINE))


def test_repetition_counts_only_where_the_warnings_were_given() -> None:
    change = replace(LOWER, ground=Modifier.REPETITION, to=Severity.DISCIPLINE)

    assert override(decide(replace(LATE, prior_12m=2)), change).severity is Severity.DISCIPLINE
    with pytest.raises(OverrideError, match="not enough earlier warnings"):
        override(WARNED, change)


def test_judgement_may_not_drop_an_apology_owed() -> None:
    advice = replace(LOWER, ground=Modifier.JUDGEMENT, to=Severity.ADVICE)

    assert override(WARNED, advice).severity is Severity.ADVICE
    with pytest.raises(OverrideError, match="apology owed"):
        override(APOLOGISING, advice)


def test_force_majeure_ends_the_responsibility() -> None:
    outcome = override(
        WARNED, replace(LOWER, ground=Modifier.NO_RESPONSIBILITY, to=Severity.NO_FAULT)
    )

    assert (outcome.severity, outcome.measures, outcome.persons) == (Severity.NO_FAULT, (), ())


def test_an_order_moves_the_responsibility_to_the_superior_at_the_same_severity() -> None:
    moved = move_to_superior(WARNED, replace(LOWER, ground=Modifier.NO_RESPONSIBILITY))

    assert (moved.severity, moved.persons) == (Severity.WARNING, (Person.SUPERIOR,))
    assert moved.approvals == (Approval.SUPERVISOR, Approval.DIRECTOR)


def test_a_referral_does_not_move_to_the_superior() -> None:
    with pytest.raises(OverrideError):
        move_to_superior(REFERRED, LOWER)


def test_the_row_and_the_policy_that_suggested_otherwise_stay_on_record() -> None:
    outcome = override(DISCIPLINED, LOWER)

    assert (outcome.row, outcome.policy_version) == (DISCIPLINED.row, DISCIPLINED.policy_version)


def test_a_refusal_says_why_in_both_languages() -> None:
    with pytest.raises(OverrideError) as refusal:
        override(REFERRED, LOWER)

    assert refusal.value.text.zh == "移交不得降低"
