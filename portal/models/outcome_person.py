"""The persons of an outcome: on whom a decision falls, with what, and which body acts on it."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from portal.domain.referral import Body
from portal.domain.severity import Person, Severity
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class OutcomePerson(OfComplaint, Base):
    """One person of one decision [5.2(1)]: an official, or whom the complaint's words name."""

    __tablename__ = "outcome_person"
    __table_args__ = (
        CheckConstraint(one_of("part", Person), name="part"),
        CheckConstraint(one_of("severity", Severity), name="severity"),
        CheckConstraint(one_of("body", Body), name="body"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    part: Mapped[Person] = mapped_column(Word(Person))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"), index=True)
    words: Mapped[str] = mapped_column(server_default="")
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    clauses: Mapped[list[str]] = mapped_column(ARRAY(Text))
    adopted: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    law: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    body: Mapped[Body | None] = mapped_column(Word(Body))
