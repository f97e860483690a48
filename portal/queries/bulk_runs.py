"""What came of bulk runs: how far they are, what was done, and what was not and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.bulk import Deed, Undone
from portal.domain.statuses import Status
from portal.models.bulk_run import BulkItem, BulkRun
from portal.models.complaint import Complaint
from portal.models.staff import Staff

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One complaint of a run: done, or *undone* for a reason, or waiting; its *status* is today's.

    It was *moved* if the run gave it to somebody else.
    """

    complaint_id: int
    reference: str
    subject: str
    status: Status
    done: bool
    undone: Undone | None
    moved: bool

    @property
    def waits(self) -> bool:
        """Tell whether it is still to be done."""
        return not self.done and self.undone is None


@dataclass(frozen=True, slots=True)
class Run:
    """One run with each of its complaints that its owner may still see."""

    id: int
    deed: Deed
    details: dict[str, Any]
    begun_at: datetime
    finished_at: datetime | None
    items: tuple[Item, ...]

    @property
    def worked_off(self) -> int:
        """Return how many complaints do not wait any more."""
        return sum(not item.waits for item in self.items)

    @property
    def done(self) -> list[Item]:
        """Return what was done."""
        return [item for item in self.items if item.done]

    @property
    def undone(self) -> list[Item]:
        """Return what was not done."""
        return [item for item in self.items if item.undone]

    @property
    def moved(self) -> list[Item]:
        """Return what a finished run gave to somebody else: what can be given back."""
        return [item for item in self.items if item.moved and self.finished_at]


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of the list of runs."""

    id: int
    deed: Deed
    begun_at: datetime
    finished_at: datetime | None


def bulk_run(session: Session, run_id: int, staff_id: int) -> Run | None:
    """Return a run of somebody's own, or None if there is none of that id."""
    run = session.get(BulkRun, run_id)
    if run is None or run.staff_id != staff_id:
        return None
    rows: Iterable[Row[Any]] = session.execute(
        select(
            Complaint.id, Complaint.reference, Complaint.subject, Complaint.status, BulkItem.at,
            BulkItem.undone, BulkItem.held_by_id,
        )
        .join(BulkItem, BulkItem.complaint_id == Complaint.id)
        .where(BulkItem.run_id == run_id)
        .order_by(Complaint.id)
    )  # fmt: skip
    items = tuple(map(_item, rows))
    return Run(run.id, run.deed, run.details, run.begun_at, run.finished_at, items)


def _item(row: Row[Any]) -> Item:
    done = row.at is not None and row.undone is None
    moved = done and row.held_by_id is not None
    return Item(row.id, row.reference, row.subject, row.status, done, row.undone, moved)


def bulk_runs(session: Session, staff_id: int) -> list[Brief]:
    """Return the last runs of a member of staff, the newest first."""
    rows = session.scalars(
        select(BulkRun).where(BulkRun.staff_id == staff_id).order_by(BulkRun.id.desc()).limit(SHOWN)
    )
    return [Brief(row.id, row.deed, row.begun_at, row.finished_at) for row in rows]


def ids_of(session: Session, references: list[str]) -> list[int]:
    """Return the ids of the complaints of those references that the actor may see."""
    found = select(Complaint.id).where(Complaint.reference.in_(references))
    return list(session.scalars(found.order_by(Complaint.id)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """One complaint to which a deed is to be done, and who has it now."""

    reference: str
    subject: str
    status: Status
    assignee_id: int | None
    assignee: str | None


def chosen(session: Session, ids: list[int]) -> list[Chosen]:
    """Return what is to be known of those complaints before a deed, by reference."""
    rows = session.execute(
        select(
            Complaint.reference, Complaint.subject, Complaint.status, Complaint.assignee_id,
            Staff.name.label("assignee"),
        )
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .where(Complaint.id.in_(ids))
        .order_by(Complaint.reference)
    )  # fmt: skip
    return [Chosen(**row._mapping) for row in rows]  # noqa: SLF001 -- its public name
