import pytest

from portal.domain.severity import CURRENT, Change
from portal.domain.severity.rows import Row
from portal.domain.severity.wording import case_text, change_text
from portal.domain.text import Text


def test_a_change_says_what_would_have_to_be_found_instead() -> None:
    assert change_text(Change("loss", "none", "some")) == Text(
        "损失：有损失（现为无损失）", "loss: some instead of none"
    )


def test_a_yes_or_no_is_worded_as_such() -> None:
    assert (
        change_text(Change("exempt", found=False, instead=True)).zh == "依法不予公开：是（现为否）"
    )


@pytest.mark.parametrize("row", CURRENT.rows, ids=lambda row: row.key)
def test_every_case_of_the_table_can_be_read_in_both_languages(row: Row) -> None:
    texts = [case_text(case) for case in row.cases]

    assert all(text.zh and text.en for text in texts)


def test_few_categories_are_named_and_many_only_listed() -> None:
    named, listed = (
        next(row for row in CURRENT.rows if row.key == key).cases[0] for key in ("70", "X2")
    )

    assert "C08 超时限办理" in case_text(named).zh
    assert "C01、C02、C07" in case_text(listed).zh
