"""Withholding small counts so that no reader can work them out from what stands around them.

A count of one to four could point to a person, so it is not published. What it could be computed
from is withheld too: a small count is safe once another table of counts, equally possible, agrees
with everything that is published and has another number in its place. Sums over all rows are taken
as known to the reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

LEAST = 5
"""The smallest count that is published, but for none at all."""
TOTAL = "total"
REST = "rest"
"""The columns withheld from every row, as one: their sum follows from the others."""

Column = TypeVar("Column", bound=str)
Counts = Mapping[str, int]
Cell = tuple[int, str]
Node = int | str


def small(count: int) -> bool:
    """Tell whether *count* is not to be published."""
    return 0 < count < LEAST


def withheld_columns(
    totals: Mapping[Column, int], also: frozenset[Column] = frozenset()
) -> frozenset[Column]:
    """Return the columns to withhold from a table with these *totals*, *also* among them.

    They are none, or two and more that come to LEAST together: of their sum nothing follows.
    """
    hidden = {column for column, count in totals.items() if small(count)} | set(also)
    # In the order given, not a set's: every process must withhold the same columns.
    shown = [column for column in totals if column not in hidden]
    rest = sorted(shown, key=lambda column: (totals[column] == 0, totals[column]))
    while hidden and rest and not _covered([totals[column] for column in hidden]):
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def _covered(counts: Sequence[int]) -> bool:
    return len(counts) > 1 and not small(sum(counts))


def withheld_cells(rows: Sequence[Counts], columns: frozenset[str]) -> frozenset[Cell]:
    """Return the cells to withhold besides *columns*, by row number and column.

    A cell of the column TOTAL is the row's own sum.
    """
    table = _Table(rows, columns)
    if small(sum(sum(row.values()) for row in rows)):
        return frozenset(cell for cell in table.values if cell[1] != REST)
    if len(rows) > 1:
        for cell in [cell for cell, count in table.values.items() if small(count)]:
            table.protect(cell)
    return frozenset(cell for cell in table.hidden if cell[1] != REST)


class _Table:
    """The counts as a flow from the total through the rows to the columns.

    A hidden count may be one more or one less if the difference can run back to where it began.
    """

    def __init__(self, rows: Sequence[Counts], columns: frozenset[str]) -> None:
        self.values: dict[Cell, int] = {}
        for number, row in enumerate(rows):
            shown = {name: count for name, count in row.items() if name not in columns}
            rest = {REST: sum(row.values()) - sum(shown.values())} if columns else {}
            for name, count in {**shown, **rest, TOTAL: sum(row.values())}.items():
                self.values[number, name] = count
        self.hidden = {
            cell for cell, count in self.values.items() if small(count) or cell[1] == REST
        }

    def protect(self, cell: Cell) -> None:
        """Withhold further cells until *cell* is in doubt, or nothing is left to withhold."""
        while not self.in_doubt(cell):
            candidate = min(self._shown(), key=lambda other: self._cost(cell, other), default=None)
            if candidate is None:
                return
            self.hidden.add(candidate)

    def _shown(self) -> Iterator[Cell]:
        return (cell for cell in self.values if cell not in self.hidden)

    def _cost(self, cell: Cell, other: Cell) -> tuple[bool, bool, int]:
        """Return how dear it is to withhold *other* for *cell*: the same row or column first."""
        near = cell[0] == other[0] or cell[1] == other[1]
        return not near, self.values[other] == 0, self.values[other]

    def in_doubt(self, cell: Cell) -> bool:
        """Tell whether a hidden *cell* could hold another number."""
        start, end = _ends(cell)
        return self._leads(end, start, cell) or self._leads(start, end, cell)

    def _leads(self, start: Node, end: Node, without: Cell) -> bool:
        """Tell whether a difference of one can run from *start* to *end* past *without*."""
        steps = self._steps(without)
        seen, todo = {start}, [start]
        while todo:
            for node in steps.get(todo.pop(), ()):
                if node not in seen:
                    seen.add(node)
                    todo.append(node)
        return end in seen

    def _steps(self, without: Cell) -> dict[Node, list[Node]]:
        """Return where a difference can run: along a hidden count, and back if it is not none."""
        steps: dict[Node, list[Node]] = {}
        for cell in self.hidden - {without}:
            start, end = _ends(cell)
            steps.setdefault(start, []).append(end)
            if self.values[cell]:
                steps.setdefault(end, []).append(start)
        return steps


def _ends(cell: Cell) -> tuple[Node, Node]:
    """Return between which nodes a count flows."""
    number, name = cell
    return (TOTAL, number) if name == TOTAL else (number, name)
