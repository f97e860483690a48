"""Decisions: what the office concluded on a complaint, explainable later under its policy."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from portal.domain.severity import Severity
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Decision(OfComplaint, Base):
    """The outcome of one complaint: highest severity over its findings, measures as a set.

    It rests on opinion *clauses*, *adopted* policy and other *law*, kept apart. Its round keeps the
    inputs, the rows and the signatures that it stands on.
    """

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint(one_of("severity", Severity), name="severity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    clauses: Mapped[list[str]] = mapped_column(ARRAY(Text))
    adopted: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    law: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    summary: Mapped[str]
    policy_version: Mapped[str]
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]
    round_id: Mapped[int | None] = mapped_column(ForeignKey("approval_round.id"))

    @property
    def rests(self) -> bool:
        """Tell whether it says on what it rests."""
        return bool(self.clauses or self.adopted or self.law)
