"""The documents that were issued in one complaint, and each of them byte for byte."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.documents import DocumentKind
from portal.models.complaint import Complaint
from portal.models.document import Document
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Issued:
    """One document as a list shows it; without a PDF where none could be set."""

    id: int
    kind: DocumentKind
    number: str
    addressee: str
    by: str
    at: datetime
    version: str
    html_sha256: str
    pdf_sha256: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Both forms of a document as they were issued."""

    number: str
    html: str
    pdf: bytes | None


def issued(session: Session, complaint_id: int) -> tuple[Issued, ...]:
    """Return the documents issued in a complaint that the actor was seen to see."""
    rows = session.execute(
        select(
            Document.id, Document.kind, Document.number, Document.addressee, Staff.name,
            Document.issued_at, Document.version, Document.html_sha256, Document.pdf_sha256,
        )
        .join(Staff, Staff.id == Document.issued_by)
        .where(Document.complaint_id == complaint_id)
        .order_by(Document.id)
    )  # fmt: skip
    return tuple(Issued(*row) for row in rows)


def issued_copy(session: Session, reference: str, document_id: int) -> Copy | None:
    """Return one document, if it is the complaint's and the complaint is the actor's to see."""
    row = session.execute(
        select(Document.number, Document.html, Document.pdf)
        .join(Complaint, Complaint.id == Document.complaint_id)
        .where(Complaint.reference == reference, Document.id == document_id)
    ).one_or_none()
    return Copy(*row) if row else None
