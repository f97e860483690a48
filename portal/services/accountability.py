"""Accountability: one case for each breach without a special reason, with its evidence [4.6].

The main responsible person is whoever held the complaint when the last day ended, by the log of
its assignments: the supervision office's own people like anybody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.services import bulk
from portal.services.bulk import Target
from portal.services.late import LateDuty
from portal.services.reckoner import Reckoner
from portal.services.track_record import TrackRecord

CASES: bulk.Columns = {
    "complaint_id": "bigint",
    "clock_id": "bigint",
    "staff_id": "bigint",
    "evidence": "jsonb",
}
OPEN_CASES = f"""
INSERT INTO accountability_case (complaint_id, breach_id, staff_id, opened_at, evidence)
SELECT given.complaint_id, breach.id, given.staff_id, %(now)s, given.evidence
FROM {bulk.given(CASES)} JOIN breach ON breach.clock_id = given.clock_id
ON CONFLICT (breach_id) DO NOTHING
"""  # noqa: S608 -- of constants


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case to be opened over the breach of a clock; *evidence* is the text of a JSON object."""

    complaint_id: int
    clock_id: int
    staff_id: int
    evidence: str


def open_cases(to: Target, opened: Sequence[OpenedCase], *, now: datetime) -> None:
    """Open the cases, one for each breach; the breaches have been written down."""
    rows = [(each.complaint_id, each.clock_id, each.staff_id, each.evidence) for each in opened]
    bulk.write(to, OPEN_CASES, CASES, rows, now=now)


def evidence(
    duty: LateDuty, record: TrackRecord, reckoner: Reckoner, workload: dict[str, Any]
) -> str:
    """Return what speaks for and against the person responsible, as the text of a JSON object.

    *workload* is how much they had in hand when the breach was found.
    """
    row = duty.row
    rest = {
        "warnings": record.warnings.get(row.id, []),
        "reminders": record.reminders.get(row.id, []),
        "extensions": record.extensions(row.complaint_id, row.started_at),
        "workload": workload,
    }
    return f'{{"clock": {_sheet(duty, reckoner)}, {bulk.as_json(rest)[1:]}'


def _sheet(duty: LateDuty, reckoner: Reckoner) -> str:
    """Return the clock with a line for each of its days: the lines are shared by many clocks."""
    row = duty.row
    clock = {
        "kind": row.kind.value,
        "limit": reckoner.limit(row),
        "started_at": row.started_at.isoformat(),
        "due_on": row.due_on.isoformat(),
    }
    days = reckoner.sheet(row, duty.still)
    return f'{bulk.as_json(clock)[:-1]}, "days": {days}}}'
