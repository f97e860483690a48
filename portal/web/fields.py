"""Fields that keep what was typed: cleaned of what no page, letter or table can hold, not more."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, StringField, TextAreaField
from wtforms.validators import StopValidation

Check = Callable[[Form, Field], None]

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What PostgreSQL or UTF-8 cannot hold: NUL and lone surrogates."""
BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Marks that make a name read otherwise than it is written."""
SPACES = " \u3000"
"""What the space bar types, in either width; other blanks were meant."""
DAY = re.compile(r"(\d{4})[-/.年 ]?(\d{1,2})[-/.月 ]?(\d{1,2})[日号]?", re.ASCII)
AMOUNT = re.compile(r"(\d{1,12})(\.\d{1,2})?", re.ASCII)
NO_PLACES = ("No", "Nl")
"""Numbers that no place-value figure is: raised, circled, fractions, Roman."""
INKLESS = ("Z", "Cc", "Cf", "Cs", "M")
"""What leaves no ink by itself: blanks, controls, zero-width signs, marks without a letter."""
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""
TEN_THOUSAND = 10_000
AMOUNT_END = Decimal(10) ** 12
"""What the column of amounts no longer holds."""


class Nameless(str):
    """A message that may stand at several fields: a summary says first which is meant."""

    __slots__ = ()
    nameless = True


class LineField(StringField):
    """One line of text: breaks and control characters become one space, the ends are trimmed.

    What nobody could see was not typed.
    """

    data: str

    def process_data(self, value: str | None) -> None:
        """Start with *value*, which stands when the form says nothing."""
        self.data = value or ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the first text sent."""
        if valuelist:
            line = one_line(valuelist[0])
            self.data = line if legible(line) else ""


class LinesField(TextAreaField):
    """Many lines of text, kept to the letter: only line ends are made alike."""

    data: str

    def process_data(self, value: str | None) -> None:
        """Start with *value*, which stands when the form says nothing."""
        self.data = value or ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the first text sent."""
        if valuelist:
            self.data = many_lines(valuelist[0])


class CodesField(Field):
    """Several codes out of a list; unknown ones are kept, for a check to name them."""

    data: list[str]

    def process_data(self, value: Sequence[str] | None) -> None:
        """Start with *value*."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take every code sent, once."""
        self.data = list(dict.fromkeys(one_line(code) for code in valuelist))


def one_line(text: str) -> str:
    """Return *text* on one line, without the spaces around it."""
    return REORDERING.sub("", BREAKS.sub(" ", text)).strip(SPACES)


def many_lines(text: str) -> str:
    """Return *text* with line feeds at its line ends."""
    return UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def legible(text: str) -> bool:
    """Tell whether there is anything in *text* that can be seen."""
    return any(
        sign not in FILLERS and not unicodedata.category(sign).startswith(INKLESS) for sign in text
    )


def needed(message: object) -> Check:
    """Return the check that there is something, and that it can be seen."""

    def check(_form: Form, field: Field) -> None:
        if not legible(str(field.data or "")):
            raise StopValidation(str(message))

    return check


def at_most(limit: int) -> Check:
    """Return the check that a text has no more than *limit* characters."""

    def check(_form: Form, field: Field) -> None:
        if len(field.data or "") > limit:
            raise StopValidation(
                Nameless(str(TOO_LONG) % {"count": len(field.data), "limit": limit})
            )

    return check


def one_of(codes: type[StrEnum], message: object) -> Check:
    """Return the check that a field's code, or each of its codes, is one of *codes*."""
    known = frozenset(codes)

    def check(_form: Form, field: Field) -> None:
        given = field.data if isinstance(field.data, list) else [field.data or ""]
        if not known.issuperset(given):
            raise StopValidation(str(message))

    return check


def read_day(text: str) -> date | None:
    """Return the day that *text* names the Chinese or the ISO way, or None."""
    match = DAY.fullmatch(in_figures(text).strip())
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def in_figures(text: str) -> str:
    """Return *text* in its plain form, full-width figures as figures; 1² stays what it is."""
    return "".join(
        sign if unicodedata.category(sign) in NO_PLACES else unicodedata.normalize("NFKC", sign)
        for sign in text
    )


def read_amount(text: str) -> Decimal | None:
    """Return the yuan that *text* names, as 12,000.50 or 1.2万, or None."""
    plain = re.sub(r"[\s,,¥元]", "", in_figures(text))
    number = plain.removesuffix("万")
    if not AMOUNT.fullmatch(number):
        return None
    amount = Decimal(number) * (TEN_THOUSAND if number != plain else 1)
    return amount if amount < AMOUNT_END else None


TOO_LONG = _l("You wrote %(count)d characters; there is room for %(limit)d")
