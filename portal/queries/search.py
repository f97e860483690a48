"""Search: the newest first, so far back as a page needs, behind the wall.

The newest complaints are simply read, which finds what is common. What is rarer is looked up by its
keys, segment after segment: in so many at a time as the hits so far let expect a bounded number.
The inner statement names the table of texts bare: it hangs on complaints that the wall lets pass.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    cast,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from portal.domain.search import SEGMENT, Sought, key_of, segment_of
from portal.models.complaint import Complaint
from portal.models.search_text import SearchText
from portal.queries.passages import Passage, passages
from portal.queries.queue_entries import Entry, entries, versions
from portal.queries.selection import Selection, looked_at, standing, walked

TEXTS: Table = SearchText.metadata.tables["search_text"]
PAGE = 50
NEAREST = 300
"""So many of the newest are read without looking anything up."""
HITS_MAX = 1_000
"""So many hits are looked at in one step."""
STEPS_MAX = 6
SEGMENTS_MAX = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """One complaint that was found, and the passages in which, where the row does not show it."""

    entry: Entry
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found, and before which key the next begins; *full* as in Page."""

    hits: tuple[Hit, ...]
    after: str | None
    full: bool = True


def search(
    session: Session, sought: Sought, selection: Selection, *, after: str = "", size: int = PAGE
) -> Hits:
    """Return the complaints of *selection* that hold everything *sought*, the newest first.

    Without a status finished ones are found too.
    """
    ids, end, full = _Search(session, sought, selection).page(_before(session, after), size)
    listed = entries(session, ids, reader_id=selection.reader_id)
    found = passages(session, sought, {each.reference: each.subject for each in listed})
    hits = tuple(Hit(entry, found.get(entry.reference, ())) for entry in listed)
    return Hits(hits, str(end) if end else None, full)


def found_front(
    session: Session, sought: Sought, selection: Selection, *, after: str = ""
) -> list[tuple[str, int]]:
    """Return the reference and the version of what stands on that page of what was found."""
    ids, _, _ = _Search(session, sought, selection).page(_before(session, after), PAGE)
    return versions(session, ids)


def _before(session: Session, after: str) -> int:
    """Return the id before which to look: a key that is none begins at the newest."""
    newest = session.scalar(select(func.max(Complaint.id))) or 0
    number = after.isdecimal() and after.isascii()
    return min(int(after), newest + 1) if number else newest + 1


@dataclass
class _Search:
    """One page's walk back through the complaints."""

    session: Session
    sought: Sought
    selection: Selection

    def page(self, before: int, size: int) -> tuple[list[int], int | None, bool]:
        """Return the ids found, before which the next page begins, and if the page is full."""
        found: list[int] = []
        span = before - NEAREST, before
        density, texts = 0, self._near(*span)
        for _ in range(STEPS_MAX):
            rows = self.session.execute(self._seen(texts)).all()
            found += [row.id for row in rows if row.id is not None and row.fits]
            if len(found) > size:
                return found[:size], found[size - 1], True
            reached = self._reached(rows, span[0])
            if reached <= 1:
                return found, None, True
            density = max(density, len(rows) * SEGMENT // max(1, span[1] - reached))
            span = self._next(reached, density)
            texts = self._indexed(*span)
        return found, span[1], False

    def _reached(self, rows: Any, first: int) -> int:  # noqa: ANN401 -- rows of any shape
        """Return the id down to which everything was looked at, one that may be known of."""
        if len(rows) < HITS_MAX:
            return first
        seen = [row.id for row in rows if row.id is not None]
        return int(seen[-1] if seen else rows[-1].hit)

    def _next(self, reached: int, density: int) -> tuple[int, int]:
        """Return the ids to look at next: whole segments, fewer where hits are dense."""
        count = max(1, min(SEGMENTS_MAX, HITS_MAX // (1 + density)))
        first = (segment_of(reached - 1) - count + 1) * SEGMENT
        return max(0, first), reached

    def _near(self, first: int, before: int) -> CTE:
        query = select(TEXTS.c.complaint_id.label("hit")).where(
            TEXTS.c.complaint_id >= first,
            TEXTS.c.complaint_id < before,
            *self._patterns(TEXTS.c.folded),
        )
        return query.order_by(TEXTS.c.complaint_id.desc()).limit(HITS_MAX).cte("texts")

    def _indexed(self, first: int, before: int) -> CTE:
        """Return what the index finds; one row of keys for each segment.

        The limit, which nothing can exceed, keeps the texts from being compared before the index
        is asked.
        """
        numbers = range(segment_of(before - 1), segment_of(first) - 1, -1)
        rows = [f"{{{','.join(str(key) for key in self._keys(number))}}}" for number in numbers]
        unnested = func.unnest(bindparam("keys", rows, ARRAY(String))).table_valued("numbers")
        keys = unnested.render_derived(name="segments")
        listed = (
            select(TEXTS.c.complaint_id.label("hit"), TEXTS.c.folded)
            .where(TEXTS.c.words.contains(cast(keys.c.numbers, ARRAY(Integer))))
            .limit(SEGMENT)
            .lateral("listed")
        )
        query = (
            select(listed.c.hit)
            .select_from(keys)
            .join(listed, true())
            .where(listed.c.hit < before, *self._patterns(listed.c.folded))
        )
        return query.order_by(listed.c.hit.desc()).limit(HITS_MAX).cte("texts")

    def _keys(self, segment: int) -> list[int]:
        return [key_of(token, segment) for token in sorted(self.sought.tokens)]

    def _patterns(self, folded: ColumnElement[str]) -> list[ColumnElement[bool]]:
        return [folded.like(f"%{pattern}%") for pattern in self.sought.patterns]

    def _seen(self, texts: CTE) -> Any:  # noqa: ANN401 -- a statement
        """Return what the actor may know of the hits, and whether it fits the selection."""
        conditions = [*walked(self.selection), *looked_at(self.selection)]
        if self.selection.status is not None:
            conditions.append(standing(self.selection))
        return (
            select(texts.c.hit, Complaint.id, and_(true(), *conditions).label("fits"))
            .select_from(texts)
            .outerjoin(Complaint, Complaint.id == texts.c.hit)
            .order_by(texts.c.hit.desc())
        )
