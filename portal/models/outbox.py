"""The outbox: what must still follow from what was committed.

A row is written in the transaction of its cause, so that the work it stands for can be neither
lost nor invented. Redis only rings: the row, its lease and its attempts decide what is done, and
a row is marked done in the transaction that does it. After the last attempt it is parked with its
reason, where the office sees it; nothing is ever dropped.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Computed, DateTime, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base

WAITING_SQL = "done_at IS NULL AND parked_at IS NULL"
TURN_SQL = "(due_at AT TIME ZONE 'UTC') + behind * interval '1 minute'"


class OutboxRow(Base):
    """One reaction owed: *kind* names it, *queue* who does it, *due_at* from when.

    What is due is taken by its *turn*: a minute later for each complaint that the same person filed
    before on that day, which are *behind*. So nobody waits behind a flood, and nobody for ever.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(
            "queue IN ('referral', 'discipline', 'standard', 'mail', 'upkeep')", name="queue"
        ),
        CheckConstraint("(parked_at IS NULL) = (parked_reason IS NULL)", name="parked_has_reason"),
        CheckConstraint("done_at IS NULL OR parked_at IS NULL", name="done_or_parked"),
        CheckConstraint("(lease IS NULL) = (leased_until IS NULL)", name="lease_has_end"),
        Index("ix_outbox_waiting", "queue", "turn", "id", postgresql_where=text(WAITING_SQL)),
        Index("ix_outbox_parked", "parked_at", postgresql_where=text("parked_at IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    queue: Mapped[str]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    dedupe_key: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    behind: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    turn: Mapped[datetime] = mapped_column(DateTime(), Computed(TURN_SQL, persisted=True))
    lease: Mapped[UUID | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
    parked_reason: Mapped[str | None]
