"""The table as a whole: total, monotone, nothing dead; and the check notices when it is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.severity.checks import Report, check
from portal.domain.severity.policy import CURRENT
from portal.domain.severity.rows import Row, case
from portal.domain.severity.scale import Severity
from portal.domain.text import Text

Rows = tuple[Row, ...]


def test_every_combination_has_one_row_and_no_graver_input_a_milder_outcome() -> None:
    """Two categories of seventeen: the command `flask policy check`, and its test, try all."""
    report = check(CURRENT, [Category.C05, Category.C12])

    unused = {problem for problem in report.problems if "never decides" in problem}
    assert report == Report(352_512 * 2 // 17, 42, report.problems)
    assert set(report.problems) == unused


def without_the_last_row(rows: Rows) -> Rows:
    return rows[:-1]


def with_a_dead_row(rows: Rows) -> Rows:
    dead = replace(rows[-1], number="98", limb="", cases=(case(Category.C05, loss=Loss.SOME),))
    return (*rows[:-2], dead, *rows[-2:])


def with_a_fall(rows: Rows) -> Rows:
    mild = Row(
        "X0", (case(Category.C12, loss=Loss.MAJOR),), Severity.ADVICE, Text("错", "mistaken")
    )
    return (mild, *rows)


def with_a_pointer_that_decides(rows: Rows) -> Rows:
    return tuple(replace(row, points_to="X2") if row.number == "85" else row for row in rows)


def with_a_row_twice(rows: Rows) -> Rows:
    return (*rows, replace(rows[0], points_to="X1"))


@pytest.mark.parametrize(
    ("spoil", "categories", "complaint"),
    [
        (without_the_last_row, [Category.C11], "match no row"),
        (with_a_dead_row, [Category.C05], "row 98 never decides"),
        (with_a_fall, [Category.C12], "falls"),
        (with_a_pointer_that_decides, [Category.C12], "points to X2 but decides itself"),
        (with_a_row_twice, [], "row X1a stands twice"),
    ],
)
def test_a_spoilt_table_is_found_out(
    spoil: Callable[[Rows], Rows], categories: Sequence[Category], complaint: str
) -> None:
    report = check(replace(CURRENT, rows=spoil(CURRENT.rows)), categories)

    assert any(complaint in problem for problem in report.problems)
