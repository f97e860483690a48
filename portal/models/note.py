"""Notes of the office about a complaint: never for the complainant, never for an organ [7.5]."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class Note(OfComplaint, Base):
    """One note; a trigger refuses change and deletion, so *corrects* names what it puts right."""

    __tablename__ = "note"
    __table_args__ = (CheckConstraint("body <> ''", name="body"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    body: Mapped[str]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("note.id"))
