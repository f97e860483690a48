"""What is put to an organ on account of a complaint: questions, and measures to carry out."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.enquiring import ENQUIRY, MEASURE, Kept, number_of
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class Enquiry(OfComplaint, Base):
    """One enquiry: *question* is the investigator's own text, never the complaint's [7.5].

    A *passage* of the complaint is only there if the investigator put it to the organ on purpose.
    *due_on* is the day first set; its clock tells the day as it stands. *follows_id* is the
    enquiry that this one asks again.
    """

    __tablename__ = "enquiry"
    __table_args__ = (
        CheckConstraint("question <> ''", name="question"),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL)"
            " AND (answered_at IS NULL) = (answer = '')",
            name="answer_whole",
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_reason = '')"
            " AND (withdrawn_at IS NULL OR answered_at IS NULL)",
            name="withdrawn_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"), index=True)
    question: Mapped[str]
    due_on: Mapped[date]
    asked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(server_default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answered_at: Mapped[datetime | None]
    passage: Mapped[str] = mapped_column(server_default="")
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("enquiry.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_reason: Mapped[str] = mapped_column(server_default="")

    @property
    def number(self) -> str:
        """Return the number under which the organ knows the enquiry."""
        return number_of(ENQUIRY, self.id, self.asked_at)


class OrderedMeasure(OfComplaint, Base):
    """One measure that an organ must carry out, with its proof and the organ's objection to it.

    *judged* is what the office made of the proof and *remark* what it said to it, *lifted* whether
    the objection was upheld. *due_on* is the day first set; its clock tells the day as it stands.
    """

    __tablename__ = "measure"
    __table_args__ = (
        CheckConstraint("what <> ''", name="what"),
        CheckConstraint(
            "(done_at IS NULL) = (reported_by IS NULL) AND (done_at IS NULL) = (proof = '')",
            name="report_whole",
        ),
        CheckConstraint(one_of("judged", Kept), name="judged"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by IS NULL)"
            " AND (confirmed_at IS NULL OR done_at IS NOT NULL)",
            name="confirmed_whole",
        ),
        CheckConstraint(
            "(objected_at IS NULL) = (objected_by IS NULL)"
            " AND (objected_at IS NULL) = (objection_due_on IS NULL)"
            " AND (objected_at IS NULL) = (objection = '')",
            name="objection_whole",
        ),
        CheckConstraint(
            "(examined_at IS NULL) = (examined_by IS NULL)"
            " AND (examined_at IS NULL) = (lifted IS NULL)"
            " AND (examined_at IS NULL) = (verdict = '')"
            " AND (examined_at IS NULL OR objected_at IS NOT NULL)",
            name="examined_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"), index=True)
    what: Mapped[str]
    clause: Mapped[str]
    ordered_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    ordered_at: Mapped[datetime]
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    proof: Mapped[str] = mapped_column(server_default="")
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    remark: Mapped[str] = mapped_column(server_default="")
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    object_until: Mapped[date]
    objection: Mapped[str] = mapped_column(server_default="")
    objected_at: Mapped[datetime | None]
    objected_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    objection_due_on: Mapped[date | None]
    lifted: Mapped[bool | None]
    verdict: Mapped[str] = mapped_column(server_default="")
    examined_at: Mapped[datetime | None]
    examined_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    judged: Mapped[Kept | None] = mapped_column(Word(Kept))

    @property
    def number(self) -> str:
        """Return the number under which the organ knows the measure."""
        return number_of(MEASURE, self.id, self.ordered_at)
