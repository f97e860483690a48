"""What is withheld cannot be worked out from what is published: tried on every possible table."""

from collections.abc import Iterable
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.domain.suppression import TOTAL, small, withheld_cells, withheld_columns

COLUMNS = ("a", "b", "c")
TOP = 7
counts = st.integers(0, TOP)
tables = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, counts)), min_size=1, max_size=3)
Table = list[dict[str, int]]
Row = tuple[int, ...]
Sums = tuple[int, ...]


def possible_rows(
    row: dict[str, int], number: int, columns: frozenset[str], cells: frozenset[tuple[int, str]]
) -> list[Row]:
    """Return every row that looks like *row* once *columns* and *cells* are withheld."""
    most = TOP * len(COLUMNS)
    every = product(range(most + 1), repeat=len(COLUMNS))
    shown = {
        at: row[name]
        for at, name in enumerate(COLUMNS)
        if name not in columns and (number, name) not in cells
    }
    total = None if (number, TOTAL) in cells else sum(row.values())
    return [
        other
        for other in every
        if sum(other) == (sum(other) if total is None else total)
        and sum(other) <= most
        and all(other[at] == count for at, count in shown.items())
    ]


def sums_of(rows: Iterable[Row], columns: frozenset[str]) -> Sums:
    """Return what a reader knows of *rows* together: columns not withheld, and all of it."""
    added = [sum(counts) for counts in zip(*rows, strict=True)]
    return (*(n for n, name in zip(added, COLUMNS, strict=True) if name not in columns), sum(added))


def could_differ(
    table: Table, columns: frozenset[str], cells: frozenset[tuple[int, str]]
) -> set[tuple[int, str]]:
    """Return where a table that is published alike, sums over all rows too, has another count."""
    own = [tuple(row[name] for name in COLUMNS) for row in table]
    known = sums_of(own, columns)
    choices = [possible_rows(row, at, columns, cells) for at, row in enumerate(table)]
    found = set()
    for number, row in enumerate(own):
        around: set[Sums] = {sums_of([(0,) * len(COLUMNS)], columns)}
        for at, others in enumerate(choices):
            if at != number:
                keys = {sums_of([other], columns) for other in others}
                around = {
                    tuple(map(sum, zip(one, key, strict=True))) for one in around for key in keys
                }
        for other in choices[number]:
            left = tuple(a - b for a, b in zip(known, sums_of([other], columns), strict=True))
            if left in around:
                found |= {
                    (number, name)
                    for name, one, two in zip(COLUMNS, row, other, strict=True)
                    if one != two
                } | ({(number, TOTAL)} if sum(row) != sum(other) else set())
    return found


@settings(max_examples=25)
@given(tables)
@example([{"a": 0, "b": 2, "c": 3}, {"a": 2, "b": 3, "c": 0}, {"a": 3, "b": 0, "c": 2}])
def test_every_small_count_could_be_another(table: Table) -> None:
    whole = {name: sum(row[name] for row in table) for name in COLUMNS}
    if small(sum(whole.values())):
        return
    columns = withheld_columns(whole)
    cells = withheld_cells(table, columns)
    uncertain = could_differ(table, columns, cells)

    for number, row in enumerate(table):
        for name, count in {**row, TOTAL: sum(row.values())}.items():
            assert not small(count) or (number, name) in uncertain


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, st.integers(0, 40))), max_size=8))
def test_no_small_count_is_published(table: Table) -> None:
    columns = withheld_columns({name: sum(row[name] for row in table) for name in COLUMNS})
    cells = withheld_cells(table, columns)

    for number, row in enumerate(table):
        for name, count in {**row, TOTAL: sum(row.values())}.items():
            assert not small(count) or (number, name) in cells or name in columns


def test_what_has_no_small_count_is_published_whole() -> None:
    table = [{"a": 5, "b": 0, "c": 9}, {"a": 6, "b": 7, "c": 0}]

    assert withheld_columns({"a": 11, "b": 7, "c": 9}) == frozenset()
    assert withheld_cells(table, frozenset()) == frozenset()


def test_of_very_few_nothing_is_published() -> None:
    cells = withheld_cells([{"a": 1, "b": 0, "c": 2}], frozenset())

    assert {name for _, name in cells} == {*COLUMNS, TOTAL}


def test_columns_are_withheld_with_company() -> None:
    assert withheld_columns({"a": 2, "b": 9, "c": 6}) == {"a", "c"}
    assert withheld_columns({"a": 2, "b": 9, "c": 1}) == {"a", "b", "c"}
    assert withheld_columns({"a": 7, "b": 9, "c": 6}, frozenset({"a"})) == {"a", "c"}


def test_of_equal_columns_the_first_is_withheld_in_every_process() -> None:
    assert withheld_columns({"x": 6, "a": 2, "b": 6, "y": 6}) == {"x", "a"}
