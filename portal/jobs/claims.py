"""Claiming outbox rows: a lease says who works on a row, and lapses if they die.

A row whose worker died is suspect and is claimed alone, so that a row that kills its worker can
take no other with it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Row
from sqlalchemy.orm import Session

CLAIM = """
WITH due AS (
    SELECT id FROM outbox
    WHERE queue = %(queue)s AND done_at IS NULL AND parked_at IS NULL
        AND due_at <= %(now)s AND {state}
    ORDER BY turn, id LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE outbox SET lease = %(lease)s, leased_until = %(until)s, attempts = attempts + 1
FROM due WHERE outbox.id = due.id
RETURNING outbox.id, outbox.kind, outbox.complaint_id, outbox.payload, outbox.attempts, outbox.turn
"""
FRESH = CLAIM.format(state="lease IS NULL")
LAPSED = CLAIM.format(state="leased_until < %(now)s")

HOLD = """
UPDATE outbox SET done_at = %(now)s, lease = NULL, leased_until = NULL, last_error = NULL
WHERE id = %(id)s AND lease = %(lease)s AND done_at IS NULL
RETURNING id, (SELECT version FROM complaint WHERE complaint.id = outbox.complaint_id) AS version
"""
RELEASE = """
UPDATE outbox SET lease = NULL, leased_until = NULL, attempts = attempts - 1
WHERE lease = %(lease)s AND done_at IS NULL
"""
PUT_BACK = """
UPDATE outbox SET lease = NULL, leased_until = NULL, due_at = %(due_at)s, last_error = %(error)s,
    attempts = attempts - %(forgiven)s
WHERE id = ANY(%(ids)s) AND lease = %(lease)s AND done_at IS NULL
"""
PARK = """
UPDATE outbox SET lease = NULL, leased_until = NULL, parked_at = %(now)s, parked_reason = %(error)s,
    last_error = %(error)s
WHERE id = %(id)s AND lease = %(lease)s AND done_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One row that this worker holds, under *lease*.

    *version* is the complaint's while the row is held: what was read before it is out of date.
    """

    id: int
    kind: str
    complaint_id: int
    payload: dict[str, Any]
    attempts: int
    lease: UUID
    version: int | None = None


def _run(session: Session, statement: str, values: dict[str, Any]) -> CursorResult[Any]:
    """Run a statement as the driver takes it: there are several to each letter."""
    return session.connection().exec_driver_sql(statement, values)


def claim(
    session: Session, queue: str, *, now: datetime, most: int, seconds: float
) -> list[Claimed]:
    """Lease up to *most* due rows of *queue* for *seconds*, or one row whose worker died.

    They come by their turns: somebody who filed a hundred today is behind who filed one.
    """
    lease = uuid4()
    values = {"queue": queue, "now": now, "lease": lease, "until": now + timedelta(seconds=seconds)}
    rows = _run(session, LAPSED, {**values, "most": 1}).all()
    if not rows:
        rows = _run(session, FRESH, {**values, "most": most}).all()
    return [_claimed(row, lease) for row in sorted(rows, key=lambda row: (row.turn, row.id))]


def _claimed(row: Row[Any], lease: UUID) -> Claimed:
    return Claimed(row.id, row.kind, row.complaint_id, row.payload, row.attempts, lease)


def hold(session: Session, row: Claimed, *, now: datetime) -> Claimed | None:
    """Lock *row* and mark it done, to be committed with the work; None if it is not ours."""
    held = _run(session, HOLD, {"id": row.id, "lease": row.lease, "now": now}).first()
    return replace(row, version=held.version) if held else None


def release(session: Session, lease: UUID) -> None:
    """Give back the rows of *lease* that were not begun."""
    _run(session, RELEASE, {"lease": lease})


def put_back(
    session: Session, rows: list[Claimed], *, due_at: datetime, error: str, counted: bool
) -> None:
    """Make *rows* due again at *due_at*; an attempt that is not *counted* is forgiven."""
    _run(
        session,
        PUT_BACK,
        {
            "ids": [row.id for row in rows],
            "lease": rows[0].lease,
            "due_at": due_at,
            "error": error,
            "forgiven": 0 if counted else 1,
        },
    )


def park(session: Session, row: Claimed, *, now: datetime, error: str) -> None:
    """Set *row* aside with its reason, for a person to look at."""
    _run(session, PARK, {"id": row.id, "lease": row.lease, "now": now, "error": error})
