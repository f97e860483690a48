"""Attachments: what was handed in, kept outside the web root under random names."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.evidence import Source
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Attachment(OfComplaint, Base):
    """One file: *token* names it in the store, *sha256* proves it unchanged, *size* in bytes.

    It came with the complaint unless it says otherwise: with a message, a hearing, an enquiry or
    a measure (put to the organ where *source* is the office, else its answer); *added_by* is who
    put it in for somebody else.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint(one_of("source", Source), name="source"),
        CheckConstraint(
            "num_nonnulls(message_id, hearing_id, enquiry_id, measure_id) <= 1", name="one_way"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    added_at: Mapped[datetime]
    source: Mapped[Source] = mapped_column(Word(Source), server_default=Source.COMPLAINANT.value)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"), index=True)
    enquiry_id: Mapped[int | None] = mapped_column(ForeignKey("enquiry.id"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"), index=True)
