"""Disclosures: who was shown who complained, or took a file, when and why [practice 7.5]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.revealing import Disclosed, RevealCode
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Disclosure(OfComplaint, Base):
    """One disclosure; never what was shown. A trigger refuses change and deletion.

    *form_key* is that of the form that asked for it, so that a form sent twice shows nothing twice.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        CheckConstraint(one_of("what", Disclosed), name="what"),
        CheckConstraint(one_of("code", RevealCode), name="code"),
        CheckConstraint("(what = 'identity') = (code IS NOT NULL)", name="identity_has_code"),
        CheckConstraint("(what = 'file') = (attachment_id IS NOT NULL)", name="file_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[Disclosed] = mapped_column(Word(Disclosed))
    code: Mapped[RevealCode | None] = mapped_column(Word(RevealCode))
    words: Mapped[str] = mapped_column(server_default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    form_key: Mapped[str | None] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
