"""Officials: the people complained about."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Official(Base):
    """A person in a post of an organ; *superior_id* is who leads them directly [5.2(1)]."""

    __tablename__ = "official"
    __table_args__ = (Index("ix_official_organ_name", "organ_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"))
    name: Mapped[str]
    post: Mapped[str] = mapped_column(server_default="")
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    head: Mapped[bool] = mapped_column(server_default="false")
    active: Mapped[bool] = mapped_column(server_default="true")
