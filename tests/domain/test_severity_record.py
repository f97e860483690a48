import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity import (
    Crime,
    Finding,
    FindingError,
    Impact,
    Verified,
    from_record,
    to_record,
)


@given(
    st.builds(
        Finding,
        category=st.sampled_from(Category),
        verified=st.sampled_from(Verified),
        loss=st.sampled_from(Loss),
        impact=st.sampled_from(Impact),
        crime=st.sampled_from(Crime),
        exempt=st.booleans(),
        prior_12m=st.integers(0, 9),
    )
)
def test_a_finding_survives_being_stored(finding: Finding) -> None:
    assert from_record(json.loads(json.dumps(to_record(finding)))) == finding


def test_what_is_left_out_of_a_record_is_mildest() -> None:
    assert from_record({"category": "C09"}) == Finding(Category.C09)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "category: given null, allowed: C01, C02, C03"),
        ({"category": "C18"}, 'category: given "C18", allowed: C01'),
        ({"category": ["C01"]}, 'category: given ["C01"], allowed: C01'),
        ({"category": "C01", "verified": "partly"}, 'verified: given "partly", allowed: no, undet'),
        ({"category": "C01", "loss": "NONE"}, 'loss: given "NONE", allowed: none, some, major'),
        ({"category": "C01", "loss": None}, "loss: given null, allowed: none, some, major"),
        ({"category": "C01", "exempt": 1}, "exempt: given 1, allowed: true, false"),
        ({"category": "C01", "exempt": "true"}, 'exempt: given "true", allowed: true, false'),
        ({"category": "C01", "prior_12m": -1}, "prior_12m: given -1, allowed: a whole number, 0"),
        ({"category": "C01", "prior_12m": True}, "prior_12m: given true, allowed: a whole number"),
        ({"category": "C01", "prior_12m": 1.5}, "prior_12m: given 1.5, allowed: a whole number"),
        ({"category": "C01", "mood": "bad"}, 'mood: given "bad", allowed: no other field than cat'),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    record: dict[str, object], message: str
) -> None:
    with pytest.raises(FindingError) as refusal:
        from_record(record)

    assert str(refusal.value).startswith(message)


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)


@given(st.dictionaries(st.text(max_size=9), ANYTHING | st.lists(ANYTHING, max_size=3), max_size=3))
def test_no_record_ever_fails_in_another_way_or_on_two_lines(record: dict[str, object]) -> None:
    with pytest.raises(FindingError) as refusal:
        from_record(record)

    assert str(refusal.value).isascii()
    assert "\n" not in str(refusal.value)
