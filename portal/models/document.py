"""Documents as they were issued; a trigger refuses change and deletion."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.documents import DocumentKind
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Document(OfComplaint, Base):
    """One document under its number: what it says, and both forms of it byte for byte.

    *version* names the template, *content* is what went into it.
    """

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(one_of("kind", DocumentKind), name="kind"),
        CheckConstraint("(pdf IS NULL) = (pdf_sha256 IS NULL)", name="pdf_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("outcome_person.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    number: Mapped[str] = mapped_column(unique=True)
    addressee: Mapped[str]
    version: Mapped[str]
    content: Mapped[dict[str, Any]]
    html: Mapped[str]
    html_sha256: Mapped[str]
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    pdf_sha256: Mapped[str | None]
    issued_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    issued_at: Mapped[datetime]
