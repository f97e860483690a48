"""What was found alike among complaints, and how far they have been compared."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Likeness(OfComplaint, Base):
    """That a complaint has so much in common with another; kept from the side of each.

    It says nothing of whether they are still open, joined, or known to whoever asks.
    """

    __tablename__ = "likeness"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
        CheckConstraint("complaint_id <> other_id", name="two"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    percent: Mapped[int] = mapped_column(Integer)


class ComparedUpTo(Base):
    """The id up to which complaints were compared with those before them: one row, or none yet."""

    __tablename__ = "compared_up_to"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    last_id: Mapped[int]
