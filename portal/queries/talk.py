"""What is said and kept about one complaint, beside its file: read together for its page.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.conversation import Sender
from portal.queries.conversation import Noted, Said, conversation, notes
from portal.queries.evidence import Piece, pieces
from portal.queries.hearings import HeardOf, Second, hearings, second

SHOWN = 10
"""So many messages and log rows are shown at once; the older ones are folded."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages, notes, hearings, evidence and the second investigator."""

    said: tuple[Said, ...]
    notes: tuple[Noted, ...]
    pieces: tuple[Piece, ...]
    hearings: tuple[HeardOf, ...]
    second: Second | None

    @property
    def unread(self) -> bool:
        """Tell whether the complainant has written what nobody has read yet."""
        return any(each.sender is Sender.COMPLAINANT and each.read_at is None for each in self.said)

    @property
    def awaited(self) -> bool:
        """Tell whether an answer of the complainant is awaited."""
        return any(each.waits for each in self.said)

    def files(self, *, message_id: int | None = None, hearing_id: int | None = None) -> list[Piece]:
        """Return the files that came with one message or with one hearing."""
        return [
            each
            for each in self.pieces
            if (message_id is not None and each.message_id == message_id)
            or (hearing_id is not None and each.hearing_id == hearing_id)
        ]


def talk(session: Session, complaint_id: int) -> Talk:
    """Return what is said and kept about one complaint."""
    return Talk(
        conversation(session, complaint_id),
        notes(session, complaint_id),
        pieces(session, complaint_id),
        hearings(session, complaint_id),
        second(session, complaint_id),
    )
