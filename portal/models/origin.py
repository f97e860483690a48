"""Origins: who assigned a complaint to the office, or sent it, and the clock that this started."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Origin(OfComplaint, Base):
    """One item from above, of delegates or from below [4.1-4.3, 4.5]; its clock says which."""

    __tablename__ = "origin"
    __table_args__ = (
        CheckConstraint("source <> ''", name="source"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"), unique=True)
    source: Mapped[str]
    reason: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
