"""What is withheld cannot be worked out from what is published: tried on every possible table."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.suppression import TOTAL, small, withheld_cells, withheld_columns

COLUMNS = ("a", "b", "c")
counts = st.integers(0, 7)
tables = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, counts)), min_size=1, max_size=3)
Table = list[dict[str, int]]
Seen = tuple[object, ...]


def seen(table: Table, columns: frozenset[str], cells: frozenset[tuple[int, str]]) -> Seen:
    """Return what a reader of the published table knows, sums over all rows included."""
    shown = [
        None if (number, name) in cells or name in columns else row[name]
        for number, row in enumerate(table)
        for name in COLUMNS
    ]
    sums = [
        None if (number, TOTAL) in cells else sum(row.values()) for number, row in enumerate(table)
    ]
    totals = [None if name in columns else sum(row[name] for row in table) for name in COLUMNS]
    return (*shown, *sums, *totals, sum(sum(row.values()) for row in table))


def others(table: Table, number: int, name: str) -> Iterator[Table]:
    """Yield tables with another count there, up to two complaints being moved elsewhere."""
    cells = list(product(range(len(table)), COLUMNS))
    moves = [{}, *({start: -1, end: 1} for start, end in product(cells, cells) if start != end)]
    for first, second in product(moves, moves):
        changed = [
            {
                each: row[each] + first.get((at, each), 0) + second.get((at, each), 0)
                for each in COLUMNS
            }
            for at, row in enumerate(table)
        ]
        possible = all(count >= 0 for row in changed for count in row.values())
        if possible and value(changed, number, name) != value(table, number, name):
            yield changed


def value(table: Table, number: int, name: str) -> int:
    return sum(table[number].values()) if name == TOTAL else table[number][name]


@settings(max_examples=25)
@given(tables)
def test_every_small_count_could_be_another(table: Table) -> None:
    whole = {name: sum(row[name] for row in table) for name in COLUMNS}
    if small(sum(whole.values())):
        return
    columns = withheld_columns(whole)
    cells = withheld_cells(table, columns)
    known = seen(table, columns, cells)

    for number, row in enumerate(table):
        for name, count in {**row, TOTAL: sum(row.values())}.items():
            if small(count):
                assert any(
                    seen(other, columns, cells) == known for other in others(table, number, name)
                ), (number, name)


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
