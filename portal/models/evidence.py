"""Evidence: things that are no file, and what was said of files [practice 7.7]."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from portal.domain.evidence import EvidenceKind, Source
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Evidence(OfComplaint, Base):
    """One piece as somebody described it; a file is in the register without being described.

    *supports* are the categories of the allegations that it supports, *taken_by* who took it.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("what <> ''", name="what"),
        CheckConstraint(one_of("kind", EvidenceKind), name="kind"),
        CheckConstraint(one_of("source", Source), name="source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), unique=True)
    what: Mapped[str]
    kind: Mapped[EvidenceKind] = mapped_column(Word(EvidenceKind))
    source: Mapped[Source] = mapped_column(Word(Source))
    from_whom: Mapped[str] = mapped_column(server_default="")
    taken_on: Mapped[date]
    taken_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    supports: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    remark: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
