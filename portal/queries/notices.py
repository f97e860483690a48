"""The notices of the outcome that a complainant may read: those of the outcome that stands.

They tell no more than the letter does: of what was referred nothing, of what a review has set
aside nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from portal.domain.documents import DocumentKind
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.document import Document
from portal.queries.documents import Copy
from portal.queries.tracking import TOLD


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as the complainant's page lists it."""

    id: int
    number: str
    issued_at: datetime
    has_pdf: bool


def notices(session: Session, complaint_id: int) -> tuple[Notice, ...]:
    """Return the notices that the complainant may read, the newest first."""
    rows = session.execute(
        select(Document.id, Document.number, Document.issued_at, Document.pdf_sha256.is_not(None))
        .where(_readable(complaint_id))
        .order_by(Document.id.desc())
    )
    return tuple(Notice(*row) for row in rows)


def notice_copy(session: Session, complaint_id: int, document_id: int) -> Copy | None:
    """Return one notice as it was issued, if the complainant may read it."""
    row = session.execute(
        select(Document.number, Document.html, Document.pdf).where(
            _readable(complaint_id), Document.id == document_id
        )
    ).one_or_none()
    return Copy(*row) if row else None


def _readable(complaint_id: int) -> ColumnElement[bool]:
    standing = (
        select(func.max(Decision.id)).where(Decision.complaint_id == complaint_id).scalar_subquery()
    )
    told = select(Decision.id).where(
        Decision.id == standing, Decision.severity != Severity.REFERRAL
    )
    stands = select(Complaint.id).where(Complaint.id == complaint_id, Complaint.status.in_(TOLD))
    return and_(
        Document.complaint_id.in_(stands),
        Document.kind == DocumentKind.OUTCOME,
        Document.decision_id.in_(told),
    )
