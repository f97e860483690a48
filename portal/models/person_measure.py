"""What a decision lays on each person: who carries it out, by when, and the proof that it was."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.person_measures import Form
from portal.domain.severity import Measure
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class PersonMeasure(OfComplaint, Base):
    """One measure for one person of one decision, owed until it is done or need not be."""

    __tablename__ = "person_measure"
    __table_args__ = (
        UniqueConstraint("person_id", "measure"),
        CheckConstraint(one_of("measure", Measure), name="measure"),
        CheckConstraint(one_of("form", Form), name="form"),
        CheckConstraint(
            "(charged_at IS NULL) = (charged_by IS NULL)"
            " AND (charged_at IS NULL) = (due_on IS NULL)"
            " AND (charged_at IS NULL) = (carried_by = '')",
            name="charged_whole",
        ),
        CheckConstraint(
            "(recorded_at IS NULL) = (recorded_by IS NULL)"
            " AND (recorded_at IS NULL) = (done_on IS NULL AND none_reason = '')",
            name="recorded_whole",
        ),
        CheckConstraint("done_on IS NULL OR none_reason = ''", name="done_or_none"),
        CheckConstraint("(done_on IS NULL) = (proof = '')", name="proved"),
        CheckConstraint(
            "measure <> 'apology' OR (done_on IS NULL) = (form IS NULL)", name="delivered"
        ),
        CheckConstraint("measure <> 'referral' OR none_reason = ''", name="sent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("outcome_person.id"))
    measure: Mapped[Measure] = mapped_column(Word(Measure))
    carried_by: Mapped[str] = mapped_column(server_default="")
    due_on: Mapped[date | None]
    charged_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    charged_at: Mapped[datetime | None]
    done_on: Mapped[date | None]
    form: Mapped[Form | None] = mapped_column(Word(Form))
    proof: Mapped[str] = mapped_column(server_default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    none_reason: Mapped[str] = mapped_column(server_default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime | None]
