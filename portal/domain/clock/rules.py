"""What a rule for a clock says: how long, whom it binds, by which clause, and whose rule it is."""

from dataclasses import dataclass
from enum import Flag, auto

from portal.domain.clock.kinds import Bearer
from portal.domain.clock.limit import Limit
from portal.domain.clock.sources import OPINION
from portal.domain.text import Text


class Allows(Flag):
    """What may happen to a clock on its way: standing still, and one extension."""

    NOTHING = 0
    TOLLING = auto()
    EXTENSION = auto()


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock; a *limit* of None is set for each case, as a Limit or as a day.

    *adopted*: the opinion does not fix this length. The clauses then name its duty, where it has
    one, and the adopted policy (6.*, 7.*) that sets the length.
    """

    text: Text
    limit: Limit | None
    clauses: tuple[str, ...]
    adopted: bool
    source: Text
    bearer: Bearer
    allows: Allows

    @property
    def tollable(self) -> bool:
        """Tell whether the clock may stand still."""
        return Allows.TOLLING in self.allows

    @property
    def extendable(self) -> bool:
        """Tell whether the clock may be extended, once."""
        return Allows.EXTENSION in self.allows

    @property
    def warned(self) -> bool:
        """Tell whether warnings go out: before a duty is late, not before a right lapses."""
        return self.bearer in {Bearer.OFFICE, Bearer.ORGAN}


def own(
    limit: str,
    *clauses: str,
    text: Text,
    bearer: Bearer = Bearer.ORGAN,
    allows: Allows = Allows.NOTHING,
) -> ClockRule:
    """Return a clock of the opinion's own; `as set` leaves its length to each case."""
    length = None if limit == "as set" else Limit.parse(limit)
    return ClockRule(text, length, clauses, False, OPINION, bearer, allows)


def adopted(
    limit: str,
    *clauses: str,
    text: Text,
    source: Text,
    bearer: Bearer = Bearer.OFFICE,
    allows: Allows = Allows.NOTHING,
) -> ClockRule:
    """Return a clock whose length is adopted policy, from *source*."""
    return ClockRule(text, Limit.parse(limit), clauses, True, source, bearer, allows)
