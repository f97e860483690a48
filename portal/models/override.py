"""Overrides: a person proposes another severity than the table's, a second one agrees or not."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.severity import Modifier, Severity
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint

LIVE_SQL = "dropped_at IS NULL AND agreed IS NOT FALSE"


class ProposedOverride(OfComplaint, Base):
    """One override of what the table makes of a finding [severity M1-M3, M5, M6].

    It counts once *second_id* has agreed; new findings drop it. A referral is neither lowered nor
    made by one [6.11].
    """

    __tablename__ = "override"
    __table_args__ = (
        CheckConstraint(one_of("before", Severity), name="before"),
        CheckConstraint(one_of("after", Severity), name="after"),
        CheckConstraint("before <> 'referral' AND after <> 'referral'", name="no_referral"),
        CheckConstraint(one_of("ground", Modifier), name="ground"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("clause <> ''", name="clause"),
        CheckConstraint("by_id <> second_id", name="second_person"),
        CheckConstraint("(answered_at IS NULL) = (agreed IS NULL)", name="answered_whole"),
        CheckConstraint("agreed IS NOT FALSE OR answer <> ''", name="refusal_has_reason"),
        Index(
            "uq_override_live", "finding_id", unique=True, postgresql_where=text(LIVE_SQL)
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"))
    before: Mapped[Severity] = mapped_column(Word(Severity))
    after: Mapped[Severity] = mapped_column(Word(Severity))
    ground: Mapped[Modifier] = mapped_column(Word(Modifier))
    reason: Mapped[str]
    clause: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    agreed: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(server_default="")
    dropped_at: Mapped[datetime | None]

    @property
    def live(self) -> bool:
        """Tell whether it counts, or may yet: neither refused nor overtaken by new findings."""
        return self.dropped_at is None and self.agreed is not False

    @property
    def waits(self) -> bool:
        """Tell whether the second person has still to answer."""
        return self.dropped_at is None and self.agreed is None
