"""Clusters: what is alike, and what can be carried from one complaint to another."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.category import Category
from portal.domain.cluster import (
    ALIKE,
    CARRIED,
    FOUND,
    HINDRANCES,
    Hindrance,
    Part,
    hindrance,
    likeness,
    shingles,
)
from portal.domain.statuses import Status

TEXTS = st.text(st.sampled_from("窗口推诿三次都没办成ab 12,。"), max_size=40)
CLOSED_LIFT = "区住建局窗口以系统维护为由，连续三天拒收材料，让我改天再来。"
SAME_LIFT = "住建局窗口连续三天以系统维护为由拒收材料，叫我们改天再来！"
OTHER_MATTER = "执法人员在检查时收了两条软包香烟，没有出示证件。"


@given(TEXTS, TEXTS)
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    mine, theirs = shingles(one), shingles(other)

    assert likeness(mine, theirs) == likeness(theirs, mine)
    assert 0 <= likeness(mine, theirs) <= 1


@given(TEXTS)
def test_a_text_is_like_itself_and_an_empty_one_is_like_nothing(text: str) -> None:
    told = shingles(text)

    assert likeness(told, told) == (1 if told else 0)
    assert likeness(told, frozenset()) == 0


@given(TEXTS, TEXTS)
def test_only_what_says_the_same_pieces_is_wholly_alike(one: str, other: str) -> None:
    mine, theirs = shingles(one), shingles(other)

    assert (likeness(mine, theirs) == 1) is (bool(mine) and mine == theirs)


@given(TEXTS, TEXTS)
def test_saying_more_of_something_else_makes_it_less_alike(text: str, more: str) -> None:
    told = shingles(text)
    added = told | {f"!{piece}" for piece in shingles(more)}

    assert likeness(told, added) <= likeness(told, told)


def test_widths_scripts_and_stops_make_no_difference() -> None:
    assert shingles("窗口推諉，ＡＢ１２") == shingles("窗口推诿 ab12")


def test_the_same_cause_in_other_words_is_alike_and_another_is_not() -> None:
    told = shingles(CLOSED_LIFT)

    assert likeness(told, shingles(SAME_LIFT)) > ALIKE
    assert likeness(told, shingles(OTHER_MATTER)) < ALIKE / 3


POINTS = frozenset({Category.C03, Category.C12})
SOURCE = Part(Status.FINDINGS_PROPOSED, 7, POINTS, found=True)
TARGET = Part(Status.INVESTIGATING, 7, frozenset({Category.C03}), found=False)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (TARGET, None),
        (replace(TARGET, status=Status.ACCEPTED), None),
        (replace(TARGET, points=POINTS), None),
        (replace(TARGET, assignee_id=8), Hindrance.NOT_YOURS),
        (replace(TARGET, status=Status.ASSIGNED), Hindrance.NOT_THERE),
        (replace(TARGET, status=Status.AWAITING_APPROVAL), Hindrance.NOT_THERE),
        (replace(TARGET, found=True), Hindrance.OWN_FINDINGS),
        (replace(TARGET, points=frozenset({Category.C17})), Hindrance.OTHER_POINTS),
    ],
)
def test_findings_are_carried_where_nothing_hinders(target: Part, why: Hindrance | None) -> None:
    assert hindrance(SOURCE, target) is why


def test_an_investigation_that_began_begins_where_it_was_accepted() -> None:
    begun = replace(SOURCE, status=Status.INVESTIGATING)

    carried = [at for at in Status if hindrance(begun, replace(TARGET, status=at)) is None]

    assert carried == [Status.ACCEPTED]


def test_nothing_is_carried_past_the_lifecycle() -> None:
    for here, there in product(Status, Status):
        if hindrance(replace(SOURCE, status=here), replace(TARGET, status=there)) is None:
            assert {here, there} <= CARRIED
            assert here in FOUND or (here, there) == (Status.INVESTIGATING, Status.ACCEPTED)


def test_every_hindrance_is_said_in_both_languages() -> None:
    assert [each for each in Hindrance if not (each.text.zh and each.text.en)] == []
    assert set(HINDRANCES) == set(Hindrance)
