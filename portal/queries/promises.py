"""What a deadline is called."""

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.text import Text


def promise_text(kind: str | None) -> Text | None:
    """Return the label of a deadline kind, as the public and the office read it."""
    return CLOCKS[ClockKind(kind)].text if kind else None
