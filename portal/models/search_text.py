"""What each complaint is found by: its folded text, and the keys of its tokens."""

from sqlalchemy import ForeignKey, Index, Integer
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint


class SearchText(OfComplaint, Base):
    """The text of one complaint without anything sealed; *words* are keys of its segment.

    The index takes in each complaint at once: entries waiting in a list would slow every search.
    """

    __tablename__ = "search_text"
    __table_args__ = (
        Index(
            "ix_search_text_words", "words",
            postgresql_using="gin", postgresql_with={"fastupdate": "off"},
        ),
    )  # fmt: skip

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    folded: Mapped[str]
    words: Mapped[list[int]] = mapped_column(ARRAY(Integer))
