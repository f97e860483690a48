"""The warnings given before a deadline, each once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.clock import WarningKind
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class GivenWarning(OfComplaint, Base):
    """One warning: *on* is the day that the clock named for it, once for each such day."""

    __tablename__ = "warning"
    __table_args__ = (
        CheckConstraint(one_of("kind", WarningKind), name="kind"),
        UniqueConstraint("complaint_id", "clock_id", "kind", "on", name="uq_warning_once"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(ForeignKey("clock.id"))
    kind: Mapped[WarningKind] = mapped_column(Word(WarningKind))
    on: Mapped[date]
    given_at: Mapped[datetime]
