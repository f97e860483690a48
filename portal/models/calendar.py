"""The calendar: days that a notice orders otherwise than Monday to Friday, and years published."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.clock import CalendarDay
from portal.domain.text import Text
from portal.models.base import Base


class OrderedDay(Base):
    """One day off, or worked to make up for one; *entered_by* is who read it in the *notice*."""

    __tablename__ = "calendar_day"

    on: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    notice: Mapped[str]
    entered_by: Mapped[str] = mapped_column(server_default="")
    entered_at: Mapped[datetime]

    def as_day(self) -> CalendarDay:
        """Return the day as the clock reads it."""
        return CalendarDay(self.on, self.working, Text(self.name_zh, self.name_en), self.notice)


class PublishedYear(Base):
    """A year whose notice has been entered: its deadlines are firm."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    notice: Mapped[str]
    entered_by: Mapped[str] = mapped_column(server_default="")
    entered_at: Mapped[datetime]
