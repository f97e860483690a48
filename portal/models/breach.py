"""Breaches: duties that were not done by their last day, each found once [4.6]."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Breach(OfComplaint, Base):
    """One clock that ran out on *due_on*; *next_on* is the new date that was told [1.3(b)].

    *responsible_staff_id* held the complaint when the last day ended; *raised* counts how often
    the complaint has gone up since. What an organ did not do is the breach of *organ_id*.
    """

    __tablename__ = "breach"
    __table_args__ = (Index("ix_breach_next_on", "next_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), unique=True)
    due_on: Mapped[date]
    found_at: Mapped[datetime]
    responsible_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    special_reason: Mapped[str | None]
    excused_by: Mapped[int | None] = mapped_column(ForeignKey("outage.id"))
    next_on: Mapped[date]
    raised: Mapped[int] = mapped_column(server_default="0")
    organ_id: Mapped[int | None] = mapped_column(ForeignKey("organ.id"))
