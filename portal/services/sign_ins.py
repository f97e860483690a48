"""Sign-ins: rows that can be revoked, known by the hash of a random token, limited in time.

A sign-in whose second factor is still due opens nothing but the page that asks for it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.models.staff import Staff, StaffSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
HALFWAY = timedelta(minutes=10)
"""How long after the password the second factor may follow."""
SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is written down when somebody was last seen."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who has signed in; until *complete* the second factor is due."""

    staff_id: int
    username: str
    actor: Actor
    complete: bool
    enrolled: bool


def fingerprint(token: str) -> bytes:
    """Return what is stored of *token*."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def begin(
    session: Session, staff_id: int, token: str, *, now: datetime, second_factor: bool = False
) -> None:
    """Let *token* stand for a member of staff, for LONGEST at most."""
    session.add(
        StaffSession(
            staff_id=staff_id,
            token_hash=fingerprint(token),
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
            second_factor_at=now if second_factor else None,
        )
    )


def current(session: Session, token: str, *, now: datetime) -> SignIn | None:
    """Return who *token* stands for, and note that they were seen; None once it has lapsed."""
    found = session.execute(
        select(StaffSession, Staff)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(
            StaffSession.token_hash == fingerprint(token),
            StaffSession.revoked_at.is_(None),
            StaffSession.expires_at > now,
            StaffSession.seen_at > now - IDLE,
            Staff.active,
        )
    ).one_or_none()
    if found is None:
        return None
    row, staff = found
    complete = row.second_factor_at is not None or not staff.second_factor
    if not complete and row.created_at <= now - HALFWAY:
        return None
    if now - row.seen_at >= SEEN_EVERY:
        row.seen_at = now
    enrolled = staff.totp_last_counter is not None
    return SignIn(staff.id, staff.username, staff.as_actor(), complete, enrolled)


def revoke(session: Session, token: str, *, now: datetime) -> None:
    """End the sign-in of *token*, if there is one."""
    _end(session, now, StaffSession.token_hash == fingerprint(token))


def revoke_all(session: Session, staff_id: int, *, now: datetime) -> None:
    """End every sign-in of a member of staff."""
    _end(session, now, StaffSession.staff_id == staff_id)


def _end(session: Session, now: datetime, which: ColumnElement[bool]) -> None:
    session.execute(
        update(StaffSession).where(which, StaffSession.revoked_at.is_(None)).values(revoked_at=now)
    )
