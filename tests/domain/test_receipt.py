"""The receipt code, however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.receipt import ALPHABET, TYPED_MAX, make_code, normalise

KEY = b"a key for tests only"
CODE = make_code(KEY, "a form")
WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})
DASHES = "-‐‑‒–—―−﹘－ー一─"
BLANKS = " \t\n\u00a0\u2002\u2009\u200b\u202f\u2060\u3000\ufeff"


def test_a_code_is_the_same_for_the_same_form_and_key() -> None:
    assert make_code(KEY, "a form") == CODE
    assert len({CODE, make_code(KEY, "another"), make_code(b"other", "a form")}) == 3


@pytest.mark.parametrize("between", ["", *DASHES, *BLANKS, "——", " – "])
def test_whatever_stands_between_the_groups_makes_no_difference(between: str) -> None:
    assert normalise(CODE.replace("-", between)) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.translate(WIDE),
        CODE.lower().translate(WIDE),
        f"「{CODE}」。",
        f"“{CODE}”",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I"),
        "\u200e" + "\u200b".join(CODE),
    ],
)
def test_the_way_it_is_typed_makes_no_difference(typed: str) -> None:
    assert normalise(typed) == CODE


@given(st.text(ALPHABET, min_size=20, max_size=20))
def test_what_is_no_code_is_none_and_what_is_stays(text: str) -> None:
    code = normalise(text)

    assert code is None or code.replace("-", "") == text


@pytest.mark.parametrize(
    "typed",
    ["", "-", CODE[:-1], CODE + "0", CODE.replace(CODE[0], "U"), "²" * 20, CODE + " " * TYPED_MAX],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalise(typed) is None


@given(st.text(max_size=300))
def test_nothing_typed_breaks_it(text: str) -> None:
    assert normalise(text) in {None, normalise(text)}
