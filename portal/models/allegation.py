"""Allegations: the points complained of, one per category ticked."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.category import Category
from portal.models.base import Base, Word, one_of
from portal.models.complaint import Complaint, OfComplaint


class Allegation(OfComplaint, Base):
    """One point complained of; each gets a finding."""

    __tablename__ = "allegation"
    __table_args__ = (
        CheckConstraint(one_of("category", Category), name="category"),
        UniqueConstraint("complaint_id", "category"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[Category] = mapped_column(Word(Category))

    complaint: Mapped[Complaint] = relationship()
