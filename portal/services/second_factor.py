"""The second factor: a code that changes every half minute, each good for one sign-in."""

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from portal.models.staff import Staff
from portal.services.office import Office

DRIFT = 1
"""How many half minutes a phone's clock may be off."""


def secret_to_enrol(session: Session, staff_id: int, *, office: Office, fresh: str) -> str:
    """Return the secret that a phone is to take over: the one shown before, or else *fresh*.

    It counts as enrolled once a code made with it has been accepted.
    """
    staff = session.get_one(Staff, staff_id, with_for_update=True)
    if staff.totp_secret is None:
        staff.totp_secret = office.sealer.seal(fresh)
    return office.sealer.open(staff.totp_secret)


def address(secret: str, username: str, office: Office) -> str:
    """Return what the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=office.name.en)


def accept(session: Session, staff_id: int, code: str, *, office: Office, now: datetime) -> bool:
    """Take *code*, once: one used before, or older than one used before, is refused."""
    staff = session.get_one(Staff, staff_id)
    counter = counter_of(office.sealer.open(staff.totp_secret), code, now)
    if counter is None:
        return False
    newer = or_(Staff.totp_last_counter.is_(None), Staff.totp_last_counter < counter)
    taken = session.execute(
        update(Staff)
        .where(Staff.id == staff_id, newer)
        .values(totp_last_counter=counter)
        .returning(Staff.id)
    )
    return taken.one_or_none() is not None


def counter_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute that *code* belongs to, the latest if several, or None."""
    if not secret:
        return None
    totp = pyotp.TOTP(secret)
    present = totp.timecode(now)
    digits = "".join(sign for sign in code if sign.isdecimal())
    for counter in range(present + DRIFT, present - DRIFT - 1, -1):
        if hmac.compare_digest(totp.generate_otp(counter).encode(), digits.encode()):
            return counter
    return None
