"""Clusters: complaints about one and the same cause, investigated together, each answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.complaint import OfComplaint

STANDS_SQL = "left_at IS NULL"


class Cluster(Base):
    """One cause; what belongs to it are its members."""

    __tablename__ = "cluster"

    id: Mapped[int] = mapped_column(primary_key=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    opened_at: Mapped[datetime]


class ClusterMember(OfComplaint, Base):
    """That a complaint belongs to a cluster, from when until when; in one at a time.

    Taken out it keeps its row: nothing of a membership is ever deleted.
    """

    __tablename__ = "cluster_member"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint(
            "(left_at IS NULL) = (left_by IS NULL) AND (left_at IS NULL) = (left_reason = '')",
            name="left_whole",
        ),
        Index(
            "uq_cluster_member_now", "complaint_id", unique=True, postgresql_where=text(STANDS_SQL)
        ),
        Index("ix_cluster_member_together", "cluster_id", postgresql_where=text(STANDS_SQL)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"))
    joined_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    joined_at: Mapped[datetime]
    reason: Mapped[str]
    left_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str] = mapped_column(server_default="")
