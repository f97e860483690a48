"""Delivery: a batch of letters over one connection, each letter's fate told apart.

A letter may arrive twice if the connection is lost after its content was offered: then it is
deferred, sent again, and recognisable by the same Message-ID.
"""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from portal.mail.cleaning import one_line
from portal.mail.handover import SERVICE_CLOSING, Stage
from portal.mail.letter import Letter
from portal.mail.message import LetterMessage
from portal.mail.transport import MailServer, MailSettings, SmtpConnection

WORDS_MAX = 300
LOSSES_MAX = 2
PERMANENT = 500
TOO_LARGE = 552
BAD_SEQUENCE = 503
# The server wants us to sign in or to encrypt: that concerns every letter, not this one.
NOT_SIGNED_IN = {530, 534, 535, 538}
_ADDRESS = re.compile(r"<?[^\s<>()\[\]\"',;:@]+@[^\s<>()\"',;@]+>?")


class DeliveryError(Exception):
    """Raised when a letter was not handed over; *words* are the server's, addresses taken out."""

    def __init__(self, words: str, code: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.code = code


class MailUnreachableError(DeliveryError):
    """Raised when the server takes no letter at all: put the batch back, count no attempt."""


class LetterDeferredError(DeliveryError):
    """Raised when the server may take this letter later: count the attempt, try again."""


class LetterRefusedError(DeliveryError):
    """Raised when the server will never take this letter: park it with the server's words."""


class Carrier:
    """Delivers letters over one connection, which it re-opens when it breaks."""

    def __init__(self, connection: SmtpConnection, server: MailServer) -> None:
        self._connection = connection
        self._server = server
        self._losses = 0

    def deliver(self, letter: Letter) -> str:
        """Hand *letter* to the server and return its words of acceptance.

        Raises MailUnreachableError, LetterDeferredError or LetterRefusedError; after any of them
        the next letter can be delivered.
        """
        if self._losses >= LOSSES_MAX:
            raise MailUnreachableError("the server keeps breaking off while it is given letters")
        try:
            accepted = self._send(LetterMessage(letter, self._server.sender))
        except (smtplib.SMTPException, OSError) as error:
            failure = self._judge(error)
            self._recover(error)
            raise failure from None  # the error itself names the address, and would be logged
        self._losses = 0
        return accepted

    def _send(self, message: LetterMessage) -> str:
        """Send *message*; when a used connection has gone stale, once more over a new one."""
        used = self._connection.num_emails > 0
        try:
            return self._connection.send(message)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPSenderRefused, OSError):
            if not used or self._connection.stage is Stage.CONTENT:
                raise
        self._connection.close()
        return self._connection.send(message)

    def _judge(self, error: Exception) -> DeliveryError:
        """Tell what *error* means for the letter and for the batch."""
        code, words = _answer(error)
        if code in NOT_SIGNED_IN:
            return MailUnreachableError(words, code)
        if isinstance(error, smtplib.SMTPSenderRefused):
            large = code == TOO_LARGE
            return (LetterRefusedError if large else MailUnreachableError)(words, code)
        if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
            final = code is not None and code >= PERMANENT and code != BAD_SEQUENCE
            return (LetterRefusedError if final else LetterDeferredError)(words, code)
        early = self._connection.stage <= Stage.SENDER
        return (MailUnreachableError if early else LetterDeferredError)(words, code)

    def _recover(self, error: Exception) -> None:
        """Make ready for the next letter; a connection in doubt is closed, not used again."""
        code, _ = _answer(error)
        if code is None or code in {SERVICE_CLOSING, BAD_SEQUENCE}:
            self._losses += self._connection.stage > Stage.SENDER
            self._connection.close()
        else:
            self._connection.forget_letter()


class Post:
    """The way out for letters."""

    def __init__(self, settings: MailSettings) -> None:
        self._server = MailServer(settings)

    @contextmanager
    def open(self) -> Iterator[Carrier]:
        """Connect, and carry any number of letters; raise MailUnreachableError if we cannot."""
        connection = self._server.connect()
        try:
            connection.__enter__()
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            code, words = _answer(error)
            raise MailUnreachableError(words, code) from error
        try:
            yield Carrier(connection, self._server)
        finally:
            connection.__exit__(None, None, None)


def _answer(error: Exception) -> tuple[int | None, str]:
    """Return the server's code and words, or None and what went wrong on the way."""
    words: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return None, _presentable(f"{type(error).__name__}: {error}")
    return code, _presentable(f"{code} {_decoded(words)}")


def _decoded(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _presentable(words: str) -> str:
    """Return *words* as one line without addresses: they are shown, the address is sealed."""
    return one_line(_ADDRESS.sub("<address>", words), WORDS_MAX)
