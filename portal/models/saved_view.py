"""Saved views: a way of narrowing the queue, kept under a name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.permissions import Role
from portal.models.base import Base, Word


class SavedView(Base):
    """One view: *query* as it stands in the address; shared with everybody of *role*, if any."""

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name"),
        Index(
            "ix_saved_view_owner", "owner_id", postgresql_where=text("deleted_at IS NULL")
        ),
        Index("ix_saved_view_role", "role", postgresql_where=text("deleted_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[Role | None] = mapped_column(Word(Role))
    name: Mapped[str]
    query: Mapped[str] = mapped_column(server_default="")
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
