"""Putting work into the outbox, and parking or reviving it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.models.outbox import OutboxRow
from portal.services import bulk
from portal.services.bulk import Target

MAIL = "mail"
UPKEEP = "upkeep"
LETTERS: bulk.Columns = {"complaint_id": "bigint", "payload": "jsonb", "dedupe_key": "text"}
OWE_LETTERS = f"""
INSERT INTO outbox (kind, queue, complaint_id, payload, dedupe_key, created_at, due_at)
SELECT 'letter', '{MAIL}', complaint_id, payload, dedupe_key, %(now)s, %(now)s
FROM {bulk.given(LETTERS)}
ON CONFLICT DO NOTHING
"""  # noqa: S608 -- of constants


@dataclass(frozen=True, slots=True)
class OwedLetter:
    """One letter to be owed: *occasion* tells it from others of its name, *payload* is JSON."""

    letter: str
    complaint_id: int
    occasion: str
    payload: dict[str, Any]

    @property
    def dedupe_key(self) -> str:
        """Return by what the same letter owed twice is one."""
        return f"letter:{self.letter}:{self.complaint_id}:{self.occasion}"


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
    owed = OwedLetter(letter, complaint_id, occasion, payload)
    put(
        session,
        "letter",
        MAIL,
        complaint_id=complaint_id,
        now=now,
        dedupe_key=owed.dedupe_key,
        letter=letter,
        **payload,
    )


def owe_closing(session: Session, complaint_id: int, *, now: datetime) -> None:
    """Owe a look at whether a complaint can be closed: something of it was done."""
    put(
        session,
        "close",
        UPKEEP,
        complaint_id=complaint_id,
        now=now,
        dedupe_key=f"close:{complaint_id}:{now.isoformat()}",
    )


def owe_letters(to: Target, owed: Sequence[OwedLetter], *, now: datetime) -> None:
    """Owe many letters at once."""
    rows = [(each.complaint_id, _payload(each), each.dedupe_key) for each in owed]
    bulk.write(to, OWE_LETTERS, LETTERS, rows, now=now)


def _payload(each: OwedLetter) -> str:
    return bulk.as_json({"letter": each.letter, **each.payload})


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
