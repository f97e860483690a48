"""Evidence: files are in the register as they arrive, things as somebody takes them [7.7]."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.revealing import Disclosed
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from portal.models.disclosure import Disclosure
from portal.models.evidence import Evidence
from portal.services import casework


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one piece: *what* it is, from whom, when it was taken, what it supports."""

    what: str
    kind: EvidenceKind
    source: Source
    taken_on: date
    from_whom: str = ""
    supports: tuple[Category, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """From whom files came, who put them in, and with what; at most one of the ids is given."""

    source: Source
    added_by: int | None = None
    message_id: int | None = None
    hearing_id: int | None = None
    enquiry_id: int | None = None
    measure_id: int | None = None


def keep(
    session: Session, complaint_id: int, files: Iterable[StoredFile], came: Came, *, now: datetime
) -> list[Attachment]:
    """Add *files* to a complaint, and so to its register."""
    rows = [
        Attachment(complaint_id=complaint_id, added_at=now, **asdict(each), **asdict(came))
        for each in files
    ]
    session.add_all(rows)
    session.flush()  # gives the ids
    return rows


def register(
    session: Session,
    complaint_id: int,
    piece: Piece,
    actor: Actor,
    *,
    now: datetime,
    file: StoredFile | None = None,
) -> Evidence:
    """Enter a thing, or a *file* that somebody took, into the register.

    Raises ForbiddenError or IllegalTransitionError.
    """
    complaint = session.get_one(Complaint, complaint_id)
    _log(session, complaint, actor, piece, now)
    kept = (file,) if file else ()
    added = keep(session, complaint_id, kept, Came(piece.source, actor.staff_id), now=now)
    return enter(
        session, complaint_id, piece, actor.staff_id or 0,
        now=now, attachment_id=added[0].id if added else None,
    )  # fmt: skip


def describe(
    session: Session,
    complaint_id: int,
    attachment_id: int,
    piece: Piece,
    actor: Actor,
    *,
    now: datetime,
) -> Evidence:
    """Say of a file in the register what it is and what it supports, first or anew.

    Raises NoResultFound for a file of another complaint, ForbiddenError, IllegalTransitionError.
    """
    complaint = session.get_one(Complaint, complaint_id)
    own = Attachment.complaint_id == complaint_id
    session.scalars(select(Attachment.id).where(own, Attachment.id == attachment_id)).one()
    _log(session, complaint, actor, piece, now)
    row = session.scalar(select(Evidence).where(Evidence.attachment_id == attachment_id))
    if row is None:
        return enter(
            session, complaint_id, piece, actor.staff_id or 0, now=now, attachment_id=attachment_id
        )
    _say(row, piece)
    return row


def redescribe(
    session: Session, complaint_id: int, evidence_id: int, piece: Piece, actor: Actor, *,
    now: datetime,
) -> Evidence:  # fmt: skip
    """Say anew of a piece what it is and what it supports. Raises as describe does."""
    complaint = session.get_one(Complaint, complaint_id)
    own = Evidence.complaint_id == complaint_id
    row = session.scalars(select(Evidence).where(own, Evidence.id == evidence_id)).one()
    _log(session, complaint, actor, piece, now)
    _say(row, piece)
    return row


def enter(
    session: Session,
    complaint_id: int,
    piece: Piece,
    taken_by: int,
    *,
    now: datetime,
    attachment_id: int | None = None,
) -> Evidence:
    """Enter a piece that comes of another step, which is logged already."""
    row = Evidence(
        complaint_id=complaint_id, attachment_id=attachment_id, taken_by=taken_by, at=now
    )
    _say(row, piece)
    session.add(row)
    return row


def note_download(
    session: Session, complaint_id: int, attachment_id: int, actor: Actor, *, now: datetime
) -> None:
    """Note that somebody took a copy of a file [7.5]."""
    session.add(
        Disclosure(
            complaint_id=complaint_id,
            what=Disclosed.FILE,
            attachment_id=attachment_id,
            staff_id=actor.staff_id,
            at=now,
        )
    )


def _say(row: Evidence, piece: Piece) -> None:
    row.what, row.kind, row.source = piece.what, piece.kind, piece.source
    row.from_whom, row.taken_on, row.remark = piece.from_whom, piece.taken_on, piece.remark
    row.supports = [category.value for category in piece.supports]


def _log(session: Session, complaint: Complaint, actor: Actor, piece: Piece, now: datetime) -> None:
    supports = [category.value for category in piece.supports]
    more = {"kind": piece.kind.value, "source": piece.source.value, "supports": supports}
    casework.note(
        session, complaint, actor, Action.REGISTER_EVIDENCE, now=now, reason=piece.what, detail=more
    )
