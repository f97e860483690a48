"""The rows of one page of the queue or of a search, each with what was found in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from portal.domain.queueing import Order
from portal.domain.search import Piece, Sought
from portal.domain.text import Text
from portal.queries.search import Hit, search
from portal.queries.worklist import BETWEEN, Entry, worklist
from portal.web.office.narrowing import Narrowing
from portal.web.office.places import Place


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something was found that the row does not show, and what stands around it."""

    where: Text
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the queue; of one that was found reference and subject are in pieces."""

    entry: Entry
    reference: Sequence[Piece] = ()
    subject: Sequence[Piece] = ()
    passages: Sequence[Passage] = ()


@dataclass(frozen=True)
class Listed:
    """One page of the queue or of a search; *full* as in the walk that found it."""

    rows: Sequence[Row]
    narrowing: Narrowing
    place: Place
    after: str | None = None
    full: bool = True

    @property
    def address(self) -> str:
        """Return the arguments of the address that leads to this page."""
        return self._at(self.place)

    @property
    def next(self) -> str | None:
        """Return the arguments of the page behind this one, if there is one."""
        if self.after is None:
            return None
        return self._at(self.place.behind(self.after, len(self.rows)))

    @property
    def previous(self) -> str | None:
        """Return the arguments of the page before this one, if there is one."""
        before = self.place.before
        return None if before is None else self._at(before)

    def _at(self, place: Place) -> str:
        return urlencode({**self.narrowing.values, **place.values})

    @property
    def reached(self) -> date | None:
        """Return the last day of what was looked through, where the order is that of the days."""
        if self.full or self.after is None or self.narrowing.order is not Order.DUE:
            return None
        return date.fromisoformat(self.after.split(BETWEEN)[0])

    @property
    def first(self) -> int:
        """Return which complaint of the list the first row is."""
        return self.place.seen + 1

    @property
    def last(self) -> int:
        """Return which complaint of the list the last row is."""
        return self.place.seen + len(self.rows)


def listed(session: Session, narrowing: Narrowing, place: Place) -> Listed:
    """Return a page of the queue, or of what was found; nothing for what cannot be sought."""
    if narrowing.unsearchable:
        return Listed((), narrowing, Place())
    sought = narrowing.sought
    if sought:
        found = search(session, sought, narrowing.selection, after=place.after)
        hits = [_hit(sought, hit) for hit in found.hits]
        return Listed(hits, narrowing, place, found.after, found.full)
    page = worklist(session, narrowing.selection, after=place.after)
    rows = [Row(entry) for entry in page.entries]
    return Listed(rows, narrowing, place, page.after, page.full)


def _hit(sought: Sought, hit: Hit) -> Row:
    passages = [Passage(each.where, sought.pieces(each.text)) for each in hit.passages]
    entry = hit.entry
    return Row(entry, sought.pieces(entry.reference), sought.pieces(entry.subject), passages)


def once() -> Callable[..., Any]:
    """Return what calls a function once for the same arguments: a page says much over and over."""
    known: dict[tuple[Any, ...], Any] = {}

    def said(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401 -- anything
        key = (function, *arguments)
        if key not in known:
            known[key] = function(*arguments)
        return known[key]

    return said
