"""Intake: a complaint is filed in one statement, and everything that follows is owed with it."""

import hashlib
import json
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from portal.domain import receipt, routing
from portal.domain.filing import Filing
from portal.domain.clock import ClockKind
from portal.services.deadlines import due_on
from portal.services.office import Office

FILE: TextClause = text("""
WITH filed AS (
    INSERT INTO complaint (
        reference, receipt_hash, filing_key_hash, filing_digest, organ_id, official_name,
        official_post, subject, facts, occurred_on, place, commitment, loss, loss_amount, wish,
        language, channel, anonymous, provisional_severity, band, filed_at, next_due_on,
        next_due_kind
    )
    SELECT :prefix || lpad(nextval('complaint_number')::text, 6, '0'), :receipt_hash,
        :filing_key_hash, :filing_digest, organ.id, :official_name, :official_post, :subject,
        :facts, :occurred_on, :place, :commitment, :loss, :loss_amount, :wish, :language, :channel,
        :anonymous, :severity, :band, :now, :next_due_on, :next_due_kind
    FROM organ WHERE organ.code = :organ_code AND organ.active
    ON CONFLICT (filing_key_hash) DO NOTHING
    RETURNING id, reference
), identified AS (
    INSERT INTO complainant (complaint_id, name_sealed, email_sealed, phone_sealed, created_at)
    SELECT id, :name_sealed, :email_sealed, :phone_sealed, :now FROM filed WHERE :identified
), alleged AS (
    INSERT INTO allegation (complaint_id, category)
    SELECT id, category FROM filed, unnest(CAST(:categories AS text[])) AS category
), attached AS (
    INSERT INTO attachment (complaint_id, token, name, media_type, size, sha256, added_at)
    SELECT id, token, name, media_type, size, sha256, :now
    FROM filed, jsonb_to_recordset(CAST(:files AS jsonb))
        AS file(token text, name text, media_type text, size int, sha256 text)
), logged AS (
    INSERT INTO case_log (complaint_id, at, role, action, to_status)
    SELECT id, :now, 'complainant', 'file', 'received' FROM filed
), owed AS (
    INSERT INTO outbox (kind, queue, complaint_id, payload, dedupe_key, created_at, due_at)
    SELECT kind, queue, id, CAST(payload AS jsonb), dedupe || id, :now, :now FROM filed, (VALUES
        ('assign', :band, '{}', 'assign:'),
        ('letter', 'mail', '{"letter": "receipt"}', 'letter:receipt:')
    ) AS follows (kind, queue, payload, dedupe)
    WHERE kind = 'assign' OR :has_email
)
SELECT reference FROM filed
""")

EARLIER: TextClause = text(
    "SELECT reference, filing_digest FROM complaint WHERE filing_key_hash = :filing_key_hash"
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the complainant takes home: the public reference and the secret code."""

    reference: str
    code: str


class UnknownOrganError(Exception):
    """Raised when a filing names an organ that does not exist or no longer does."""


class AlreadyFiledError(Exception):
    """Raised when the same form was already filed with other content, as *reference*."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"this form was already filed as {reference}")
        self.reference = reference


def file_complaint(session: Session, filing: Filing, *, office: Office, now: datetime) -> Receipt:
    """Store *filing* and owe its assignment and its receipt letter.

    The same form sent again yields the same receipt. Raises UnknownOrganError, AlreadyFiledError.
    """
    code = receipt.make_code(office.receipt_key, filing.filing_key)
    values = _values(filing, code, office, now)
    reference = session.scalar(FILE, values)
    if reference is None:
        reference = _earlier(session, values)
    return Receipt(reference, code)


def _earlier(session: Session, values: dict[str, Any]) -> str:
    row = session.execute(EARLIER, values).one_or_none()
    if row is None:
        raise UnknownOrganError
    if bytes(row.filing_digest) != values["filing_digest"]:
        raise AlreadyFiledError(row.reference)
    return str(row.reference)


def _values(filing: Filing, code: str, office: Office, now: datetime) -> dict[str, Any]:
    severity = routing.provisional_severity(filing.categories, filing.loss)
    return {
        **{name: getattr(filing, name) for name in PLAIN_FIELDS},
        **_sealed(filing, office),
        "prefix": f"{office.prefix}-{now.astimezone(office.zone).year}-",
        "receipt_hash": receipt.fingerprint(office.receipt_key, code),
        "filing_key_hash": hashlib.sha256(filing.filing_key.encode()).digest(),
        "filing_digest": digest(filing),
        "categories": [category.value for category in filing.categories],
        "files": _files(filing),
        "language": filing.language.value,
        "loss": filing.loss.value,
        "channel": "web",
        "severity": severity.value,
        "band": routing.band(severity).value,
        "next_due_on": due_on(
            ClockKind.DECIDE_ACCEPTANCE, now.astimezone(office.zone).date(), office.zone
        ),
        "next_due_kind": ClockKind.DECIDE_ACCEPTANCE.value,
        "now": now,
    }


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
            {name: getattr(file, name) for name in ("token", "name", "media_type", "size", "sha256")}
            for file in filing.attachments
        ]
    )


def digest(filing: Filing) -> bytes:
    """Return a hash of what was said, by which the same form with other words is told apart."""
    said = (*astuple(filing)[:-1], [file.sha256 for file in filing.attachments])
    return hashlib.sha256(repr(said).encode()).digest()
