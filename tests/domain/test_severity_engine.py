from dataclasses import replace

import pytest

from portal.domain.category import Category
from portal.domain.clauses import CLAUSES, READINGS
from portal.domain.filing import Loss
from portal.domain.severity import (
    CURRENT,
    Approval,
    Circumstances,
    Crime,
    Finding,
    Gate,
    Impact,
    Intent,
    Measure,
    Modifier,
    Person,
    Severity,
    Verified,
    approvals_for,
    case_approvals,
    case_measures,
    case_severity,
    decide,
    highest,
    may_sign,
    presumes_violation,
)

C = Category


def verified(category: Category) -> Finding:
    return Finding(category, Verified.YES)


LATE = verified(C.C08)
RUDE = verified(C.C03)


def test_what_is_left_out_takes_the_mildest_value() -> None:
    assert decide(Finding(C.C06)).severity is Severity.NO_FAULT


def test_rudeness_brings_both_limbs_education_and_apology() -> None:
    assert decide(RUDE).measures == (Measure.ADMONITORY_EDUCATION, Measure.APOLOGY)


def test_an_apology_owed_stays_beside_a_warning_discipline_and_referral() -> None:
    graver = [
        replace(RUDE, circumstances=Circumstances.SERIOUS),
        replace(RUDE, loss=Loss.SOME),
        replace(RUDE, violation=True, circumstances=Circumstances.ORDINARY),
        replace(RUDE, crime=Crime.SUSPECTED),
    ]

    assert all(Measure.APOLOGY in decide(finding).measures for finding in graver)


def test_no_apology_is_owed_for_rudeness_that_was_not_verified() -> None:
    clue = replace(RUDE, verified=Verified.UNDETERMINED, crime=Crime.SUSPECTED)

    assert decide(clue).measures == (Measure.REFERRAL,)


def test_a_broken_promise_is_put_right_and_a_secret_fee_is_published() -> None:
    assert decide(verified(C.C02)).measures == (Measure.WARNING, Measure.RECTIFY)
    assert decide(verified(C.C07)).measures == (Measure.WARNING, Measure.PUBLISH)


def test_the_direct_leader_answers_too_as_soon_as_there_is_loss() -> None:
    assert decide(LATE).persons == (Person.MAIN_RESPONSIBLE,)
    assert decide(replace(LATE, loss=Loss.SOME)).persons == (
        Person.MAIN_RESPONSIBLE,
        Person.DIRECT_LEADER,
    )
    assert "5.2(1)" in decide(replace(LATE, loss=Loss.SOME)).clauses
    assert "5.2(1)" not in decide(LATE).clauses


@pytest.mark.parametrize(
    ("category", "person"),
    [
        (C.C01, Person.FIRST_INQUIRY_OFFICER),
        (C.C08, Person.MAIN_RESPONSIBLE),
        (C.C10, Person.LEADER_IN_CHARGE),
        (C.C12, Person.DIRECT_ACTOR),
    ],
)
def test_the_opinion_names_who_answers(category: Category, person: Person) -> None:
    assert decide(verified(category)).persons == (person,)


def test_nobody_answers_where_there_is_no_fault() -> None:
    outcome = decide(Finding(C.C12, loss=Loss.MAJOR))

    assert (outcome.persons, outcome.measures) == ((), ())


def test_major_loss_by_dereliction_must_be_screened_for_crime() -> None:
    assert Gate.CRIME_SCREENING in decide(replace(LATE, loss=Loss.MAJOR)).gates


def test_untrue_and_undetermined_ask_for_different_letters() -> None:
    assert decide(Finding(C.C03)).gates == (Gate.SEPARATE_LETTERS,)


def test_no_outcome_calls_a_complaint_a_false_accusation() -> None:
    assert not any("false" in word for word in (*Severity, *Measure, *Gate))


def test_a_case_no_row_speaks_of_is_flagged_for_reading_by_hand() -> None:
    assert Gate.MANUAL_READING in decide(verified(C.C11)).gates


@pytest.mark.parametrize("category", [C.C05, C.C06, C.C14, C.C16])
def test_some_conduct_is_presumed_a_violation(category: Category) -> None:
    assert presumes_violation(verified(category))


def test_secrecy_is_presumed_a_violation_only_with_consequence_and_obstruction_with_intent() -> (
    None
):
    leak, obstruction = verified(C.C13), verified(C.C04)

    assert [presumes_violation(leak), presumes_violation(replace(leak, impact=Impact.ADVERSE))] == [
        False,
        True,
    ]
    assert not presumes_violation(obstruction)
    assert presumes_violation(replace(obstruction, intent=Intent.DELIBERATE))


def test_a_presumed_violation_that_ends_mildly_needs_a_written_reason() -> None:
    excused = replace(verified(C.C06), barred_by_policy=True)

    assert Gate.VIOLATION_REBUTTED in decide(excused).gates
    assert Gate.VIOLATION_REBUTTED in decide(verified(C.C16)).gates
    assert Gate.VIOLATION_REBUTTED not in decide(verified(C.C06)).gates


def test_obstruction_that_was_not_deliberate_is_read_as_dilatoriness() -> None:
    assert decide(verified(C.C04)).read_as is C.C12
    assert decide(replace(verified(C.C04), intent=Intent.DELIBERATE)).read_as is None


def test_pointers_say_what_may_be_weighed() -> None:
    assert decide(verified(C.C14)).pointers == (Modifier.MITIGATION,)
    assert decide(replace(LATE, prior_12m=2)).pointers == (Modifier.REPETITION,)
    assert decide(replace(LATE, prior_12m=1)).pointers == ()


def test_clauses_are_the_opinions_own_and_adopted_policy_stands_apart() -> None:
    adopted = {clause.id for clause in CLAUSES.values() if not clause.own} | READINGS.keys()

    for row in CURRENT.rows:
        assert all(CLAUSES[clause].own for clause in row.clauses), row.key
        assert set(row.adopted) <= adopted, row.key


def test_retaliation_cites_no_clause_of_the_opinion() -> None:
    outcome = decide(replace(verified(C.C16), intent=Intent.DELIBERATE))

    assert (outcome.clauses, outcome.adopted) == ((), ("7.5",))
    assert "刑法" in outcome.law


def test_warning_and_apology_share_a_step_and_all_others_rise() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2, 2, 3, 4]


def test_a_case_has_the_highest_severity_and_every_measure_of_its_findings() -> None:
    outcomes = [decide(RUDE), decide(replace(LATE, loss=Loss.SOME)), decide(Finding(C.C01))]

    assert case_severity(outcomes) is Severity.DISCIPLINE
    assert case_measures(outcomes) == (
        Measure.ADMONITORY_EDUCATION,
        Measure.APOLOGY,
        Measure.DISCIPLINE,
    )


def test_a_warning_beside_an_apology_is_named_a_warning() -> None:
    assert highest((Severity.APOLOGY, Severity.WARNING)) is Severity.WARNING
    assert highest((Severity.WARNING, Severity.APOLOGY)) is Severity.WARNING
    assert highest(()) is Severity.NO_FAULT


def test_approvals_rise_with_the_severity_and_one_step_for_an_override() -> None:
    supervisor, director, second = Approval

    assert approvals_for(Severity.NO_FAULT) == approvals_for(Severity.APOLOGY) == (supervisor,)
    assert approvals_for(Severity.WARNING, overridden=True) == (supervisor, director)
    assert approvals_for(Severity.DISCIPLINE) == (supervisor, director)
    assert approvals_for(Severity.DISCIPLINE, overridden=True) == (director, second)
    assert approvals_for(Severity.REFERRAL) == (director, second)


def test_a_case_needs_every_signature_that_one_of_its_findings_needs() -> None:
    referral = decide(replace(verified(C.C05), crime=Crime.SUSPECTED))

    assert case_approvals([decide(RUDE), referral]) == tuple(Approval)
    assert case_approvals([]) == (Approval.SUPERVISOR,)


def test_nobody_signs_their_own_work_or_twice() -> None:
    assert may_sign(Approval.SECOND_SIGNER, "supervisor", 7, involved={1, 2})
    assert not may_sign(Approval.SECOND_SIGNER, "supervisor", 2, involved={1, 2})
    assert not may_sign(Approval.DIRECTOR, "supervisor", 7, involved={1, 2})


@pytest.mark.parametrize("word", [*Severity, *Measure, *Person, *Gate, *Modifier, *Approval])
def test_every_word_of_an_outcome_has_a_label_in_both_languages(
    word: Severity | Measure | Person | Gate | Modifier | Approval,
) -> None:
    assert word.text.zh
    assert word.text.en
