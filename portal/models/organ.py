"""Organs: the bodies complained about, and the office's own."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.text import Text
from portal.models.base import Base


class Organ(Base):
    """An administrative organ of the district; *code* is its outward name."""

    __tablename__ = "organ"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    kind: Mapped[str]
    level: Mapped[str] = mapped_column(server_default="department")
    phone: Mapped[str] = mapped_column(server_default="")
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("organ.id"))
    active: Mapped[bool] = mapped_column(server_default="true")

    @property
    def name(self) -> Text:
        """Return the name in both languages."""
        return Text(self.name_zh, self.name_en)
