"""Bulk runs: one deed done to many complaints, each by itself, and what came of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.bulk import Deed, Undone
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class BulkRun(Base):
    """One run: what, by whom, with which *details*; finished when no item waits any more."""

    __tablename__ = "bulk_run"
    __table_args__ = (CheckConstraint(one_of("deed", Deed), name="deed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[Deed] = mapped_column(Word(Deed))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


class BulkItem(OfComplaint, Base):
    """One complaint of a run: done when *at* is set, not done if *undone* then says why.

    *held_by_id* is who had it before the run gave it to somebody else.
    """

    __tablename__ = "bulk_item"
    __table_args__ = (
        CheckConstraint(one_of("undone", Undone), name="undone"),
        CheckConstraint("undone IS NULL OR at IS NOT NULL", name="undone_at"),
        Index(
            "ix_bulk_item_waiting", "run_id", "complaint_id", postgresql_where=text("at IS NULL")
        ),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("bulk_run.id"), primary_key=True)
    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaint.id"), primary_key=True, index=True
    )
    at: Mapped[datetime | None]
    undone: Mapped[Undone | None] = mapped_column(Word(Undone))
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
