"""What fields make of what was typed."""

from datetime import date
from decimal import Decimal

import pytest

from portal.web.fields import legible, many_lines, one_line, read_amount, read_day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　王 某　", "王 某"),
        ("a\r\n\tb", "a b"),
        ("a\u202eb\u2066c", "abc"),
        ("a\ud800b", "ab"),
        ("题目\u00a0", "题目\u00a0"),
    ],
)
def test_a_line_is_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


def test_many_lines_lose_only_what_cannot_be_stored() -> None:
    assert many_lines("　a\r\nb\rc\n\td\0\udfff \u000b") == "　a\nb\nc\n\td \u000b"


@pytest.mark.parametrize(
    "typed",
    ["2026-09-05", "2026-9-5", "2026/9/5", "2026.09.05", "2026年9月5日", "２０２６年９月５日",
     "20260905", " 2026 9 5 "],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed) == date(2026, 9, 5)


@pytest.mark.parametrize(
    "typed",
    ["", "昨天", "2026-13-01", "2026-02-30", "09/05/2026", "26-9-5", "2026-09-0²", "2026-09-②"],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("1200", "1200"), ("1,200.50", "1200.50"), ("１２００元", "1200"), ("¥ 1 200", "1200"),
        ("1.2万", "12000"), ("30万元", "300000"),
    ],
)  # fmt: skip
def test_an_amount_is_read_however_it_is_written(typed: str, yuan: str) -> None:
    assert read_amount(typed) == Decimal(yuan)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "一千",
        "-1",
        "NaN",
        "Infinity",
        "1e5",
        "1.234",
        "9" * 13,
        "1²",
        "①",
        "½",
        "Ⅷ",
        "1²万",
        "١٢",
    ],
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert read_amount(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["", " \u3000\t", "\u200b", "\u200b\u200d\u2060\ufeff", "\u00ad", "\u3164", "\uffa0", "\u2800",
     "\u034f", "\u0301", "\ufe0f", "\U000e0020", "\x1f", "\u2028"],
)  # fmt: skip
def test_what_leaves_no_ink_is_not_legible(typed: str) -> None:
    assert not legible(typed)


@pytest.mark.parametrize(
    "typed", ["王", ".", "é", "e\u0301", "😀", "\U0002ebf0", "\ue000", "\ufffd"]
)
def test_what_can_be_seen_is_legible(typed: str) -> None:
    assert legible(typed)
