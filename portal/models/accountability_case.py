"""Accountability cases: who answers for a breach without a special reason [4.6]."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class AccountabilityCase(OfComplaint, Base):
    """The one case of a breach, against the main responsible person, with its evidence."""

    __tablename__ = "accountability_case"
    __table_args__ = (
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn_has_reason"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    breach_id: Mapped[int] = mapped_column(ForeignKey("breach.id"), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    opened_at: Mapped[datetime]
    evidence: Mapped[dict[str, Any]]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
