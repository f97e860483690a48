"""The clocks of a complaint, with their deadlines as they stand under the calendar in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.clock import (
    CLOCKS,
    Clock,
    ClockKind,
    Extension,
    Limit,
    Tolling,
    TollingCause,
)
from portal.models.base import Base, Word, one_of
from portal.models.complaint import OfComplaint

RUNNING_SQL = "finished_at IS NULL AND dropped_at IS NULL"


class RunningClock(OfComplaint, Base):
    """One clock; *due_on* and *provisional* are kept up to date so that SQL can ask for them.

    What an organ has to do names its enquiry or its measure: each has a clock of its own.
    """

    __tablename__ = "clock"
    __table_args__ = (
        CheckConstraint(one_of("kind", ClockKind), name="kind"),
        CheckConstraint("finished_at IS NULL OR dropped_at IS NULL", name="one_end"),
        CheckConstraint("limit_text IS NULL OR set_on IS NULL", name="one_limit"),
        CheckConstraint(
            "(extended_days IS NULL) = (extended_reason IS NULL)"
            " AND (extended_days IS NULL) = (extended_by IS NULL)"
            " AND (extended_days IS NULL) = (extended_at IS NULL)",
            name="extension_whole",
        ),
        CheckConstraint("extended_days BETWEEN 1 AND 30", name="extension_days"),
        CheckConstraint(
            "(kind = 'enquiry') = (enquiry_id IS NOT NULL)"
            " AND (kind = 'measure') = (measure_id IS NOT NULL)",
            name="put_to_organ",
        ),
        Index(
            "uq_clock_running_kind", "complaint_id", "kind", text("coalesce(enquiry_id, 0)"),
            text("coalesce(measure_id, 0)"), unique=True, postgresql_where=text(RUNNING_SQL),
        ),
        Index(
            "ix_clock_enquiry_id", "enquiry_id", "id",
            postgresql_where=text("enquiry_id IS NOT NULL"),
        ),
        Index(
            "ix_clock_measure_id", "measure_id", "id",
            postgresql_where=text("measure_id IS NOT NULL"),
        ),
        Index("ix_clock_running_due", "due_on", "id", postgresql_where=text(RUNNING_SQL)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ClockKind] = mapped_column(Word(ClockKind))
    started_at: Mapped[datetime]
    limit_text: Mapped[str | None]
    set_on: Mapped[date | None]
    finished_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    extended_days: Mapped[int | None]
    extended_reason: Mapped[str | None]
    extended_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    extended_at: Mapped[datetime | None]
    due_on: Mapped[date]
    provisional: Mapped[bool] = mapped_column(server_default="false")
    enquiry_id: Mapped[int | None] = mapped_column(ForeignKey("enquiry.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id"))

    @property
    def running(self) -> bool:
        """Tell whether what it waits for is still to be done."""
        return self.finished_at is None and self.dropped_at is None

    def as_clock(self, tollings: "Sequence[ClockTolling]", today: date) -> Clock:
        """Return the clock as the domain reckons with it."""
        return clock_of(self, tollings, today)


def clock_of(row: Any, tollings: "Sequence[ClockTolling]", today: date) -> Clock:  # noqa: ANN401 -- the table's row, or its columns among others
    """Return the clock that *row* tells of as the domain reckons with it."""
    plain = Clock(
        kind=row.kind,
        started=row.started_at,
        limit=Limit.parse(row.limit_text) if row.limit_text else _set_or_table(row),
        extension=_extension(row),
        finished_at=row.finished_at,
        complaint_id=row.complaint_id,
    )
    if not plain.rule.tollable:
        return plain
    periods = tuple(period for each in tollings if (period := each.as_tolling(today)))
    return replace(plain, tolled=periods)


def _set_or_table(row: Any) -> Limit | date:  # noqa: ANN401 -- the same
    limit: Limit | date | None = row.set_on or CLOCKS[row.kind].limit
    if limit is None:
        raise ValueError(f"clock {row.id} has no limit")
    return limit


def _extension(row: Any) -> Extension | None:  # noqa: ANN401 -- the same
    if not (row.extended_days and row.extended_reason and row.extended_at):
        return None
    return Extension(row.extended_days, row.extended_reason, str(row.extended_by), row.extended_at)


class ClockTolling(OfComplaint, Base):
    """A period in which a complaint's clocks stand still, open while *last_on* is unknown."""

    __tablename__ = "clock_tolling"
    __table_args__ = (
        CheckConstraint(one_of("cause", TollingCause), name="cause"),
        CheckConstraint("last_on >= first_on", name="order"),
        CheckConstraint("evidence <> ''", name="evidence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_on: Mapped[date]
    last_on: Mapped[date | None]
    cause: Mapped[TollingCause] = mapped_column(Word(TollingCause))
    evidence: Mapped[str]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    entered_at: Mapped[datetime]

    def as_tolling(self, today: date) -> Tolling | None:
        """Return the period as known on *today*; None while an open one has not begun."""
        if self.last_on is None and today < self.first_on:
            return None
        return Tolling(self.first_on, self.last_on or today, self.cause, self.evidence)
