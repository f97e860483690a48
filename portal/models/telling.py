"""Tellings: how an outcome came to a complainant whom no letter reaches [2.4(d)]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.revealing import Way
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Telling(OfComplaint, Base):
    """One outcome told, collected, or parked with its reason."""

    __tablename__ = "telling"
    __table_args__ = (
        CheckConstraint(one_of("way", Way), name="way"),
        CheckConstraint("words <> ''", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    way: Mapped[Way] = mapped_column(Word(Way))
    words: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
