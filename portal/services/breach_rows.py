"""Breaches as they are written: many at once, each clock's once however often it is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.passing_up import Held
from portal.services import bulk
from portal.services.bulk import Target

FOUND: bulk.Columns = {
    "complaint_id": "bigint",
    "clock_id": "bigint",
    "due_on": "date",
    "responsible": "bigint",
    "special_reason": "text",
    "excused_by": "bigint",
    "raised": "bigint",
    "organ_id": "bigint",
}
FIND = f"""
INSERT INTO breach (
    complaint_id, clock_id, due_on, found_at, responsible_staff_id, special_reason, excused_by,
    next_on, raised, organ_id
)
SELECT complaint_id, clock_id, due_on, %(now)s, responsible, special_reason, excused_by,
    %(next_on)s, raised, organ_id
FROM {bulk.given(FOUND)}
ON CONFLICT (clock_id) DO NOTHING
"""  # noqa: S608 -- of constants

PURSUED: bulk.Columns = {"clock_id": "bigint", "raised": "bigint"}
PURSUE = f"""
UPDATE breach SET next_on = %(next_on)s, raised = breach.raised + given.raised
FROM {bulk.given(PURSUED)} WHERE breach.clock_id = given.clock_id
"""  # noqa: S608 -- of constants

MOVED: bulk.Columns = {
    "complaint_id": "bigint",
    "assignee_id": "bigint",
    "status": "text",
    "desk": "text",
    "moves": "bigint",
}
MOVE = f"""
UPDATE complaint SET assignee_id = given.assignee_id, assigned_at = %(now)s,
    status = given.status, desk = given.desk, version = version + given.moves
FROM {bulk.given(MOVED)} WHERE complaint.id = given.complaint_id
"""  # noqa: S608 -- of constants


@dataclass(frozen=True, slots=True)
class FoundBreach:
    """A breach just found, and who is responsible for it, or which organ, or what excuses it."""

    complaint_id: int
    clock_id: int
    due_on: date
    responsible: int | None
    special_reason: str | None
    excused_by: int | None
    raised: bool = False
    organ_id: int | None = None


def find(to: Target, found: Sequence[FoundBreach], *, next_on: date, now: datetime) -> None:
    """Write down the breaches just found, with the new date of each."""
    rows = [
        (
            each.complaint_id,
            each.clock_id,
            each.due_on,
            each.responsible,
            each.special_reason,
            each.excused_by,
            int(each.raised),
            each.organ_id,
        )
        for each in found
    ]
    bulk.write(to, FIND, FOUND, rows, next_on=next_on, now=now)


def pursue(to: Target, raised: Sequence[tuple[int, int]], *, next_on: date) -> None:
    """Write down the next date of each clock's breach, and whether the complaint went up again."""
    bulk.write(to, PURSUE, PURSUED, raised, next_on=next_on)


def move(to: Target, held: Iterable[Held], *, now: datetime) -> None:
    """Give complaints to whoever has them now, as often on as they moved."""
    rows = [
        (
            each.complaint_id,
            each.holder.staff_id,
            each.status.value,
            each.desk.value,
            each.moves,
        )
        for each in held
        if each.moves and each.holder
    ]
    bulk.write(to, MOVE, MOVED, rows, now=now)
