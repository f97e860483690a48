"""The queue of the office: page after page, walked by key over an index, never counted.

What an index cannot begin with is looked at in stretches, of which one page takes only so many:
then it says how far it came, and the next page goes on from there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.queueing import Order
from portal.models.complaint import Complaint
from portal.queries.queue_entries import Entry, entries, versions
from portal.queries.selection import (
    NOBODY,
    Selection,
    is_handed_back,
    looked_at,
    standing,
    walked,
)

__all__ = ["Entry", "Page", "Selection", "front", "handed_back", "holds", "worklist"]

PAGE = 50
STRETCH = 1_000
"""So many rows are looked at at a time."""
STRETCHES_MAX = 4
"""So many times for one page."""
BETWEEN = "_"
ID_MAX = 2**63 - 1
Query = Select[*tuple[Any, ...]]
Columns = Sequence[InstrumentedAttribute[Any]]
PASSED: Columns = (
    Complaint.id, Complaint.status, Complaint.version, Complaint.assignee_id, Complaint.language,
    Complaint.channel, Complaint.filed_at, Complaint.next_due_on, Complaint.gravity,
    Complaint.provisional_severity, Complaint.decided_severity,
)  # fmt: skip
"""What rows are looked at for, beside what an index begins with."""


class Way(NamedTuple):
    """An order: the columns that make its key, and whether it is walked from their end."""

    columns: tuple[InstrumentedAttribute[Any], ...]
    back: bool = False


WAYS = {
    Order.DUE: Way((Complaint.next_due_on, Complaint.id)),
    Order.SEVERITY: Way((Complaint.gravity, Complaint.next_due_on, Complaint.id)),
    Order.OLDEST: Way((Complaint.id,)),
    Order.NEWEST: Way((Complaint.id,), back=True),
}
Key = tuple[int | date, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the queue, and the key behind which the next one begins, if there is one.

    It is not *full* when so many rows were passed over that the rest was left for the next.
    """

    entries: tuple[Entry, ...]
    after: str | None
    full: bool = True


def worklist(session: Session, selection: Selection, *, after: str = "", size: int = PAGE) -> Page:
    """Return the page of *selection* that begins behind the key *after*.

    Finished complaints come newest first. A key that is none begins at the beginning.
    """
    rows, last, full = _walk(session, selection, after, size)
    listed = entries(session, [row.id for row in rows], reader_id=selection.reader_id)
    return Page(listed, written(last) if last else None, full)


def front(session: Session, selection: Selection, *, after: str = "") -> list[tuple[str, int]]:
    """Return the reference and the version of what stands on the page behind the key *after*."""
    rows, _, _ = _walk(session, selection, after, PAGE)
    return versions(session, [row.id for row in rows])


def holds(session: Session, reference: str) -> bool:
    """Tell whether there is a complaint of that reference for the session's actor."""
    return session.scalar(select(Complaint.id).where(Complaint.reference == reference)) is not None


def handed_back(session: Session, *, but_of: int | None) -> int:
    """Return how many hand-backs wait for a decision, those of one member of staff left out."""
    others = Complaint.assignee_id.is_distinct_from(but_of)
    return session.scalar(select(func.count(Complaint.id)).where(is_handed_back(), others)) or 0


def way_of(selection: Selection) -> Way:
    """Return the way in which *selection* is walked: finished complaints have no deadline."""
    return WAYS[Order.NEWEST if selection.finished else selection.order]


def stretch(
    selection: Selection, after: Key | None, length: int, columns: Columns = PASSED
) -> Query:
    """Return *columns* of the next *length* rows of an index behind a key, in their order."""
    way = way_of(selection)
    query: Query = select(*columns).where(standing(selection), *walked(selection))
    if after:
        key = tuple_(*way.columns)
        query = query.where(key < tuple_(*after) if way.back else key > tuple_(*after))
    ordered = [column.desc() if way.back else column for column in way.columns]
    return query.order_by(*_alike(selection), *ordered).limit(length)


def _alike(selection: Selection) -> Columns:
    """Return what all rows have alike: unless it is ordered by, no index is walked for NULL."""
    return [Complaint.assignee_id] if selection.assignee_id == NOBODY else []


@contextmanager
def by_index(connection: Connection) -> Iterator[None]:
    """Let the statements of the block walk an index in its order, not gather rows and sort them.

    The planner takes the few open ones among very many for fewer still: that they are open and that
    they have a last day count twice with it. It would read all of them for every page.
    """
    connection.exec_driver_sql("SET LOCAL enable_sort = off")
    yield
    connection.exec_driver_sql("SET LOCAL enable_sort = on")


def _walk(
    session: Session, selection: Selection, after: str, size: int
) -> tuple[list[Row[Any]], Key | None, bool]:
    """Return the rows of a page, the key behind which the next one begins, and if it is full."""
    place = read_key(after, way_of(selection))
    if way_of(selection) is not WAYS[Order.DUE]:
        return _stretches(session, selection, place, size)
    with by_index(session.connection()):  # each index that fits goes on with the last day
        return _stretches(session, selection, place, size)


def _stretches(
    session: Session, selection: Selection, place: Key | None, size: int
) -> tuple[list[Row[Any]], Key | None, bool]:
    """Return the same as _walk, from the key *place* on."""
    found = list[Row[Any]]()
    for _ in range(STRETCHES_MAX):
        wanted = size + 1 - len(found)
        found += session.execute(_wanted(selection, place, wanted)).all()
        if len(found) > size:
            return found[:size], _key(found[size - 1], selection), True
        place = _end(session, selection, place) if looked_at(selection) else None
        if place is None:
            return found, None, True
    return found, place, False


def _wanted(selection: Selection, place: Key | None, most: int) -> Query:
    """Return what of the next stretch is wanted; without anything to look at, all of it."""
    way = way_of(selection)
    if not looked_at(selection):
        return stretch(selection, place, most, way.columns)
    passed = stretch(selection, place, STRETCH).subquery().c
    columns = [passed[column.key] for column in way.columns]
    ordered = [each.desc() if way.back else each for each in columns]
    wanted: Query = select(*columns).where(*looked_at(selection, passed))
    return wanted.order_by(*ordered).limit(most)


def _end(session: Session, selection: Selection, place: Key | None) -> Key | None:
    """Return the key of the last row of a stretch, or None if nothing comes behind it."""
    way = way_of(selection)
    passed = stretch(selection, place, STRETCH, way.columns).subquery().c
    columns = [passed[column.key] for column in way.columns]
    backwards = [each if way.back else each.desc() for each in columns]
    last = select(*columns, func.count().over().label("passed")).order_by(*backwards).limit(1)
    row: Any = session.execute(last).one_or_none()
    return _key(row, selection) if row and row.passed == STRETCH else None


def _key(row: Row[Any], selection: Selection) -> Key:
    return tuple(getattr(row, column.key) for column in way_of(selection).columns)


def written(key: Key) -> str:
    """Return a key as it stands in an address."""
    return BETWEEN.join(str(part) for part in key)


def read_key(text: str, way: Way) -> Key | None:
    """Return the key that *text* writes for that way, or None if it is none."""
    parts = text.split(BETWEEN)
    if len(parts) != len(way.columns):
        return None
    try:
        return tuple(_part(part, column) for part, column in zip(parts, way.columns, strict=True))
    except ValueError:
        return None


def _part(text: str, column: InstrumentedAttribute[Any]) -> int | date:
    """Return one part of a key; raises ValueError."""
    if column is Complaint.next_due_on:
        return date.fromisoformat(text)
    number = int(text) if text.isdecimal() and text.isascii() else ID_MAX + 1
    if number > (GRAVITY_MAX if column is Complaint.gravity else ID_MAX):
        raise ValueError(text)
    return number


GRAVITY_MAX = 9
