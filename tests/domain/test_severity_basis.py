"""On what an outcome rests: never on nothing, nor on adopted policy as if it were the opinion."""

from dataclasses import replace

import pytest

from portal.domain.category import Category
from portal.domain.clauses import CLAUSES, READINGS
from portal.domain.filing import Loss
from portal.domain.severity import Basis, Crime, Finding, Severity, Verified, decide, fault_basis
from portal.domain.severity.policy import CURRENT
from portal.domain.severity.rows import Row

SILENT = (Category.C03, Category.C05, Category.C13, Category.C14, Category.C16)
"""What the opinion's clause on transfers does not name."""


@pytest.mark.parametrize("row", CURRENT.rows, ids=lambda row: row.key)
def test_every_row_rests_on_something_and_on_each_as_what_it_is(row: Row) -> None:
    assert row.clauses or row.adopted or row.law
    assert all(CLAUSES[code].own for code in row.clauses)
    assert all(code in READINGS or not CLAUSES[code].own for code in row.adopted)


@pytest.mark.parametrize("category", SILENT)
def test_a_transfer_that_the_opinion_does_not_name_rests_on_adopted_policy_and_law(
    category: Category,
) -> None:
    suspected = Finding(category, verified=Verified.YES, crime=Crime.SUSPECTED)

    basis = fault_basis([decide(suspected)])

    assert decide(suspected).severity is Severity.REFERRAL
    assert basis.clauses == ()
    assert basis.adopted == ("A14", "A15")
    assert basis.law


def test_what_was_not_substantiated_is_no_ground_of_the_rest() -> None:
    late = Finding(Category.C12, verified=Verified.YES, loss=Loss.SOME)
    unproved = replace(late, verified=Verified.NO)

    assert fault_basis([decide(late), decide(unproved)]) == fault_basis([decide(late)])
    assert fault_basis([decide(unproved)])


def test_what_is_cited_besides_goes_where_it_belongs() -> None:
    basis = Basis(("2.4(a)",), ("A10",)).citing(["6.13", "2.4(a)", "1.2"])

    assert basis == Basis(("2.4(a)", "1.2"), ("A10", "6.13"))
    assert not Basis()
