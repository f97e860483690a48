"""Glances: which version of a complaint somebody has read, and until when they seem to be there."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Glance(OfComplaint, Base):
    """What one member of staff has seen of one complaint; *here_until* is only a hint."""

    __tablename__ = "glance"
    __table_args__ = (Index("ix_glance_complaint_here", "complaint_id", "here_until"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    version: Mapped[int]
    read_at: Mapped[datetime]
    here_until: Mapped[datetime]
