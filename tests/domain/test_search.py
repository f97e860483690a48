"""Search: every piece of Chinese is found, and every beginning of a word or number."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.search import (
    QUERY_MAX,
    SEGMENT,
    Piece,
    Sought,
    fold,
    key_of,
    runs,
    search_tokens,
    segment_of,
)

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
TEXT = st.lists(
    st.one_of(
        st.text(HAN, min_size=1, max_size=12),
        st.text("abcXYZ", min_size=1, max_size=9),
        st.text("0123456789０１２３", min_size=1, max_size=9),
        st.sampled_from([" ", "，", "\n", "-", "　", "。“", "é", "①"]),
    ),
    max_size=12,
).map("".join)


def found(query: str, text: str) -> bool:
    """Look *query* up the way the database does: by its tokens, then by the text."""
    sought = Sought.read(query)
    return bool(sought) and sought.tokens <= search_tokens(text) and sought.found_in(fold(text))


def chinese(text: str) -> list[str]:
    """Return the runs of Chinese in *text*, as they are written."""
    parted = "".join(sign if "\u4e00" <= sign <= "\u9fff" else " " for sign in text)
    return parted.split()


@given(TEXT, st.data())
def test_a_text_is_found_by_every_piece_of_its_chinese(text: str, data: st.DataObject) -> None:
    for run in chinese(text):
        start = data.draw(st.integers(0, len(run) - 1))
        piece = run[start : start + data.draw(st.integers(1, 6))]

        assert found(piece, text)


@given(TEXT, st.data())
def test_a_text_is_found_by_every_beginning_of_its_words(text: str, data: st.DataObject) -> None:
    for run in runs(text):
        if run.isascii():
            assert found(run[: data.draw(st.integers(1, len(run)))], text)


@given(TEXT, st.text(HAN, min_size=1, max_size=6))
def test_chinese_is_found_just_where_it_stands(text: str, query: str) -> None:
    (folded,) = runs(query)

    assert found(query, text) is (folded in fold(text))


@given(TEXT, TEXT)
def test_what_holds_a_text_is_found_by_what_the_text_is_found_by(text: str, more: str) -> None:
    assert search_tokens(text) <= search_tokens(f"{text} {more}")


@given(TEXT)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_pieces_make_up_the_text(text: str) -> None:
    sought = Sought.read(text[3:6])

    assert "".join(piece.text for piece in sought.pieces(text)) == text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("工单12345", "关于工单１２３４５号的投诉"),
        ("单12", "关于工单12345号"),
        ("A2区", "位于a2區的小区"),
        ("投訴", "我要投诉"),
        ("投诉", "我要投訴"),
        ("xn-2026-000123", "XN-2026-000123"),
        ("2026-000", "XN-2026-000123"),
        ("cafe", "Café"),
        ("区 窗口", "窗口在A区"),
        ("李", "李"),
        ("obstruct", "The clerk was obstructive"),
    ],
)
def test_ways_of_writing_do_not_matter(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("诉举", "投诉，举报"),
        ("口窗", "窗口"),
        ("23", "123"),
        ("lerk", "clerk"),
        ("窗口 推诿", "窗口"),
        ("，。", "，。"),
        ("", "窗口"),
    ],
)
def test_what_is_not_there_is_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_what_was_looked_for_is_marked() -> None:
    sought = Sought.read("投诉 12345")

    assert sought.pieces("投訴：工单１２３４５6") == (
        Piece("投訴", hit=True), Piece("：工单", hit=False), Piece("１２３４５", hit=True),
        Piece("6", hit=False),
    )  # fmt: skip


def test_an_excerpt_shows_what_stands_around() -> None:
    sought = Sought.read("推诿")

    assert sought.excerpt("甲" * 40 + "推诿\n乙", around=3) == "…甲甲甲推诿 乙"
    assert sought.excerpt("没有") == ""


def test_a_key_is_four_bytes_and_differs_between_segments() -> None:
    keys = [key_of("推诿", segment) for segment in range(200)]

    assert len(set(keys)) == len(keys)
    assert all(-(2**31) <= key < 2**31 for key in keys)
    assert (segment_of(SEGMENT - 1), segment_of(SEGMENT)) == (0, 1)


def test_a_query_beyond_reading_is_cut() -> None:
    sought = Sought.read("窗 " * QUERY_MAX + "口")

    assert sought.terms == (("窗",),)
    assert unicodedata.is_normalized("NFKC", "".join(sought.patterns))
