"""Keeping out of what is put to an organ what could tell it who complained [7.5]."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import traces
from portal.domain.conversation import Sender
from portal.domain.filing import Identity
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.services.office import Office


class CopiedError(ValueError):
    """Raised when what is put to an organ holds words of the complaint: those in its text."""


class TracesError(ValueError):
    """Raised when a passage could tell who complained and nobody confirmed it; *found* is what."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__("the passage could tell who complained")
        self.found = found


def copied(session: Session, complaint: Complaint, words: str) -> str:
    """Return what *words* take from the complaint: its number, its words, its messages."""
    whole = next((each for each in (complaint.reference, complaint.subject) if each in words), "")
    said = session.scalars(
        select(Message.body).where(
            Message.complaint_id == complaint.id, Message.sender == Sender.COMPLAINANT
        )
    )
    sources = (complaint.subject, complaint.facts, complaint.wish, *said)
    spared = (
        complaint.organ.name_zh,
        complaint.organ.name_en,
        complaint.official_name,
        complaint.official_post,
        complaint.place,
        complaint.commitment,
    )
    return whole or traces.copied(words, sources, spared)


def require_own_words(session: Session, complaint: Complaint, words: str) -> None:
    """Raise CopiedError if *words* are the complaint's and not the investigator's own."""
    if taken := copied(session, complaint, words):
        raise CopiedError(taken)


def found(session: Session, complaint: Complaint, words: str, *, office: Office) -> tuple[str, ...]:
    """Return what in *words* could tell who complained: theirs, or of the shape of such."""
    row = session.get(Complainant, complaint.id)
    return traces.traces(words, _identity(row, office) if row else Identity())


def _identity(row: Complainant, office: Office) -> Identity:
    return Identity(
        office.sealer.open(row.name_sealed) or "",
        office.sealer.open(row.email_sealed) or "",
        office.sealer.open(row.phone_sealed) or "",
    )
