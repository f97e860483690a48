"""Two findings are compared by everything that the severity table looks at."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.precedents import COMPARED, differing
from portal.domain.severity import Crime, Finding, Verified, to_record

RECORDS = st.builds(
    Finding, st.just(Category.C03), verified=st.sampled_from(Verified),
    loss=st.sampled_from(Loss), crime=st.sampled_from(Crime), prior_12m=st.integers(0, 3),
    violation=st.booleans(),
).map(to_record)  # fmt: skip


@given(RECORDS, RECORDS)
def test_only_equal_findings_differ_in_nothing(mine: dict[str, object], other: object) -> None:
    assert isinstance(other, dict)

    assert (differing(mine, other) == ()) == (mine == other)
    assert set(differing(mine, other)) == set(differing(other, mine)) <= set(COMPARED)


def test_an_input_never_asked_for_is_another_one() -> None:
    assert differing({"loss": "none"}, {}) == ("loss",)
