"""The documents of an outcome: which there are, to whom they go, and what each of them says.

A document is made of plain values, once; the page and the PDF are set from the same.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.domain.referral import Body
from portal.domain.severity import Measure
from portal.domain.text import Text

FACTS_MAX = 10_000
LEFT_OUT = "（名称从略）"
OF_EMPLOYMENT = frozenset({Body.APPOINTING_ORGAN, Body.EMPLOYER})
"""Bodies that are whoever appoints or employs the person."""


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

SAYS: Mapping[DocumentKind, frozenset[Measure]] = {
    DocumentKind.WARNING: frozenset({Measure.ADVICE, Measure.WARNING}),
    DocumentKind.APOLOGY: frozenset({Measure.ADMONITORY_EDUCATION, Measure.APOLOGY}),
    DocumentKind.DISCIPLINE: frozenset({Measure.DISCIPLINE}),
    DocumentKind.REFERRAL: frozenset({Measure.REFERRAL}),
}
"""Which measures a document about a person speaks of: those that concern whom it goes to."""

OF_ORGAN = frozenset({Measure.RECTIFY, Measure.PUBLISH})
"""Measures that the organ carries out, not a person."""

TO_OFFICIAL = frozenset({DocumentKind.WARNING, DocumentKind.APOLOGY})
"""Documents that the official complained about holds in hand."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause, or a reading of one, with its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One piece that goes with a referral: what, where from, taken when and by whom.

    *sha256* is that of a file, by which its receiver checks it; a thing has none.
    """

    name: str
    source: str
    taken_on: str
    taken_by: str = ""
    from_whom: str = ""
    sha256: str = ""


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
    if tells(text, secrets):
        raise NamesComplainantError


def tells(text: str, secrets: Iterable[str]) -> bool:
    """Tell whether *text* holds one of *secrets*, however spaced or cased."""
    plain = _plain(text)
    return any(_plain(secret) in plain for secret in secrets if len(_plain(secret)) > 1)


def silenced(piece: Listed, secrets: Iterable[str]) -> Listed:
    """Return *piece* without the words that would tell who complained; its hash stays [7.5]."""
    known = list(secrets)
    return replace(
        piece,
        name=LEFT_OUT if tells(piece.name, known) else piece.name,
        from_whom="" if tells(piece.from_whom, known) else piece.from_whom,
    )


def addressed(body: Body, employing: str) -> str:
    """Return how a document addresses *body*; one that depends on the organ is named after it.

    *employing* is the organ with whom the right to appoint or employ the person lies.
    """
    return f"{employing}（{body.text.zh}）" if body in OF_EMPLOYMENT else body.text.zh


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def in_chinese(day: date) -> str:
    """Return *day* as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
