"""Canned texts: what they promise is so when they are sent."""

import pytest

from portal.domain.canned import CANNED, promises_standstill


@pytest.mark.parametrize(
    "words",
    [
        "您答复之前，办理期限中止计算。",
        "期限暂停。",
        "辦理期限中止計算",
        "Until then the time limit stands still.",
        "The clock stops until you answer.",
        "The clocks stand still.",
    ],
)
def test_a_standstill_that_is_promised_is_seen(words: str) -> None:
    assert promises_standstill(words)


@pytest.mark.parametrize(
    "words",
    [
        "法定期限不因本件投诉而中止。",
        "办理期限继续计算。",
        "Those time limits do not stand still for this complaint.",
        "The time limit goes on.",
        "",
    ],
)
def test_what_promises_none_is_left_alone(words: str) -> None:
    assert not promises_standstill(words)


def test_only_the_text_that_asks_for_documents_promises_one() -> None:
    promising = {key for key, each in CANNED.items() if promises_standstill(each.body.zh)}

    assert promising == {"asking"}
    assert promising == {key for key, each in CANNED.items() if promises_standstill(each.body.en)}
