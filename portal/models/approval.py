"""Approvals: what was put up for signature, round after round, and who signed or sent it back."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from portal.domain.permissions import Role
from portal.domain.severity import Approval, Severity
from portal.domain.severity.signing import RoundEnd, Verdict
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint


class ApprovalRound(OfComplaint, Base):
    """One outcome put up for signature, just as it would be decided; it never changes again.

    *points* is what each finding came to and by which row, *gates* what was said in writing first,
    *persons* on whom it falls. Opinion *clauses*, *adopted* policy and *law* are kept apart.
    """

    __tablename__ = "approval_round"
    __table_args__ = (
        CheckConstraint(one_of("severity", Severity), name="severity"),
        CheckConstraint("cardinality(needs) > 0", name="needs"),
        CheckConstraint(one_of("ended", RoundEnd), name="ended"),
        CheckConstraint("(ended IS NULL) = (ended_at IS NULL)", name="ended_whole"),
        Index("uq_approval_round_number", "complaint_id", "number", unique=True),
        Index(
            "uq_approval_round_open", "complaint_id", unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("uq_approval_round_opened_by", "id", "opened_by_id", unique=True),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    needs: Mapped[list[str]] = mapped_column(ARRAY(Text))
    measures: Mapped[list[str]] = mapped_column(ARRAY(Text))
    clauses: Mapped[list[str]] = mapped_column(ARRAY(Text))
    adopted: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    law: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    points: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    gates: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    persons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    policy_version: Mapped[str]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended: Mapped[RoundEnd | None] = mapped_column(Word(RoundEnd))

    given: Mapped[list["GivenApproval"]] = relationship(
        "GivenApproval", order_by="GivenApproval.id", viewonly=False
    )

    @property
    def signed(self) -> dict[Approval, int]:
        """Return who gave which signature."""
        return {each.signature: each.staff_id for each in self.given if each.signature}

    @property
    def missing(self) -> tuple[Approval, ...]:
        """Return the signatures still needed, in their order."""
        return tuple(each for each in map(Approval, self.needs) if each not in self.signed)

    @property
    def involved(self) -> frozenset[int]:
        """Return everyone who must give no (further) signature: authors, and who has signed."""
        authors = {author for point in self.points for author in point["authors"]}
        return frozenset({self.opened_by_id, *authors, *self.signed.values()})


class GivenApproval(OfComplaint, Base):
    """One verdict in a round: a signature, or the findings sent back with a reason.

    The table itself refuses a second signature of the same kind or person, and the author's.
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint(one_of("verdict", Verdict), name="verdict"),
        CheckConstraint(one_of("signature", Approval), name="signature"),
        CheckConstraint("(verdict = 'approve') = (signature IS NOT NULL)", name="signed"),
        CheckConstraint("verdict <> 'send_back' OR reason <> ''", name="reason"),
        CheckConstraint("staff_id <> opened_by_id", name="not_own_work"),
        ForeignKeyConstraint(
            ["round_id", "opened_by_id"],
            ["approval_round.id", "approval_round.opened_by_id"],
            name="fk_approval_round_id_approval_round",
        ),
        Index(
            "uq_approval_signature", "round_id", "signature", unique=True,
            postgresql_where=text("verdict = 'approve'"),
        ),
        Index(
            "uq_approval_person", "round_id", "staff_id", unique=True,
            postgresql_where=text("verdict = 'approve'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int]
    opened_by_id: Mapped[int]
    verdict: Mapped[Verdict] = mapped_column(Word(Verdict))
    signature: Mapped[Approval | None] = mapped_column(Word(Approval))
    role: Mapped[Role] = mapped_column(Word(Role))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(server_default="")
