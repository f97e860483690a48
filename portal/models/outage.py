"""The outages on record: while the portal itself was down, nobody is held to account [4.6]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Outage(Base):
    """One outage, from one instant until another (half-open), and who wrote it down."""

    __tablename__ = "outage"
    __table_args__ = (
        CheckConstraint("until_at > from_at", name="order"),
        CheckConstraint("what <> ''", name="what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    what: Mapped[str]
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
