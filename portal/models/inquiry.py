"""First inquiries, with or without a complaint, and what of them the wall hides [1.1-1.3]."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, or_, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.inquiry import DESK_CHANNELS, REPRESENTATIVES_MAX, Channel, Outcome, Remit
from portal.domain.wall import Walls
from portal.models.base import Base, Word, one_of

OPEN_PROMISE_SQL = "outcome = 'promised' AND answered_at IS NULL"
DESK_SQL = "channel IN ({})".format(", ".join(f"'{each}'" for each in DESK_CHANNELS))


class Inquiry(Base):
    """One first inquiry; what hangs on a complaint is seen by whoever sees the complaint.

    *organ_id* is what a question without a complaint was about, *asked_organ_id* where the first
    person asked works, *contact_sealed* how to reach who asked.
    """

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint(DESK_SQL, name="channel"),
        CheckConstraint(one_of("remit", Remit), name="remit"),
        CheckConstraint(one_of("outcome", Outcome), name="outcome"),
        CheckConstraint("answer <> '' AND asked_name <> ''", name="said"),
        CheckConstraint(f"people BETWEEN 1 AND {REPRESENTATIVES_MAX}", name="people"),
        CheckConstraint(
            "(outcome = 'promised') = (due_on IS NOT NULL) AND (due_on IS NULL) = (reason = '')",
            name="promise_whole",
        ),
        CheckConstraint("outcome <> 'handed_over' OR handed_to <> ''", name="handed_over_to"),
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="answered_whole"),
        CheckConstraint(
            "complaint_id IS NULL OR (organ_id IS NULL AND contact_sealed IS NULL)",
            name="complaint_says",
        ),
        Index("uq_inquiry_complaint", "complaint_id", unique=True),
        Index("ix_inquiry_open_promise", "due_on", "id", postgresql_where=text(OPEN_PROMISE_SQL)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    organ_id: Mapped[int | None] = mapped_column(ForeignKey("organ.id"))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    people: Mapped[int] = mapped_column(server_default="1")
    matter: Mapped[str] = mapped_column(server_default="")
    contact_sealed: Mapped[bytes | None]
    asked_name: Mapped[str]
    asked_post: Mapped[str] = mapped_column(server_default="")
    asked_organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"))
    remit: Mapped[Remit] = mapped_column(Word(Remit))
    answer: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    handed_to: Mapped[str] = mapped_column(server_default="")
    due_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(server_default="")
    at: Mapped[datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    later_answer: Mapped[str] = mapped_column(server_default="")


def outside_organs(walls: Walls) -> ColumnElement[bool]:
    """Return the condition that none of *walls* stands before a question without a complaint.

    It names no official, so a tie to anybody of the organ hides it. That somebody of the office
    itself was asked first hides nothing: that is the desk's work.
    """
    near = walls.organs | walls.unnamed
    about, asked = sorted(near | walls.own), sorted(near - walls.own)
    return or_(Inquiry.organ_id.is_(None), Inquiry.organ_id.not_in(about)) & (
        Inquiry.asked_organ_id.not_in(asked)
    )
