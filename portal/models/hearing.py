"""Hearings: what was put to an official, until when they had time, and what they said [7.7]."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.hearing import Ended, Told
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Hearing(OfComplaint, Base):
    """One hearing; *put* is the investigator's own words, *statement* those of the official."""

    __tablename__ = "hearing"
    __table_args__ = (
        CheckConstraint("who <> ''", name="who"),
        CheckConstraint("put <> ''", name="put"),
        CheckConstraint(one_of("told", Told), name="told"),
        CheckConstraint(one_of("ended", Ended), name="ended"),
        CheckConstraint(
            "(ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (recorded_by IS NULL)",
            name="ended_whole",
        ),
        CheckConstraint(
            "(ended IS NOT DISTINCT FROM 'stated') = (statement <> '')", name="statement_whole"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    who: Mapped[str]
    put: Mapped[str]
    told: Mapped[Told] = mapped_column(Word(Told))
    invited_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    invited_at: Mapped[datetime]
    until_on: Mapped[date]
    tolling_id: Mapped[int | None] = mapped_column(ForeignKey("clock_tolling.id"))
    ended: Mapped[Ended | None] = mapped_column(Word(Ended))
    statement: Mapped[str] = mapped_column(server_default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    ended_at: Mapped[datetime | None]
