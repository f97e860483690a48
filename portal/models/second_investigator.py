"""The second investigator of a complaint, where one is not enough [practice 7.7]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class SecondInvestigator(OfComplaint, Base):
    """Who investigates beside the assignee, until another takes that part over."""

    __tablename__ = "second_investigator"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        Index(
            "uq_second_investigator_now", "complaint_id", unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str]
    named_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
