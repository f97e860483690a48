"""The register of evidence of one complaint, for whoever may see the complaint [practice 7.7].

Every file is in it as soon as it arrives; things that are no files are, once they are entered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.domain.category import Category
from portal.domain.evidence import EvidenceKind, Source, kind_of
from portal.domain.text import Text
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.staff import Staff

CAME_WITH = {
    "message_id": Text("随来往信件", "with a message"),
    "hearing_id": Text("随陈述申辩", "with the hearing"),
    "enquiry_id": Text("随问询或者答复", "with an enquiry or its answer"),
    "measure_id": Text("随整改报告", "with the report of a measure"),
}
FILED = Text("随投诉提交", "with the complaint")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a file is kept, under which name it was handed in, and what proves it unchanged."""

    complaint_id: int
    token: str
    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its *number* in the register, and the file or the thing that it is.

    *taken_at* is when it came or was entered, *size* in bytes; a thing has neither file nor hash.
    """

    number: int
    evidence_id: int | None
    attachment_id: int | None
    what: str
    kind: EvidenceKind
    source: Source
    from_whom: str
    taken_at: datetime
    taken_by: str
    supports: tuple[Category, ...]
    remark: str
    token: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    sha256: str = ""
    came: Text | None = None
    message_id: int | None = None
    hearing_id: int | None = None


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One file as a referral lists it; *size* in bytes."""

    name: str
    sha256: str
    size: int
    source: Text
    taken_at: datetime


KEPT = select(
    Attachment.complaint_id,
    Attachment.token,
    Attachment.name,
    Attachment.media_type,
    Attachment.sha256,
)


def evidence(session: Session, reference: str, attachment_id: int) -> Kept | None:
    """Return the attachment, if it is the complaint's and the complaint is the actor's to see."""
    row = session.execute(
        KEPT.join(Complaint, Complaint.id == Attachment.complaint_id).where(
            Complaint.reference == reference, Attachment.id == attachment_id
        )
    ).one_or_none()
    return Kept(*row) if row else None


def message_file(session: Session, complaint_id: int, attachment_id: int) -> Kept | None:
    """Return a file of the conversation, which both of its sides may have."""
    row = session.execute(
        KEPT.where(Attachment.complaint_id == complaint_id, Attachment.id == attachment_id).where(
            Attachment.message_id.is_not(None)
        )
    ).one_or_none()
    return Kept(*row) if row else None


def pieces(session: Session, complaint_id: int) -> tuple[Piece, ...]:
    """Return the register in the order in which the pieces came, and so of their numbers."""
    found = sorted([*_files(session, complaint_id), *_things(session, complaint_id)], key=_came)
    return tuple(replace(piece, number=place) for place, piece in enumerate(found, start=1))


def manifest(session: Session, complaint_id: int) -> list[ManifestLine]:
    """Return the files of the register, for a referral to list and its receiver to check."""
    return [
        ManifestLine(each.name, each.sha256, each.size, each.source.text, each.taken_at)
        for each in pieces(session, complaint_id)
        if each.attachment_id is not None
    ]


_came = attrgetter("taken_at", "sha256", "what")


def _files(session: Session, complaint_id: int) -> Iterator[Piece]:
    adder, taker = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(Attachment, Evidence, adder.name, taker.name)
        .outerjoin(Evidence, Evidence.attachment_id == Attachment.id)
        .outerjoin(adder, adder.id == Attachment.added_by)
        .outerjoin(taker, taker.id == Evidence.taken_by)
        .where(Attachment.complaint_id == complaint_id)
    )
    return (_file(*row) for row in rows)


def _file(row: Attachment, said: Evidence | None, adder: str | None, taker: str | None) -> Piece:
    return replace(
        _described(said, taker or "") if said else _undescribed(row, adder or ""),
        attachment_id=row.id,
        taken_at=row.added_at,
        token=row.token,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        came=_with(row, said),
        message_id=row.message_id,
        hearing_id=row.hearing_id,
    )


def _with(row: Attachment, said: Evidence | None) -> Text | None:
    """Return with what a file came; what somebody of the office took came with nothing."""
    ways = (text for column, text in CAME_WITH.items() if getattr(row, column) is not None)
    found = next(ways, None)
    return found or (None if said and row.added_by else FILED)


def _undescribed(row: Attachment, adder: str) -> Piece:
    return Piece(
        number=0,
        evidence_id=None,
        attachment_id=row.id,
        what=row.name,
        kind=kind_of(row.media_type),
        source=row.source,
        from_whom="",
        taken_at=row.added_at,
        taken_by=adder,
        supports=(),
        remark="",
    )


def _described(row: Evidence, taker: str) -> Piece:
    return Piece(
        number=0,
        evidence_id=row.id,
        attachment_id=row.attachment_id,
        what=row.what,
        kind=row.kind,
        source=row.source,
        from_whom=row.from_whom,
        taken_at=row.at,
        taken_by=taker,
        supports=tuple(map(Category, row.supports)),
        remark=row.remark,
    )


def _things(session: Session, complaint_id: int) -> Iterator[Piece]:
    rows = session.execute(
        select(Evidence, Staff.name)
        .join(Staff, Staff.id == Evidence.taken_by)
        .where(Evidence.complaint_id == complaint_id, Evidence.attachment_id.is_(None))
    )
    return (_described(said, taker) for said, taker in rows)
