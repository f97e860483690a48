"""Complaints, and how the wall reaches every row that hangs on one."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    Sequence,
    SmallInteger,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, object_session, relationship

from portal.domain.clock import AnswerClass
from portal.domain.declining import DeclineCode
from portal.domain.desks import Desk
from portal.domain.filing import Language, Loss
from portal.domain.lifecycle import JUDGING, OPEN, Status
from portal.domain.permissions import Case
from portal.domain.routing import Band
from portal.domain.severity import Severity
from portal.models.base import Base, Word, one_of
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import Staff

if TYPE_CHECKING:
    from portal.models.approval import ApprovalRound
    from portal.models.case_log import CaseLog
    from portal.models.finding import Finding
    from portal.models.override import ProposedOverride
    from portal.models.second_investigator import SecondInvestigator

complaint_number = Sequence("complaint_number", metadata=Base.metadata)

GRAVEST = Severity.REFERRAL.rank

GRAVITY_SQL = "CASE coalesce(decided_severity, provisional_severity) {} END".format(
    " ".join(f"WHEN '{each.value}' THEN {GRAVEST - each.rank}" for each in Severity)
)
FOUND = frozenset({Status.FINDINGS_PROPOSED, Status.AWAITING_APPROVAL})
OPEN_SQL = "status IN ({})".format(", ".join(f"'{status.value}'" for status in sorted(OPEN)))


class Complaint(Base):
    """One complaint. Only casework.advance changes *status*; *version* turns two at once away."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint(one_of("status", Status), name="status"),
        CheckConstraint(one_of("language", Language), name="language"),
        CheckConstraint(one_of("loss", Loss), name="loss"),
        CheckConstraint(one_of("band", Band), name="band"),
        CheckConstraint(one_of("provisional_severity", Severity), name="provisional_severity"),
        CheckConstraint(one_of("decided_severity", Severity), name="decided_severity"),
        CheckConstraint("loss_amount >= 0", name="loss_amount"),
        CheckConstraint(one_of("answer_class", AnswerClass), name="answer_class"),
        CheckConstraint(one_of("desk", Desk), name="desk"),
        CheckConstraint("reviews BETWEEN 0 AND 2", name="reviews"),
        CheckConstraint(one_of("decline_code", DeclineCode), name="decline_code"),
        CheckConstraint(
            "status IN ('received', 'withdrawn') OR assignee_id IS NOT NULL",
            name="assigned_has_assignee",
        ),
        CheckConstraint(
            "status NOT IN ('accepted', 'investigating', 'findings_proposed', 'awaiting_approval',"
            " 'decided') OR accepted_at IS NOT NULL",
            name="accepted_has_instant",
        ),
        CheckConstraint(
            "assignee_id IS NULL OR assigned_at IS NOT NULL", name="assignee_has_instant"
        ),
        CheckConstraint(
            "status <> 'decided' OR decided_at IS NOT NULL", name="decided_has_instant"
        ),
        CheckConstraint(
            "status <> 'declined' OR decline_code IS NOT NULL", name="declined_has_code"
        ),
        CheckConstraint(
            f"({OPEN_SQL}) = (closed_at IS NULL)",
            name="open_until_closed",
        ),
        CheckConstraint(
            f"({OPEN_SQL}) = (next_due_on IS NOT NULL)",
            name="open_has_next_deadline",
        ),
        Index("ix_complaint_open_due", "next_due_on", "id", postgresql_where=text(OPEN_SQL)),
        Index(
            "ix_complaint_open_assignee", "assignee_id", "next_due_on", "id",
            postgresql_where=text(OPEN_SQL),
        ),
        Index(
            "ix_complaint_open_gravity", "gravity", "next_due_on", "id",
            postgresql_where=text(OPEN_SQL),
        ),
        Index("ix_complaint_open_id", "id", postgresql_where=text(OPEN_SQL)),
        Index(
            "ix_complaint_open_organ", "organ_id", "next_due_on", "id",
            postgresql_where=text(OPEN_SQL),
        ),
        Index("ix_complaint_status_due", "status", "next_due_on", "id"),
        Index("ix_complaint_status_id", "status", "id"),
        Index("ix_complaint_organ", "organ_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    receipt_hash: Mapped[bytes] = mapped_column(unique=True)
    filing_key_hash: Mapped[bytes] = mapped_column(unique=True)
    filing_digest: Mapped[bytes]
    version: Mapped[int] = mapped_column(server_default="1")

    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"), index=True)
    official_name: Mapped[str] = mapped_column(server_default="")
    official_post: Mapped[str] = mapped_column(server_default="")
    subject: Mapped[str]
    facts: Mapped[str]
    occurred_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(server_default="")
    commitment: Mapped[str] = mapped_column(server_default="")
    loss: Mapped[Loss] = mapped_column(Word(Loss))
    loss_amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    wish: Mapped[str] = mapped_column(server_default="")
    language: Mapped[Language] = mapped_column(Word(Language))
    channel: Mapped[str] = mapped_column(server_default="web")
    anonymous: Mapped[bool] = mapped_column(server_default="false")

    provisional_severity: Mapped[Severity] = mapped_column(Word(Severity))
    decided_severity: Mapped[Severity | None] = mapped_column(Word(Severity))
    # 0 is the gravest: walked upwards like deadlines and ids.
    gravity: Mapped[int] = mapped_column(SmallInteger, Computed(GRAVITY_SQL, persisted=True))
    band: Mapped[Band] = mapped_column(Word(Band))
    status: Mapped[Status] = mapped_column(Word(Status), server_default=Status.RECEIVED.value)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    filed_at: Mapped[datetime]
    assigned_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    next_due_on: Mapped[date | None]
    next_due_kind: Mapped[str | None]
    next_due_provisional: Mapped[bool] = mapped_column(server_default="false")
    desk: Mapped[Desk] = mapped_column(Word(Desk), server_default=Desk.GENERAL.value)
    answer_class: Mapped[AnswerClass] = mapped_column(
        Word(AnswerClass), server_default=AnswerClass.GENERAL.value
    )
    reviews: Mapped[int] = mapped_column(server_default="0")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decline_code: Mapped[str | None]
    decline_reason: Mapped[str] = mapped_column(server_default="")

    organ: Mapped[Organ] = relationship(lazy="joined", innerjoin=True)
    official: Mapped[Official | None] = relationship()
    assignee: Mapped[Staff | None] = relationship(lazy="joined", foreign_keys=[assignee_id])
    log: Mapped[list["CaseLog"]] = relationship("CaseLog", viewonly=True)
    rounds: Mapped[list["ApprovalRound"]] = relationship(
        "ApprovalRound", order_by="ApprovalRound.number"
    )
    findings: Mapped[list["Finding"]] = relationship("Finding", viewonly=True)
    seconded: Mapped[list["SecondInvestigator"]] = relationship("SecondInvestigator", viewonly=True)
    overrides: Mapped[list["ProposedOverride"]] = relationship(
        "ProposedOverride", order_by="ProposedOverride.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- read by SQLAlchemy

    def as_case(self) -> Case:
        """Return what the permissions look at."""
        return Case(
            complaint_id=self.id,
            assignee_id=self.assignee_id,
            decided_by_id=self.decided_by_id,
            reviews=self.reviews,
            seconds=self._seconds(),
            finders=self._finders(),
            judges=self.judges(),
            **self._signing(),
        )

    def judges(self) -> frozenset[int]:
        """Return who had a part in what is under review [practice 7.6, 7.10]; else nobody."""
        session = object_session(self)
        if self.status is not Status.UNDER_REVIEW or session is None:
            return frozenset()
        session.expire(self, ["log", "seconded"])  # which grow
        judged = {entry.staff_id for entry in self.log if entry.action in JUDGING}
        judged |= {each.staff_id for each in self.seconded}
        return frozenset(staff_id for staff_id in judged if staff_id is not None)

    @property
    def round(self) -> "ApprovalRound | None":
        """Return the round of signatures that is open, if one is."""
        return next((each for each in self.rounds if each.ended_at is None), None)

    def _signing(self) -> dict[str, Any]:
        """Return where the signatures stand, while the complaint waits for them."""
        opened = self.round if self.status is Status.AWAITING_APPROVAL else None
        if opened is None:
            return {}
        missing = opened.missing
        return {"missing": missing, "involved": opened.involved, "approved": not missing}

    def _finders(self) -> frozenset[int]:
        """Return who made the findings or investigated beside, until they are decided on."""
        session = object_session(self)
        if self.status not in FOUND or session is None:
            return frozenset()
        session.expire(self, ["findings", "seconded"])  # which change
        beside = {each.staff_id for each in self.seconded if each.ended_at is None}
        return frozenset({*beside, *(each.staff_id for each in self.findings)})

    def _seconds(self) -> frozenset[int]:
        """Return who is asked to agree to an override, while findings stand proposed."""
        if self.status is not Status.FINDINGS_PROPOSED:
            return frozenset()
        return frozenset(each.second_id for each in self.overrides if each.waits)


class OfComplaint:
    """Mixed into every table whose rows hang on a complaint: the wall covers them with it."""

    @declared_attr
    def complaint_id(self) -> Mapped[int]:
        """Return the column that names the complaint."""
        return mapped_column(ForeignKey("complaint.id"), index=True)


class Recusal(OfComplaint, Base):
    """A member of staff kept from one complaint, by own declaration or by order."""

    __tablename__ = "recusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime]
