"""A complaint is declined on one of ten coded grounds, each with the way to take instead [7.3]."""

import pytest

from portal.domain.declining import DECLINE_ROWS, DeclineCode


def test_there_are_ten_grounds_and_no_other() -> None:
    assert list(DeclineCode) == [f"N{number}" for number in range(1, 11)]
    assert set(DECLINE_ROWS) == set(DeclineCode)
    with pytest.raises(ValueError, match="is not a valid DeclineCode"):
        DeclineCode("N11")


@pytest.mark.parametrize("code", DeclineCode)
def test_each_ground_says_why_and_where_to_turn_in_both_languages(code: DeclineCode) -> None:
    for text in (code.text, code.way):
        assert text.zh.strip()
        assert text.en.isascii()


def test_whoever_attacks_a_decision_is_told_of_the_legal_procedures() -> None:
    assert "行政复议" in DeclineCode.N2.text.zh
    assert "litigation" in DeclineCode.N2.text.en


def test_no_ground_calls_a_complaint_a_false_accusation() -> None:
    said = " ".join(code.text.zh + code.way.zh for code in DeclineCode)

    assert "诬告" not in said
