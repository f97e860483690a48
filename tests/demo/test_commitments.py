"""What the organs of the demo district promise."""

from collections import Counter

import pytest

from portal import demo
from portal.demo.checking import DemoDataError, insist
from portal.demo.promising import commitment_from, commitment_problems
from portal.domain.clock import LimitError
from portal.domain.commitment import WORDS_MAX
from portal.domain.text import Text

WORDS = ("service", "fee", "documents", "steps", "post", "manner")
ROW = {
    "organ_code": "housing",
    "service": ["发证", "licence"],
    "limit": "5wd",
    "fee": ["不收费", "free"],
    "published_days_ago": 3,
}


def test_every_organ_promises_something() -> None:
    counts = Counter(each.promise.organ_code for each in demo.commitments())

    assert set(counts) == {organ.code for organ in demo.organs()}
    assert 20 <= counts.total() <= 30


def test_everything_is_worded_in_both_languages_and_fits_the_form() -> None:
    words: list[Text] = [
        getattr(each.promise, name) for each in demo.commitments() for name in WORDS
    ]

    assert not [text for text in words if bool(text.zh) != bool(text.en)]
    assert not [text for text in words if text.zh and text.zh == text.en]
    assert all(len(part) <= WORDS_MAX for text in words for part in (text.zh, text.en))


def test_what_contradicts_itself_is_refused() -> None:
    promise = commitment_from(ROW)

    with pytest.raises(DemoDataError, match="no organ housing"):
        insist(commitment_problems([promise], ["tax"]))
    with pytest.raises(DemoDataError, match="promises 发证 twice"):
        insist(commitment_problems([promise, promise], ["housing"]))
    with pytest.raises(LimitError):
        commitment_from({**ROW, "limit": "soon"})
    with pytest.raises(TypeError):
        commitment_from({**ROW, "price": "1"})
