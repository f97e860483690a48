"""The conversation with the complainant: who writes, how much, and when an answer is awaited."""

from enum import StrEnum

from portal.domain.statuses import OPEN, Status
from portal.domain.text import Text

MESSAGE_MAX = 5_000
NOTE_MAX = 5_000


class Sender(StrEnum):
    """Who wrote a message."""

    OFFICE = "office"
    COMPLAINANT = "complainant"

    @property
    def text(self) -> Text:
        """Return who wrote, in words."""
        return SENDER_TEXTS[self]


SENDER_TEXTS = {
    Sender.OFFICE: Text("本办公室", "This office"),
    Sender.COMPLAINANT: Text("投诉人", "The complainant"),
}

WRITABLE = frozenset(Status) - {Status.RECEIVED, Status.WITHDRAWN}
"""While a complaint stands so, the office may write to the complainant."""

AWAITING = frozenset(
    {Status.ACCEPTED, Status.INVESTIGATING, Status.FINDINGS_PROPOSED, Status.UNDER_REVIEW}
)
"""While it stands so, an answer can be awaited, which lets the clocks stand still.

Before acceptance that is a clarification, which has a status of its own; once the findings are put
up for signature nothing waits for the complainant any more.
"""

HEARD = OPEN - {Status.CLARIFICATION}
"""While it stands so, the complainant may write; a clarification has its own way to answer."""
