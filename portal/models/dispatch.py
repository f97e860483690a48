"""What left the office for a competent body, and what that body made of it later."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.referral import Body
from portal.domain.severity import Measure
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Dispatch(OfComplaint, Base):
    """A referral or a proposal of discipline that was sent; *sent_at* is when it was handed over.

    *manifest_sha256* is the hash of the list of evidence that went with it.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("decision_id", "measure", "body"),
        CheckConstraint("measure IN ('discipline', 'referral')", name="measure"),
        CheckConstraint(one_of("body", Body), name="body"),
        CheckConstraint("receipt_number <> ''", name="receipt_number"),
        CheckConstraint(
            "(recorded_at IS NULL) = (recorded_by IS NULL)"
            " AND (recorded_at IS NULL) = (disposed_on IS NULL)"
            " AND (recorded_at IS NULL) = (disposal = '')",
            name="disposed_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    measure: Mapped[Measure] = mapped_column(Word(Measure))
    body: Mapped[Body] = mapped_column(Word(Body))
    sent_at: Mapped[datetime]
    receipt_number: Mapped[str]
    manifest_sha256: Mapped[str]
    sent_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]
    disposed_on: Mapped[date | None]
    disposal: Mapped[str] = mapped_column(server_default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime | None]
