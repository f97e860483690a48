"""The letter log: every letter handed to the mail server, and when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.letters import Recipient
from portal.models.base import Base, one_of
from portal.models.complaint import OfComplaint


class LetterLog(OfComplaint, Base):
    """One letter sent: its name, its Message-ID, to whom by role; never the address itself."""

    __tablename__ = "letter_log"
    __table_args__ = (CheckConstraint(one_of("recipient", Recipient), name="recipient"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), unique=True)
    letter: Mapped[str]
    message_id: Mapped[str]
    recipient: Mapped[str]
    sent_at: Mapped[datetime]
