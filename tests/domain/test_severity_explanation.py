from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity import (
    Circumstances,
    Crime,
    Finding,
    Impact,
    Intent,
    Severity,
    Verified,
    decide,
    explain,
)
from portal.domain.severity.alternatives import changed, nearest_alternatives

RUDE = Finding(Category.C03, Verified.YES)


def test_the_deciding_row_shows_each_condition_and_what_was_found() -> None:
    explanation = explain(RUDE)

    assert explanation.decided_by.row.number == "34"
    assert all(reading.holds for reading in explanation.decided_by.conditions)
    assert {each.condition.input for each in explanation.decided_by.conditions} >= {
        "category",
        "verified",
        "loss",
        "circumstances",
        "impact",
    }


def test_rows_above_say_on_which_condition_they_failed() -> None:
    passed = {row.row.key: row for row in explain(RUDE).passed_over}

    assert [each.condition.input for each in passed["30"].failed] == ["loss"]
    assert [each.condition.input for each in passed["31"].failed] == ["circumstances", "impact"]
    assert [each.condition.input for each in passed["20"].failed] == ["category", "intent"]
    assert not passed["20"].about_this
    assert passed["30"].about_this


def test_a_row_with_alternatives_shows_the_one_that_comes_nearest() -> None:
    serious_but_lossy = replace(RUDE, circumstances=Circumstances.SERIOUS, loss=Loss.SOME)
    passed = explain(replace(serious_but_lossy, crime=Crime.NO)).passed_over

    assert "32" not in {row.row.key for row in passed}
    near = {row.row.key: row for row in explain(replace(RUDE, prior_12m=2)).passed_over}
    assert len(near["32"].failed) == 1


def test_what_would_change_the_outcome_is_named_input_by_input() -> None:
    found = {
        (each.changes[0].input, each.changes[0].instead): (each.severity, each.row)
        for each in explain(RUDE).alternatives
    }

    assert found == {
        ("verified", "no"): (Severity.NO_FAULT, "G1"),
        ("verified", "undetermined"): (Severity.NO_FAULT, "G1"),
        ("loss", "some"): (Severity.DISCIPLINE, "30"),
        ("loss", "major"): (Severity.DISCIPLINE, "30"),
        ("impact", "odious"): (Severity.WARNING, "32"),
        ("circumstances", "serious"): (Severity.WARNING, "32"),
        ("crime", "suspected"): (Severity.REFERRAL, "X1"),
        ("barred_by_policy", True): (Severity.NO_FAULT, "G2"),
        ("repeated", True): (Severity.WARNING, "33"),
    }


def test_two_inputs_are_changed_where_one_is_not_enough() -> None:
    excused_twice = Finding(Category.C07, Verified.YES, exempt=True, barred_by_policy=True)
    ranges = {len(each.changes) for each in nearest_alternatives(excused_twice)}

    assert ranges == {1}  # a suspected crime overrides every excuse
    untrue = Finding(Category.C07, exempt=True, barred_by_policy=True, crime=Crime.NO)
    assert {len(each.changes) for each in nearest_alternatives(untrue)} == {2}


FINDINGS = st.builds(
    Finding,
    category=st.sampled_from(Category),
    verified=st.sampled_from(Verified),
    loss=st.sampled_from(Loss),
    impact=st.sampled_from(Impact),
    circumstances=st.sampled_from(Circumstances),
    intent=st.sampled_from(Intent),
    crime=st.sampled_from(Crime),
    special_reason=st.booleans(),
    violation=st.booleans(),
    barred_by_policy=st.booleans(),
    exempt=st.booleans(),
    prior_12m=st.integers(0, 3),
)


@settings(max_examples=40)  # each has many alternatives, and all of them are looked at
@given(FINDINGS)
def test_every_alternative_really_leads_to_what_it_says(finding: Finding) -> None:
    for alternative in explain(finding).alternatives:
        other = finding
        for change in alternative.changes:
            other = changed(other, change)
        outcome = decide(other)
        assert (outcome.severity, outcome.row) == (alternative.severity, alternative.row)
        assert outcome.severity is not decide(finding).severity


@given(FINDINGS)
def test_every_finding_can_be_explained_and_something_would_change_it(finding: Finding) -> None:
    explanation = explain(finding)

    assert not explanation.decided_by.failed
    assert all(row.failed for row in explanation.passed_over)
    assert explanation.alternatives


@pytest.mark.parametrize("found", [RUDE, replace(RUDE, verified=Verified.NO)])
def test_the_same_finding_is_always_explained_the_same_way(found: Finding) -> None:
    assert explain(found) == explain(replace(found))
