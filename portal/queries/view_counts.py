"""How many complaints are in each view: counted to a cap, so that it stays cheap however many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from portal.domain.queueing import Order
from portal.models.complaint import Complaint
from portal.queries.selection import Selection, looked_at
from portal.queries.worklist import by_index, stretch

CAP = 99
"""From here on it is said that there are more."""
KEPT = 128
"""So many parts of the question are kept: the same views are counted with every page."""
UNKNOWN = "…"
PASSED_MAX = 500
"""So many rows are looked at where an index cannot tell which of them count."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; *more* says at least, because counting ended there."""

    number: int
    more: bool

    @property
    def unknown(self) -> bool:
        """Tell whether nothing is known: none was met among those that were looked at."""
        return self.more and not self.number

    def __str__(self) -> str:
        """Return the figure as it is shown; what is not known is no figure."""
        if self.unknown:
            return UNKNOWN
        return f"{self.number}+" if self.more else str(self.number)


def view_counts(
    session: Session, selections: Sequence[Selection], *, cap: int = CAP
) -> list[Count]:
    """Return how many complaints each of *selections* comes to, in one question."""
    if not selections:
        return []
    arms = [_arm(replace(each, order=Order.DUE), cap) for each in selections]
    with by_index(session.connection()):
        row = session.execute(select(*(figure for arm in arms for figure in arm))).one()
    figures = iter(row)
    found = [(next(figures), next(figures) if len(arm) > 1 else None) for arm in arms]
    return [_count(passed, hits, cap) for passed, hits in found]


@lru_cache(KEPT)
def _arm(selection: Selection, cap: int) -> list[ScalarSelect[int]]:
    """Return how many rows were passed and, where they are looked at, how many of them count."""
    if not looked_at(selection):
        passed = stretch(selection, None, cap + 1, (Complaint.id,)).subquery()
        return [select(func.count()).select_from(passed).scalar_subquery()]
    looked = stretch(selection, None, PASSED_MAX).subquery()
    hits = select(func.count()).select_from(looked).where(*looked_at(selection, looked.c))
    return [select(func.count()).select_from(looked).scalar_subquery(), hits.scalar_subquery()]


def _count(passed: int, hits: int | None, cap: int) -> Count:
    number = passed if hits is None else hits
    unfinished = hits is not None and passed == PASSED_MAX
    return Count(min(number, cap), more=number > cap or unfinished)
