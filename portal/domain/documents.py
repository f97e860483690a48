"""The documents of an outcome: which there are, to whom they go, and what each of them says.

A document is made of plain values, once; the page and the PDF are set from the same.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.severity import Measure
from portal.domain.text import Text

FACTS_MAX = 10_000


class DocumentKind(StrEnum):
    """A document by what it is for."""

    WARNING = "warning"
    APOLOGY = "apology"
    DISCIPLINE = "discipline"
    REFERRAL = "referral"
    OUTCOME = "outcome"

    @property
    def text(self) -> Text:
        """Return the title of the document."""
        return KIND_TEXTS[self]

    @property
    def mark(self) -> str:
        """Return the word by which its number begins."""
        return MARKS[self]


KIND_TEXTS = {
    DocumentKind.WARNING: Text("告诫书", "Warning"),
    DocumentKind.APOLOGY: Text("责令道歉通知", "Order to apologise"),
    DocumentKind.DISCIPLINE: Text("处分建议书", "Proposal of discipline"),
    DocumentKind.REFERRAL: Text("移送函", "Letter of transfer"),
    DocumentKind.OUTCOME: Text("结果告知书", "Notice of the outcome"),
}
MARKS = {
    DocumentKind.WARNING: "告诫",
    DocumentKind.APOLOGY: "责歉",
    DocumentKind.DISCIPLINE: "建处",
    DocumentKind.REFERRAL: "移送",
    DocumentKind.OUTCOME: "告知",
}

FOR_MEASURE: Mapping[Measure, DocumentKind] = {
    Measure.WARNING: DocumentKind.WARNING,
    Measure.APOLOGY: DocumentKind.APOLOGY,
    Measure.DISCIPLINE: DocumentKind.DISCIPLINE,
    Measure.REFERRAL: DocumentKind.REFERRAL,
}
"""Which document a measure for a person calls for; the others call for none."""

TO_OFFICIAL = frozenset({DocumentKind.WARNING, DocumentKind.APOLOGY})
"""Documents that the official complained about holds in hand."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause, or a reading of one, with its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One file that goes with a referral, and the hash by which its receiver checks it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes into a document: plain values in Chinese, days of the office's zone.

    It rests on *clauses* of the opinion, *adopted* policy and other *law*, named apart. *who* is
    the person it is about, *reference* that of the complaint where the reader may know it.
    """

    kind: DocumentKind
    number: str
    office: str
    issued_on: date
    addressee: str
    organ: str
    who: str
    part: str
    facts: str
    clauses: tuple[Cited, ...]
    measures: tuple[str, ...]
    object_until: date
    due_on: date | None = None
    reference: str = ""
    evidence: tuple[Listed, ...] = ()
    adopted: tuple[Cited, ...] = ()
    law: tuple[str, ...] = ()


class NamesComplainantError(ValueError):
    """Raised when a document would tell who complained [7.5]."""


def require_silence(text: str, secrets: Iterable[str]) -> None:
    """Raise NamesComplainantError if *text* holds one of *secrets*, however spaced or cased."""
    plain = _plain(text)
    if any(_plain(secret) in plain for secret in secrets if len(_plain(secret)) > 1):
        raise NamesComplainantError


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def in_chinese(day: date) -> str:
    """Return *day* as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
