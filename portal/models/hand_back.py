"""Hand-backs: a complaint somebody says is not theirs, until a supervisor has decided [1.3(c)]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class HandBack(OfComplaint, Base):
    """One request to be relieved; the first receiver stays responsible until somebody else is."""

    __tablename__ = "hand_back"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint(
            "(decided_at IS NULL) = (granted IS NULL)"
            " AND (decided_at IS NULL) = (decided_by IS NULL)",
            name="decided_whole",
        ),
        Index(
            "uq_hand_back_open", "complaint_id", unique=True,
            postgresql_where=text("decided_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(server_default="")
