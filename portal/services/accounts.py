"""Accounts of the staff: made, found by name and password, switched off."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.services import passwords, sign_ins

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")
EMAIL = re.compile(r"[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,180}")
NAME_MAX = 100
ROLES = tuple(role for role in Role if role not in {Role.SYSTEM, Role.COMPLAINANT})


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as it is asked for; *tier* matters for officers, *organ_code* for liaisons."""

    username: str
    name: str
    email: str
    role: Role
    tier: Band = Band.STANDARD
    organ_code: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against; nobody's have neither id nor hash."""

    staff_id: int | None = None
    password_hash: str | None = None

    def match(self, password: str) -> bool:
        """Tell whether *password* opens the account; raises passwords.TooBusyError."""
        return passwords.verify_password(self.password_hash, password)


class AccountError(ValueError):
    """Raised when an account cannot be made or found; the message says why in one sentence."""


def create(session: Session, account: NewAccount, *, password_hash: str, now: datetime) -> Staff:
    """Add an account; its second factor is enrolled at the first sign-in. Raises AccountError."""
    if not USERNAME.fullmatch(account.username):
        raise AccountError("a username has 2 to 32 of the characters a-z 0-9 . _ -")
    if not 0 < len(account.name) <= NAME_MAX or not account.name.isprintable():
        raise AccountError(f"a name is one line of at most {NAME_MAX} characters")
    if not EMAIL.fullmatch(account.email):
        raise AccountError("the e-mail address is none")
    if find(session, account.username) is not None:
        raise AccountError(f"there is an account {account.username} already")
    staff = Staff(
        username=account.username,
        name=account.name,
        email=account.email,
        role=account.role,
        tier=account.tier,
        organ_id=_organ_id(session, account),
        password_hash=password_hash,
        created_at=now,
    )
    session.add(staff)
    session.flush()  # gives staff.id
    return staff


def _organ_id(session: Session, account: NewAccount) -> int | None:
    if not account.organ_code:
        if account.role is Role.LIAISON:
            raise AccountError("a liaison belongs to an organ: name its code")
        return None
    organ_id = session.scalar(select(Organ.id).where(Organ.code == account.organ_code))
    if organ_id is None:
        raise AccountError(f"there is no organ {account.organ_code}")
    return organ_id


def find(session: Session, username: str) -> Staff | None:
    """Return the account of that name, however it is written."""
    return session.scalar(select(Staff).where(Staff.username == folded(username)))


def folded(username: str) -> str:
    """Return *username* as accounts spell it."""
    return unicodedata.normalize("NFKC", username).strip().casefold()[:100]


def credentials(session: Session, username: str, *, demo: bool) -> Credentials:
    """Return what *username* must match to sign in.

    Unknown, inactive and, unless *demo*, demo accounts get the same: what no password matches.
    """
    staff = find(session, username)
    if staff is None or not staff.active or (staff.demo and not demo):
        return Credentials()
    return Credentials(staff.id, staff.password_hash)


def renew_hash(session: Session, known: Credentials, password: str) -> None:
    """Hash a *password* just verified anew, if its hash has become weak."""
    if known.password_hash and passwords.outdated(known.password_hash):
        renewed = passwords.hash_password(password)
        session.execute(
            update(Staff).where(Staff.id == known.staff_id).values(password_hash=renewed)
        )


def disable(session: Session, username: str, *, now: datetime) -> Staff:
    """Switch an account off and end its sign-ins; raises AccountError if there is none."""
    staff = find(session, username)
    if staff is None:
        raise AccountError(f"there is no account {username}")
    staff.active = False
    sign_ins.revoke_all(session, staff.id, now=now)
    return staff


def demo_accounts(session: Session) -> list[str]:
    """Return the names of the demo accounts that could sign in."""
    return list(
        session.scalars(
            select(Staff.username).where(Staff.demo, Staff.active).order_by(Staff.username)
        )
    )
