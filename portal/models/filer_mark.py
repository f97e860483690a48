"""How often the same person filed on a day: marks that lead neither to a complaint nor back."""

from datetime import date

from sqlalchemy import Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class FilerMark(Base):
    """One filing by whoever *digest* stands for on that day, *nth* of theirs, counted from 0.

    Who leaves neither address nor number has several: of the browser's token and of the text.
    """

    __tablename__ = "filer_mark"
    __table_args__ = (Index("ix_filer_mark_digest", "digest", "nth"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    nth: Mapped[int] = mapped_column(SmallInteger)
    filed_on: Mapped[date]
