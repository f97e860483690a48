"""Messages between the office and one complainant."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.conversation import Sender
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Message(OfComplaint, Base):
    """One message; while the office *waits* for an answer to it, the clocks stand still.

    *settled_at* is when the waiting ended, *read_at* when the other side first saw it.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint(one_of("sender", Sender), name="sender"),
        CheckConstraint("body <> ''", name="body"),
        CheckConstraint("(sender = 'office') = (staff_id IS NOT NULL)", name="sender_is_known"),
        CheckConstraint("NOT waits OR sender = 'office'", name="office_waits"),
        CheckConstraint("settled_at IS NULL OR waits", name="settled_waited"),
        CheckConstraint("read_by IS NULL OR read_at IS NOT NULL", name="reader_read"),
        Index(
            "ix_message_unread", "complaint_id", "id",
            postgresql_where=text("sender = 'complainant' AND read_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[Sender] = mapped_column(Word(Sender))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    body: Mapped[str]
    waits: Mapped[bool] = mapped_column(server_default="false")
    settled_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    read_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
