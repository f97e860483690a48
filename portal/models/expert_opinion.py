"""Expert opinions: what is examined for a complaint, until when, and what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class ExpertOpinion(OfComplaint, Base):
    """One opinion asked for; the clocks stand still by its tolling until *expected_on* at most."""

    __tablename__ = "expert_opinion"
    __table_args__ = (
        CheckConstraint("question <> ''", name="question"),
        CheckConstraint("evidence <> ''", name="evidence"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (result = '')",
            name="ended_whole",
        ),
        Index(
            "uq_expert_opinion_open", "complaint_id", unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    evidence: Mapped[str]
    expected_on: Mapped[date]
    tolling_id: Mapped[int] = mapped_column(ForeignKey("clock_tolling.id"), unique=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    result: Mapped[str] = mapped_column(server_default="")
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]
