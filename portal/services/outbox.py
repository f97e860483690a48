"""Putting work into the outbox, and parking or reviving it."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.models.outbox import OutboxRow

MAIL = "mail"
UPKEEP = "upkeep"


def put(
    session: Session,
    kind: str,
    queue: str,
    *,
    complaint_id: int | None,
    now: datetime,
    dedupe_key: str | None = None,
    **payload: Any,  # noqa: ANN401 -- whatever the reaction needs, as JSON
) -> None:
    """Owe one reaction; a second one with the same *dedupe_key* is the same one."""
    row = {
        "kind": kind,
        "queue": queue,
        "complaint_id": complaint_id,
        "payload": payload,
        "dedupe_key": dedupe_key,
        "created_at": now,
        "due_at": now,
    }
    session.execute(upsert(OutboxRow).values(**row).on_conflict_do_nothing())


def owe_letter(
    session: Session,
    letter: str,
    complaint_id: int,
    *,
    now: datetime,
    occasion: str = "",
    **payload: Any,  # noqa: ANN401 -- whatever the letter needs, as JSON
) -> None:
    """Owe one letter about a complaint: once per *occasion*, however often it is asked for."""
    put(
        session,
        "letter",
        MAIL,
        complaint_id=complaint_id,
        now=now,
        dedupe_key=f"letter:{letter}:{complaint_id}:{occasion}",
        letter=letter,
        **payload,
    )


def revive(row: OutboxRow, *, now: datetime) -> None:
    """Make a parked row due again, with all its attempts before it."""
    row.parked_at = row.parked_reason = None
    row.attempts = 0
    row.due_at = now


def letter_waiting(session: Session, letter: str, complaint_id: int) -> bool:
    """Tell whether a letter about a complaint is still to be sent; a parked one is not."""
    waiting = (
        exists()
        .where(OutboxRow.complaint_id == complaint_id, OutboxRow.kind == "letter")
        .where(OutboxRow.payload["letter"].astext == letter)
        .where(OutboxRow.done_at.is_(None), OutboxRow.parked_at.is_(None))
    )
    return bool(session.scalar(select(waiting)))
