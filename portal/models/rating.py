"""Ratings: what a complainant thinks of the handling and of the result, given once [8.4]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.rating import BAD, Satisfaction
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint

LISTED = ", ".join(f"'{level.value}'" for level in sorted(BAD))
WAITING_SQL = f"called_back_at IS NULL AND (handling IN ({LISTED}) OR result IN ({LISTED}))"


class Rating(OfComplaint, Base):
    """One complainant's two answers; a bad one by name is called back, and that is noted [8.5]."""

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("complaint_id"),
        CheckConstraint(one_of("handling", Satisfaction), name="handling"),
        CheckConstraint(one_of("result", Satisfaction), name="result"),
        CheckConstraint(
            "(called_back_at IS NULL) = (called_back_by IS NULL)"
            " AND (called_back_at IS NULL) = (call_back = '')",
            name="call_back_whole",
        ),
        Index("ix_rating_waiting", "at", postgresql_where=text(WAITING_SQL)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handling: Mapped[Satisfaction] = mapped_column(Word(Satisfaction))
    result: Mapped[Satisfaction] = mapped_column(Word(Satisfaction))
    comment: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    called_back_at: Mapped[datetime | None]
    called_back_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    call_back: Mapped[str] = mapped_column(server_default="")

    @property
    def bad(self) -> bool:
        """Tell whether one of the two answers is bad."""
        return self.handling.bad or self.result.bad
