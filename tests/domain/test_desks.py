"""Routing: every complaint has one way, graver ones never a lower one, and the last row is last."""

from itertools import combinations, product

import pytest

from portal.domain.category import Category
from portal.domain.desks import ROUTES, Desk, Incoming, Step, route
from portal.domain.filing import Language
from portal.domain.routing import Band

C = Category
LEVELS = ("department", "subdistrict", "government", "")
BANDS = (Band.STANDARD, Band.DISCIPLINE, Band.REFERRAL)
NAMED = [frozenset(few) for size in (0, 1, 2) for few in combinations(Category, size)]
EVERY = [
    Incoming(band, named, level=level, own_office=own, head=head)
    for band, named, level, own, head in product(BANDS, NAMED, LEVELS, (False, True), (False, True))
]
ROWS = {incoming: route(incoming) for incoming in EVERY}

GRAVE = {C.C04, C.C05, C.C06, C.C13, C.C14, C.C16}
COUNTER = {C.C01, C.C02, C.C03, C.C07, C.C08}


def read_again(incoming: Incoming) -> tuple[Step, Desk]:
    """Return where a complaint goes, written as somebody would explain it."""
    grave = incoming.band is Band.REFERRAL or GRAVE & incoming.categories
    if incoming.own_office or incoming.level == "government":
        return Step.SUPERIOR, Desk.GENERAL
    if incoming.head:
        return Step.DIRECTOR, Desk.INTEGRITY
    if grave:
        return Step.OFFICER, Desk.INTEGRITY
    if C.C15 in incoming.categories:
        return Step.OFFICER, Desk.ENFORCEMENT
    if COUNTER & incoming.categories:
        return Step.OFFICER, Desk.SERVICE
    return Step.OFFICER, Desk.GENERAL


def test_every_complaint_goes_where_the_second_reading_sends_it() -> None:
    sent = {incoming: (row.step, row.desk) for incoming, row in ROWS.items()}

    assert sent == {incoming: read_again(incoming) for incoming in EVERY}


def test_no_row_is_dead_and_no_name_stands_twice() -> None:
    assert {row.row for row in ROWS.values()} == {row.row for row in ROUTES}
    assert len({row.row for row in ROUTES}) == len(ROUTES)


def test_the_last_row_takes_whatever_is_left() -> None:
    assert all(ROUTES[-1].matches(incoming) for incoming in EVERY)


def test_every_row_says_by_which_clause() -> None:
    assert [row.row for row in ROUTES if not row.clauses] == []


def test_a_graver_band_never_leads_to_a_lower_step() -> None:
    steps = {
        (each.band, each.categories, each.level, each.own_office, each.head): row.step
        for each, row in ROWS.items()
    }

    for lighter, graver in combinations(BANDS, 2):
        for rest in product(NAMED, LEVELS, (False, True), (False, True)):
            assert steps[lighter, *rest] <= steps[graver, *rest]


@pytest.mark.parametrize("language", Language)
def test_a_complaint_about_the_office_itself_goes_above_it_in_any_case(language: Language) -> None:
    for band, named, head in product(BANDS, NAMED, (False, True)):
        incoming = Incoming(band, named, language, own_office=True, head=head)
        assert route(incoming).step is Step.SUPERIOR


def test_a_complaint_about_a_head_is_no_officers() -> None:
    assert {row.step for each, row in ROWS.items() if each.head} == {Step.DIRECTOR, Step.SUPERIOR}


def test_every_desk_is_named_in_both_languages() -> None:
    assert [desk for desk in Desk if not (desk.text.zh and desk.text.en)] == []
