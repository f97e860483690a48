"""Sending one owed letter: gather, compose, hand over, note that it went."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from portal.jobs.claims import Claimed
from portal.jobs.queues import settings
from portal.mail.compose import LETTERS
from portal.mail.delivery import Carrier, LetterRefusedError, MailUnreachableError, Post
from portal.mail.facts import MissingFactError
from portal.mail.gathering import Order, Sheet, gather, sheets_of
from portal.mail.letter import Letter, LetterError
from portal.mail.message import message_id
from portal.mail.transport import MailSettings
from portal.services import outbox
from portal.services.office import Office
from portal.settings import Settings

UnreachableError = MailUnreachableError
PermanentError = (LetterRefusedError, LetterError, MissingFactError)


LETTER = "letter"
LOG = """
INSERT INTO letter_log (complaint_id, outbox_id, letter, message_id, recipient, sent_at)
VALUES (%(complaint_id)s, %(outbox_id)s, %(letter)s, %(message_id)s, %(recipient)s, %(sent_at)s)
"""


Sheets = Mapping[int, Sheet]
"""What letters tell of complaints, by complaint; each as of the version that it names."""


@dataclass
class Tools:
    """What the reactions of one drain share: the office, and one mail connection.

    *sheets* are those of the complaints that the letters of the batch at hand are about.
    """

    office: Office
    post: Post
    stack: ExitStack
    carrier_opened: Carrier | None = field(default=None)
    sheets: Sheets = field(default_factory=dict)

    def carrier(self) -> Carrier:
        """Return the drain's mail connection, opened when the first letter needs it."""
        if self.carrier_opened is None:
            self.carrier_opened = self.stack.enter_context(self.post.open())
        return self.carrier_opened


@contextmanager
def tools() -> Iterator[Tools]:
    """Lay out the tools for one drain, and close what it opened."""
    with ExitStack() as stack:
        yield Tools(current_app.extensions["office"], Post(mail_settings(settings())), stack)


def mail_settings(values: Settings) -> MailSettings:
    """Return what the mail transport needs to know."""
    return MailSettings(
        server=values.mail_server,
        port=values.mail_port,
        username=values.mail_username,
        password=values.mail_password.get_secret_value(),
        use_tls=values.mail_use_tls,
        use_ssl=values.mail_use_ssl,
        sender=values.mail_sender,
        timeout=values.mail_timeout,
    )


def read_ahead(session: Session, rows: Sequence[Claimed]) -> Sheets:
    """Return the sheets of the complaints that the letters among *rows* are about."""
    owed = {row.complaint_id for row in rows if row.kind == LETTER}
    return sheets_of(session, owed) if len(owed) > 1 else {}


def _still_true(row: Claimed, sheets: Sheets) -> Sheet | None:
    """Return the sheet read ahead for *row*, unless the complaint has changed since."""
    sheet = sheets.get(row.complaint_id)
    return sheet if sheet is not None and sheet.version == row.version else None


def send_letter(session: Session, row: Claimed, at_hand: Tools, now: datetime) -> None:
    """Send the letter that *row* owes; one that need not go is done without sending."""
    order = _order(row, at_hand.office)
    sheet = _still_true(row, at_hand.sheets)
    facts = gather(session, order, office=at_hand.office, now=now, sheet=sheet)
    if order.letter == "outcome":
        outbox.owe_closing(session, row.complaint_id, now=now)
    if facts is not None:
        _send(session, row, order, at_hand, LETTERS[order.letter](facts))


def _send(session: Session, row: Claimed, order: Order, at_hand: Tools, letter: Letter) -> None:
    """Note that *letter* goes out, then hand it over: the last thing a reaction does."""
    values = {
        "complaint_id": row.complaint_id,
        "outbox_id": row.id,
        "letter": order.letter,
        "message_id": order.message_id,
        "recipient": order.recipient.value,
        "sent_at": letter.written_at,
    }
    session.flush()  # whatever the database refuses must show before the letter is out
    session.connection().exec_driver_sql(LOG, values)
    at_hand.carrier().deliver(letter)


def _order(row: Claimed, office: Office) -> Order:
    domain = settings().mail_sender.rpartition("@")[2].rstrip(">")
    return Order(
        letter=row.payload["letter"],
        complaint_id=row.complaint_id,
        message_id=message_id(domain, row.id, office.receipt_key),
        staff_id=row.payload.get("staff_id"),
        enquiry_id=row.payload.get("enquiry_id"),
        clock_id=row.payload.get("clock_id"),
        measure_id=row.payload.get("measure_id"),
        news=row.payload.get("news", ""),
        said_id=row.payload.get("said_id"),
        dispatch_id=row.payload.get("dispatch_id"),
    )
