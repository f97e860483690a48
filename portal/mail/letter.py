"""A letter as a value: complete, checked, and safe to put into headers."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from portal.domain.filing import Language
from portal.mail.cleaning import folded, mailbox, one_line, printable

SUBJECT_MAX = 200
SENDER_NAME_MAX = 100
FILE_NAME_MAX = 200
_NAME = re.compile(r"[a-z][a-z_]{0,39}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,120}@[A-Za-z0-9.-]{1,120}>")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,99}")
_UNSAFE_IN_NAMES = re.compile(r'[/\\:*?"<>|]')


class LetterError(ValueError):
    """Raised when a part of a letter could break the message; names the part, not its content."""


@dataclass(frozen=True)
class Enclosure:
    """A file sent along with a letter."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Neutralise the name; refuse a media type that is none."""
        _require(_MEDIA_TYPE, "media_type", self.media_type)
        _settle(self, "name", _file_name(self.name))


@dataclass(frozen=True)
class Letter:
    """One letter to one person; *references* names the letters before it in its thread.

    *sender_name* is what the office calls itself in the letter's language.
    Free text (subject, bodies, names) is neutralised, everything else that goes
    into a header is refused unless it has its exact form. What people wrote, and their address,
    stay out of ``repr`` and so out of logs.
    """

    name: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    message_id: str
    reference: str
    language: Language
    written_at: datetime
    references: tuple[str, ...] = ()
    reply_to: str | None = field(default=None, repr=False)
    sender_name: str = ""
    attachments: tuple[Enclosure, ...] = ()

    def __post_init__(self) -> None:
        """Check and neutralise; raise LetterError naming the first part that is not valid."""
        _require(_NAME, "name", self.name)
        _require(_REFERENCE, "reference", self.reference)
        for message_id in (self.message_id, *self.references):
            _require(_MESSAGE_ID, "message_id", message_id)
        if self.written_at.tzinfo is None:
            raise LetterError("written_at: expected a time with its zone")
        _settle(self, "language", Language(self.language))
        self._settle_addresses()
        self._settle_texts()

    def _settle_addresses(self) -> None:
        _settle(self, "to", _address("to", self.to))
        if self.reply_to is not None:
            _settle(self, "reply_to", _address("reply_to", self.reply_to))

    def _settle_texts(self) -> None:
        _settle(self, "subject", one_line(self.subject, SUBJECT_MAX))
        _settle(self, "sender_name", one_line(self.sender_name, SENDER_NAME_MAX))
        _settle(self, "text", folded(printable(self.text)))
        _settle(self, "html", printable(self.html))
        for part in ("subject", "text", "html"):
            if not getattr(self, part).strip():
                raise LetterError(f"{part}: empty")


def _require(form: re.Pattern[str], part: str, value: str) -> None:
    if not form.fullmatch(value):
        raise LetterError(f"{part}: not in its form")


def _address(part: str, value: str) -> str:
    try:
        return mailbox(value)
    except ValueError as error:
        raise LetterError(f"{part}: {error}") from None


def _file_name(name: str) -> str:
    """Return *name* as a plain file name that keeps its ending."""
    safe = one_line(_UNSAFE_IN_NAMES.sub("_", name), len(name) or 1).strip(". ")
    stem, dot, ending = safe.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 - no ending is longer
        stem, dot, ending = safe, "", ""
    return one_line(stem, FILE_NAME_MAX - len(dot + ending)) + dot + ending or "attachment"


def _settle(value: object, part: str, content: object) -> None:
    object.__setattr__(value, part, content)
