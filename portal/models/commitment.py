"""Service commitments as they were published: a change is a new row, and none is rewritten."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.clock import Limit
from portal.domain.commitment import Commitment
from portal.domain.text import Text
from portal.models.base import Base


class PublishedCommitment(Base):
    """One promise for one service [2.1]; *promised* is its limit as the clock writes it.

    It stands from *published_on* until *withdrawn_on*. Chinese is always there, English may be
    empty. *replaces_id* is the row that this one changed.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("service_zh <> ''", name="service"),
        CheckConstraint("fee_zh <> ''", name="fee"),
        CheckConstraint("promised ~ '^[0-9]+(h|d|wd|m)$'", name="promised"),
        CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_at IS NULL)"
            " AND (withdrawn_on IS NULL) = (withdrawn_by IS NULL)",
            name="withdrawn_whole",
        ),
        Index(
            "uq_commitment_standing", "organ_id", "service_zh", unique=True,
            postgresql_where=text("withdrawn_on IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organ_id: Mapped[int] = mapped_column(ForeignKey("organ.id"), index=True)
    service_zh: Mapped[str]
    service_en: Mapped[str]
    promised: Mapped[str]
    fee_zh: Mapped[str]
    fee_en: Mapped[str]
    documents_zh: Mapped[str]
    documents_en: Mapped[str]
    steps_zh: Mapped[str]
    steps_en: Mapped[str]
    post_zh: Mapped[str]
    post_en: Mapped[str]
    manner_zh: Mapped[str]
    manner_en: Mapped[str]
    basis: Mapped[str]
    published_on: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    withdrawn_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))

    def as_commitment(self, organ_code: str) -> Commitment:
        """Return what is promised; the Chinese stands in for English that is not there."""
        return Commitment(
            organ_code=organ_code,
            service=either(self.service_zh, self.service_en),
            limit=Limit.parse(self.promised),
            fee=either(self.fee_zh, self.fee_en),
            documents=either(self.documents_zh, self.documents_en),
            steps=either(self.steps_zh, self.steps_en),
            post=either(self.post_zh, self.post_en),
            manner=either(self.manner_zh, self.manner_en),
            basis=self.basis,
        )


def either(chinese: str, english: str) -> Text:
    """Return a text in both languages, or in Chinese only."""
    return Text(chinese, english or chinese)
