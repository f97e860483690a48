"""The case log: everything that was done to a complaint; a trigger refuses change and deletion."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Role
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class CaseLog(OfComplaint, Base):
    """One step: who did what, when, between which statuses, and why."""

    __tablename__ = "case_log"
    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role"),
        CheckConstraint(one_of("action", Action), name="action"),
        CheckConstraint(one_of("from_status", Status), name="from_status"),
        CheckConstraint(one_of("to_status", Status), name="to_status"),
        Index("ix_case_log_complaint_at", "complaint_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))  # indexed with its time
    at: Mapped[datetime]
    role: Mapped[Role] = mapped_column(Word(Role))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str]
    from_status: Mapped[Status | None] = mapped_column(Word(Status))
    to_status: Mapped[Status] = mapped_column(Word(Status))
    reason: Mapped[str] = mapped_column(server_default="")
    detail: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
