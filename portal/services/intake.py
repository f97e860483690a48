"""Intake: a complaint is filed in one statement, and everything that follows is owed with it."""

import hashlib
import hmac
import json
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import receipt, routing
from portal.domain.clock import ClockKind, Deadline
from portal.domain.filing import Filing
from portal.domain.inquiry import Channel
from portal.domain.turns import TURNS_MAX, filers
from portal.services.clocks import promised
from portal.services.filing_sql import EARLIER, FILE
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the complainant takes home: the public reference and the secret code.

    *repeated* says that the form had been filed before: what was sent along this time is not kept.
    """

    reference: str
    code: str
    repeated: bool = field(default=False, compare=False)


class UnknownOrganError(Exception):
    """Raised when a filing names an organ that does not exist or no longer does."""


class AlreadyFiledError(Exception):
    """Raised when the same form was already filed with other content, as *reference*."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"this form was already filed as {reference}")
        self.reference = reference


def file_complaint(
    session: Session,
    filing: Filing,
    *,
    office: Office,
    now: datetime,
    channel: Channel = Channel.WEB,
    clerk_id: int | None = None,
    token: str = "",
) -> Receipt:
    """Store *filing* and owe its assignment and its receipt letter.

    *clerk_id* names who wrote it down for the complainant, if anybody did; *token* is the one of
    the browser for turns. The same form sent again yields the same receipt.

    Raises UnknownOrganError, AlreadyFiledError.
    """
    code = receipt.make_code(office.receipt_key, filing.filing_key)
    values = _values(filing, code, office, now, _acceptance(session, office, now))
    values |= {"channel": channel.value, "clerk_id": clerk_id}
    values["filers"] = marks(office, filing, values["today"], token)
    reference = session.connection().exec_driver_sql(FILE, values).scalar()
    if reference is None:
        return Receipt(_earlier(session, values), code, repeated=True)
    return Receipt(str(reference), code)


def _earlier(session: Session, values: dict[str, Any]) -> str:
    row = session.connection().exec_driver_sql(EARLIER, values).one_or_none()
    if row is None:
        raise UnknownOrganError
    if bytes(row.filing_digest) != values["filing_digest"]:
        raise AlreadyFiledError(row.reference)
    return str(row.reference)


def _acceptance(session: Session, office: Office, now: datetime) -> Deadline:
    today = now.astimezone(office.zone).date()
    return promised(session, ClockKind.DECIDE_ACCEPTANCE, today, office=office, now=now)


def _values(
    filing: Filing, code: str, office: Office, now: datetime, deadline: Deadline
) -> dict[str, Any]:
    severity = routing.provisional_severity(filing.categories, filing.loss)
    today = now.astimezone(office.zone).date()
    return {
        **{name: getattr(filing, name) for name in PLAIN_FIELDS},
        **_sealed(filing, office),
        "prefix": f"{office.prefix}-{today.year}-",
        "turns_max": TURNS_MAX,
        "today": today,
        "receipt_hash": receipt.fingerprint(office.receipt_key, code),
        "filing_key_hash": hashlib.sha256(filing.filing_key.encode()).digest(),
        "filing_digest": digest(filing),
        "categories": [category.value for category in filing.categories],
        "files": _files(filing),
        "language": filing.language.value,
        "loss": filing.loss.value,
        "severity": severity.value,
        "band": routing.band(severity).value,
        "next_due_on": deadline.due_on,
        "provisional": deadline.provisional,
        "next_due_kind": ClockKind.DECIDE_ACCEPTANCE.value,
        "now": now,
    }


def marks(office: Office, filing: Filing, day: date, token: str = "") -> list[bytes]:
    """Return what stands for whoever files on *day*: it names nobody, and changes every day."""
    said = (f"filer:{day}:{filer}".encode() for filer in filers(filing, token))
    return [hmac.digest(office.receipt_key, each, hashlib.sha256) for each in said]


PLAIN_FIELDS = (
    "organ_code", "official_name", "official_post", "subject", "facts", "occurred_on", "place",
    "commitment", "loss_amount", "wish", "anonymous",
)  # fmt: skip


def _sealed(filing: Filing, office: Office) -> dict[str, Any]:
    who = filing.identity
    return {
        "name_sealed": office.sealer.seal(who.name),
        "email_sealed": office.sealer.seal(who.email),
        "phone_sealed": office.sealer.seal(who.phone),
        "identified": bool(who),
        "has_email": bool(who.email),
    }


def _files(filing: Filing) -> str:
    return json.dumps(
        [
            {
                name: getattr(file, name)
                for name in ("token", "name", "media_type", "size", "sha256")
            }
            for file in filing.attachments
        ]
    )


def digest(filing: Filing) -> bytes:
    """Return a hash of what was said, by which the same form with other words is told apart."""
    said = (*astuple(filing)[:-1], [file.sha256 for file in filing.attachments])
    return hashlib.sha256(repr(said).encode()).digest()
