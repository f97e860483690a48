"""Every row of the table by a hand-made example, and the whole table by a second reading of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity import (
    CURRENT,
    Circumstances,
    Crime,
    Finding,
    Impact,
    Intent,
    Severity,
    Verified,
    decide,
    from_record,
)

# What was found (verified, unless it says otherwise), the row and the severity it must lead to.
EXAMPLES = [
    ({"category": "C11", "loss": "major", "crime": "suspected"}, "X1", "referral"),
    ({"category": "C06", "crime": "suspected"}, "X1", "referral"),
    ({"category": "C05", "verified": "undetermined", "crime": "suspected"}, "X1", "referral"),
    ({"category": "C05", "verified": "no", "crime": "suspected"}, "G1", "no_fault"),
    ({"category": "C08", "verified": "undetermined", "loss": "major"}, "G1", "no_fault"),
    ({"category": "C09", "barred_by_policy": True}, "G2", "no_fault"),
    ({"category": "C08", "special_reason": True}, "G3", "no_fault"),
    ({"category": "C08", "special_reason": True, "loss": "some"}, "71", "discipline"),
    ({"category": "C07", "exempt": True, "loss": "some"}, "G4", "no_fault"),
    ({"category": "C12", "loss": "major"}, "X2", "discipline"),
    ({"category": "C01", "violation": True, "circumstances": "ordinary"}, "X3", "discipline"),
    ({"category": "C03", "violation": True, "circumstances": "serious"}, "X3", "discipline"),
    ({"category": "C17", "violation": True, "circumstances": "slight"}, "99", "warning"),
    ({"category": "C04", "intent": "deliberate"}, "20", "discipline"),
    ({"category": "C04", "intent": "negligent"}, "85", "warning"),
    ({"category": "C04", "intent": "negligent", "loss": "some"}, "86", "discipline"),
    ({"category": "C04", "intent": "negligent", "loss": "major"}, "X2", "discipline"),
    ({"category": "C05", "intent": "deliberate"}, "21", "discipline"),
    ({"category": "C05"}, "21", "discipline"),
    ({"category": "C06", "intent": "deliberate"}, "22", "discipline"),
    ({"category": "C03", "loss": "some"}, "30", "discipline"),
    ({"category": "C03", "loss": "major"}, "30", "discipline"),
    ({"category": "C03", "circumstances": "serious", "impact": "odious"}, "31", "discipline"),
    ({"category": "C03", "circumstances": "serious", "impact": "adverse"}, "32", "warning"),
    ({"category": "C03", "circumstances": "slight", "impact": "odious"}, "32", "warning"),
    ({"category": "C03", "prior_12m": 2}, "33", "warning"),
    ({"category": "C03", "prior_12m": 1}, "34", "apology"),
    ({"category": "C03", "circumstances": "ordinary", "impact": "adverse"}, "34", "apology"),
    ({"category": "C02", "circumstances": "ordinary"}, "40", "warning"),
    ({"category": "C02", "circumstances": "slight"}, "40", "warning"),
    ({"category": "C02", "intent": "deliberate"}, "99", "warning"),
    ({"category": "C02", "loss": "some"}, "41", "discipline"),
    ({"category": "C01"}, "50", "advice"),
    ({"category": "C01", "impact": "adverse"}, "51", "warning"),
    ({"category": "C01", "impact": "odious"}, "51", "warning"),
    ({"category": "C01", "loss": "some"}, "52", "discipline"),
    ({"category": "C07", "impact": "adverse", "circumstances": "ordinary"}, "60", "warning"),
    ({"category": "C07", "loss": "some"}, "61", "discipline"),
    ({"category": "C07", "impact": "odious"}, "61", "discipline"),
    ({"category": "C07", "circumstances": "serious"}, "61", "discipline"),
    ({"category": "C08"}, "70", "warning"),
    ({"category": "C08", "loss": "some"}, "71", "discipline"),
    ({"category": "C08", "loss": "major"}, "X2", "discipline"),
    ({"category": "C09"}, "80", "warning"),
    ({"category": "C17", "loss": "some"}, "81", "discipline"),
    ({"category": "C10"}, "82", "warning"),
    ({"category": "C10", "loss": "some"}, "83", "discipline"),
    ({"category": "C10", "subordinate_disciplined": True}, "83", "discipline"),
    ({"category": "C11", "loss": "major"}, "X2", "discipline"),
    ({"category": "C11"}, "99", "warning"),
    ({"category": "C11", "loss": "some"}, "99", "discipline"),
    ({"category": "C12"}, "85", "warning"),
    ({"category": "C12", "loss": "some"}, "86", "discipline"),
    ({"category": "C13"}, "87", "warning"),
    ({"category": "C13", "impact": "adverse"}, "88", "discipline"),
    ({"category": "C13", "loss": "some"}, "88", "discipline"),
    ({"category": "C13", "intent": "deliberate"}, "99", "warning"),
    ({"category": "C14"}, "89", "discipline"),
    ({"category": "C15", "circumstances": "ordinary"}, "90", "warning"),
    ({"category": "C15", "loss": "some"}, "91", "discipline"),
    ({"category": "C15", "circumstances": "serious"}, "91", "discipline"),
    ({"category": "C16", "intent": "deliberate"}, "95", "discipline"),
    ({"category": "C16"}, "99", "warning"),
    ({"category": "C16", "loss": "major"}, "99", "discipline"),
]


@pytest.mark.parametrize(("found", "row", "severity"), EXAMPLES)
def test_the_example_is_decided_by_its_row(
    found: dict[str, object], row: str, severity: str
) -> None:
    outcome = decide(from_record({"verified": "yes"} | found))

    assert (outcome.row, outcome.severity) == (row, severity)


def test_every_row_but_the_pointers_has_an_example() -> None:
    shown = {row for _, row, _ in EXAMPLES}

    assert {row.number for row in CURRENT.rows if not row.points_to} == shown


def test_the_pointers_are_the_two_rows_that_x2_takes() -> None:
    pointers = {row.number: row.points_to for row in CURRENT.rows if row.points_to}

    assert pointers == {"72": "X2", "84": "X2"}


FINDINGS = st.builds(
    Finding,
    category=st.sampled_from(Category),
    verified=st.sampled_from([Verified.YES, Verified.YES, Verified.YES, *Verified]),
    loss=st.sampled_from(Loss),
    impact=st.sampled_from(Impact),
    circumstances=st.sampled_from(Circumstances),
    intent=st.sampled_from(Intent),
    crime=st.sampled_from([Crime.NO, Crime.NO, *Crime]),
    special_reason=st.booleans(),
    violation=st.booleans(),
    barred_by_policy=st.sampled_from([False, False, True]),
    exempt=st.booleans(),
    prior_12m=st.integers(0, 4),
    subordinate_disciplined=st.booleans(),
)


def read_first_rows(f: Finding) -> Severity | None:
    if f.crime == "suspected" and f.verified != "no":
        return Severity.REFERRAL
    if f.verified != "yes" or f.barred_by_policy:
        return Severity.NO_FAULT
    if f.category == "C08" and f.loss == "none" and f.special_reason:
        return Severity.NO_FAULT
    if f.category == "C07" and f.exempt:
        return Severity.NO_FAULT
    return None


def any_loss(f: Finding) -> bool:
    return f.loss in {"some", "major"}


def grave(f: Finding) -> bool:
    return f.circumstances == "serious"


# By category: when discipline, besides loss, which always leads there.
DISCIPLINED = {
    "C03": lambda f: grave(f) and f.impact == "odious",
    "C04": lambda f: f.intent == "deliberate",
    "C05": lambda _: True,
    "C06": lambda _: True,
    "C07": lambda f: grave(f) or f.impact == "odious",
    "C10": lambda f: f.subordinate_disciplined,
    "C13": lambda f: f.impact != "none",
    "C14": lambda _: True,
    "C15": grave,
    "C16": lambda f: f.intent == "deliberate",
}


def read_by_hand(f: Finding) -> Severity:
    """Read severity.md a second time, by effect instead of by row."""
    early = read_first_rows(f)
    if early:
        return early
    in_itself = f.violation and f.circumstances != "slight"
    if any_loss(f) or in_itself or DISCIPLINED.get(f.category, lambda _: False)(f):
        return Severity.DISCIPLINE
    if f.category == "C01" and f.impact == "none":
        return Severity.ADVICE
    mild = f.category == "C03" and not grave(f) and f.impact != "odious" and f.prior_12m < 2
    return Severity.APOLOGY if mild else Severity.WARNING


@given(FINDINGS)
def test_first_match_agrees_with_a_second_reading_of_the_table(finding: Finding) -> None:
    assert decide(finding).severity is read_by_hand(finding)


@given(FINDINGS)
def test_the_deciding_row_is_the_first_of_all_that_match(finding: Finding) -> None:
    facts = CURRENT.facts(finding)
    matching = [
        row
        for row in CURRENT.rows
        if any(all(facts[c.input] in c.allowed for c in case) for case in row.cases)
    ]

    assert matching[0].number == decide(finding).row
