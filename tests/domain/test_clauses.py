"""Every clause is there, says whose words it is, and is carried by code or excused by a reason."""

import re
from pathlib import Path

import pytest

from portal.domain.category import Category, System
from portal.domain.clauses import CLAUSES, READINGS, AdoptedReading, Carrier, Clause, ClauseKind

TOP = Path(__file__).parents[2]

OPINION = [
    *("P.1", "G.1", "R.1", "R.2", "R.3"),
    *("1.1", "1.2", "1.3", "1.3(a)", "1.3(b)", "1.3(c)", "1.4"),
    *("2.1", "2.2", "2.3", "2.4", "2.4(a)", "2.4(b)", "2.4(c)", "2.4(d)"),
    *("3.1", "3.1(x)", "3.1(a)", "3.1(b)", "3.1(c)", "3.1(d)"),
    *("4.1", "4.2", "4.3", "4.4(a)", "4.4(b)", "4.4(c)", "4.4(d)", "4.5", "4.6"),
    *("5.1", "5.1(1)", "5.1(2)", "5.1(3)", "5.1(4)", "5.1(5)", "5.1(6)"),
    *("5.2(1)", "5.2(2)", "5.2(3)", "5.2(4)"),
]
ADOPTED = [
    *(f"6.{number}" for number in range(1, 14)),
    *(f"7.{number}" for number in range(1, 13)),
    *(f"8.{number}" for number in range(1, 11)),
]

ALL = pytest.mark.parametrize("clause", CLAUSES.values(), ids=lambda clause: clause.id)
CARRIERS = sorted(
    {(clause.id, each) for clause in CLAUSES.values() for each in clause.carried_by},
    key=lambda pair: (pair[0], pair[1].code),
)


def test_every_clause_of_the_opinion_and_of_adopted_policy_is_there_in_order() -> None:
    assert list(CLAUSES) == OPINION + ADOPTED


def test_the_opinions_own_words_and_adopted_policy_are_told_apart() -> None:
    assert [clause.id for clause in CLAUSES.values() if clause.own] == OPINION
    assert [clause.id for clause in CLAUSES.values() if not clause.own] == ADOPTED


@ALL
def test_a_clause_is_carried_by_code_or_has_a_written_reason(clause: Clause) -> None:
    assert bool(clause.carried_by) != bool(clause.reason), (
        f"clause {clause.id}: name the module and test that carry it, or the reason why software "
        "has nothing to do; not both"
    )


@ALL
def test_a_clause_and_what_the_product_does_are_worded_in_both_languages(clause: Clause) -> None:
    texts = [clause.text, clause.product, *([clause.reason] if clause.reason else [])]

    assert all(text.zh.strip() and text.en.strip() for text in texts)
    assert not any(re.search("[一-鿿]", text.en) for text in texts)


@ALL
def test_adopted_policy_names_its_source_and_the_opinion_needs_none(clause: Clause) -> None:
    assert bool(clause.source) is not clause.own


@ALL
def test_a_clause_belongs_to_the_system_of_its_number(clause: Clause) -> None:
    number = clause.id[0]

    assert clause.system == (System(int(number)) if number.isdigit() else None)


def test_anchors_are_the_ids_behind_a_letter_and_unique() -> None:
    assert CLAUSES["4.6"].anchor == "c4.6"
    assert len({clause.anchor for clause in CLAUSES.values()}) == len(CLAUSES)


@pytest.mark.parametrize(("clause_id", "carrier"), CARRIERS)
def test_what_is_said_to_carry_a_clause_exists_and_cites_it(
    clause_id: str, carrier: Carrier
) -> None:
    files = [TOP / carrier.code, TOP / carrier.test]

    assert [file for file in files if not file.is_file()] == []
    assert any(cites(file.read_text(encoding="utf-8"), clause_id) for file in files), (
        f"neither {carrier.code} nor {carrier.test} cites clause {clause_id}"
    )


def cites(text: str, clause_id: str) -> bool:
    return bool(re.search(rf"(?<![\w.]){re.escape(clause_id)}(?![\w(]|\.[0-9])", text))


def test_every_kind_of_clause_occurs_and_has_a_name() -> None:
    assert {clause.kind for clause in CLAUSES.values()} == set(ClauseKind)
    assert all(kind.text.zh for kind in ClauseKind)


def test_every_system_that_can_be_complained_under_has_clauses() -> None:
    assert {category.system for category in Category} <= {c.system for c in CLAUSES.values()}


def test_the_readings_of_the_ambiguities_are_complete() -> None:
    assert list(READINGS) == [f"A{number}" for number in range(1, 26)]


@pytest.mark.parametrize("reading", READINGS.values(), ids=lambda reading: reading.id)
def test_a_reading_is_about_clauses_of_the_opinion(reading: AdoptedReading) -> None:
    assert reading.clauses
    assert all(CLAUSES[clause].own for clause in reading.clauses)
    assert reading.question.zh
    assert reading.answer.en
