"""Tags: words by which the office keeps complaints together, for its own eyes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Tag(Base):
    """One tag."""

    __tablename__ = "tag"
    __table_args__ = (CheckConstraint("name <> ''", name="name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ComplaintTag(OfComplaint, Base):
    """That a complaint bears a tag, and since when, by whom."""

    __tablename__ = "complaint_tag"
    __table_args__ = (Index("ix_complaint_tag_tag", "tag_id", "complaint_id"),)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
