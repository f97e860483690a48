"""Comparing: what is alike among many, and which words two complaints have in common."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.cluster import AROUND, NEAREST, SUGGESTED_MAX, leading, shingles
from portal.domain.comparing import Said, marked, matches
from portal.domain.statuses import Status
from tests.factories import NOW

TOLD = "窗口以系统维护为由连续三天拒收材料"
ELSE = "检查时收了两条软包香烟"
TEXTS = st.text(st.sampled_from("窗口推諉三次ＡＢab 12,。ﬁ"), max_size=40)


def said(number: int, text: str = TOLD, days: int = 0) -> Said:
    return Said(number, NOW + timedelta(days=days), shingles(text))


def hits(text: str, other: str) -> list[str]:
    return [piece.text for piece in marked(text, other) if piece.hit]


def test_each_new_one_is_held_against_those_before_it() -> None:
    found = matches([said(1), said(2, ELSE), said(3), said(4)], 3)

    assert [tuple(each) for each in found] == [(3, 1, 100), (4, 1, 100), (4, 3, 100)]


def test_so_many_are_compared_and_so_many_kept_and_none_of_another_time() -> None:
    many = [said(each) for each in range(1, SUGGESTED_MAX + 5)]
    far = [said(1), *(said(each, ELSE) for each in range(2, NEAREST + 2)), said(NEAREST + 2)]

    assert len(list(matches(many, many[-1].id))) == SUGGESTED_MAX
    assert not list(matches(far, far[-1].id))
    assert not list(matches([said(1), said(2, days=AROUND.days + 1)], 2))


@given(TEXTS, TEXTS)
def test_marking_changes_no_sign(text: str, other: str) -> None:
    assert "".join(piece.text for piece in marked(text, other)) == text


def test_stretches_of_chinese_words_and_numbers_in_common_are_marked() -> None:
    assert hits("昨天系统维护，ROOM 12", "說系統維護！room 12楼") == ["系统维护", "ROOM", "12"]
    assert hits("系统好", "系统坏") == []


def test_the_one_that_has_come_furthest_leads_and_among_equals_the_first() -> None:
    begun = {3: Status.ACCEPTED, 5: Status.INVESTIGATING, 7: Status.INVESTIGATING}

    assert leading(begun) == 5
    assert leading(begun | {9: Status.DECIDED}) == 9
    assert leading({2: Status.CLOSED, 4: Status.ASSIGNED}) == 4
    assert leading({2: Status.CLOSED, 4: Status.WITHDRAWN}) is None
