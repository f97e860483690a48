"""Where in the list of the queue a page stands: what comes before it, and the ways to both sides.

The pages are walked by key, which knows no number and no way back; so an address carries how many
complaints stood on the pages before, and by which keys those began.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

KEY = re.compile(r"[0-9_-]{1,64}")
STEP = re.compile(rf"([0-9]{{1,9}})~({KEY.pattern})")
BETWEEN = "."
STEPS_MAX = 40
"""So many pages back the way is kept; from further on it leads to the first page."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that begins behind the key *after*, *seen* complaints from the first one.

    *trail* are the pages before it but the first, each by what it says of itself.
    """

    after: str = ""
    seen: int = 0
    trail: tuple[tuple[int, str], ...] = ()

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Place":
        """Return the place that the arguments of an address name; the first page for any other."""
        after, seen = asked.get("after", ""), asked.get("seen", "")
        if not KEY.fullmatch(after):
            return cls()
        number = int(seen) if re.fullmatch("[0-9]{1,9}", seen) else 0
        steps = [STEP.fullmatch(step) for step in asked.get("trail", "").split(BETWEEN)]
        trail = tuple((int(step[1]), step[2]) for step in steps if step)
        return cls(after, number, trail[-STEPS_MAX:])

    @property
    def values(self) -> dict[str, str]:
        """Return what stands of it in an address; nothing for the first page."""
        if not self.after:
            return {}
        trail = BETWEEN.join(f"{seen}~{after}" for seen, after in self.trail)
        kept = {"after": self.after, "seen": str(self.seen), "trail": trail}
        return {name: text for name, text in kept.items() if text}

    @property
    def before(self) -> "Place | None":
        """Return the page before this one; None if this is the first."""
        if not self.after:
            return None
        if not self.trail:
            return Place()
        *rest, (seen, after) = self.trail
        return Place(after, seen, tuple(rest))

    def behind(self, after: str, count: int) -> "Place":
        """Return the page behind this one, which has *count* complaints and ends at *after*."""
        here = ((self.seen, self.after),) if self.after else ()
        return Place(after, self.seen + count, (*self.trail, *here)[-STEPS_MAX:])
