"""Findings: what was established on each allegation, with the inputs of the severity table."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from portal.domain.severity import Severity
from portal.models.allegation import Allegation
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Finding(OfComplaint, Base):
    """The finding on one allegation: inputs, the row that decided, and the clauses it cites."""

    __tablename__ = "finding"
    __table_args__ = (CheckConstraint(one_of("severity", Severity), name="severity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    allegation_id: Mapped[int] = mapped_column(ForeignKey("allegation.id"), unique=True)
    inputs: Mapped[dict[str, Any]]
    conclusion: Mapped[str]
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    row: Mapped[str]
    clauses: Mapped[list[str]] = mapped_column(ARRAY(Text))
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    policy_version: Mapped[str]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    found_at: Mapped[datetime]

    allegation: Mapped[Allegation] = relationship(lazy="joined", innerjoin=True)
