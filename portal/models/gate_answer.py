"""Gate answers: what was said in writing before an outcome stood; a trigger refuses any change."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.permissions import Role
from portal.domain.severity.gates import SCREENED, SECOND_PERSON
from portal.domain.severity.measures import Gate
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


def _listed(gates: frozenset[Gate]) -> str:
    return ", ".join(f"'{gate.value}'" for gate in Gate if gate in gates)


class GateAnswer(OfComplaint, Base):
    """One answer, about the finding on one point as it stood at *found_at*, made by *found_by*.

    *passed* is false where a second person sees a clue of crime. The table itself refuses the
    author of the finding where a second person is asked.
    """

    __tablename__ = "gate_answer"
    __table_args__ = (
        CheckConstraint(one_of("gate", Gate), name="gate"),
        CheckConstraint("said <> ''", name="said"),
        CheckConstraint(f"passed OR gate IN ({_listed(SCREENED)})", name="passed"),
        CheckConstraint(
            f"gate NOT IN ({_listed(SECOND_PERSON)}) OR staff_id <> found_by",
            name="second_person",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    found_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    found_at: Mapped[datetime]
    gate: Mapped[Gate] = mapped_column(Word(Gate))
    passed: Mapped[bool]
    said: Mapped[str]
    role: Mapped[Role] = mapped_column(Word(Role))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
