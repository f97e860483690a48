"""What could tell an organ who complained: words taken from the complaint, names, numbers [7.5]."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from portal.domain.filing import Identity

RUN, LATIN_RUN = 12, 40
"""How many signs on end are nobody's chance choice of words: in Chinese, and in Latin letters."""
HAN_LEAST = 6
PHONE_LEAST = 7
NAME_LEAST = 2

HAN = re.compile("[\u3400-\u9fff]")
SIGNS = re.compile(r"[\W_]+")
NOT_DIGITS = re.compile(r"\D+")
TELLING = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII),
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)", re.ASCII),
    re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)", re.ASCII),
)
"""Addresses, identity numbers, mobile and other telephone numbers, whosever they are."""


def plain(words: str) -> str:
    """Return *words* without spaces, signs and differences of width or case."""
    return SIGNS.sub("", unicodedata.normalize("NFKC", words)).casefold()


def copied(words: str, sources: Iterable[str], spared: Iterable[str] = ()) -> str:
    """Return the first long stretch of *words* that stands in one of *sources*; else nothing.

    The *spared* may be written as they are: names of the organ, of a place.
    """
    pieces = [plain(source) for source in sources]
    for name in filter(None, map(plain, spared)):
        pieces = [part for piece in pieces for part in piece.split(name)]
    mine = plain(words)
    for length in (RUN, LATIN_RUN):
        known = {window for piece in pieces for window in _windows(piece, length)}
        for start, window in enumerate(_windows(mine, length)):
            if window in known and _telling(window):
                return _grown(mine, start, length, pieces)
    return ""


def _windows(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(len(text) - length + 1))


def _telling(window: str) -> bool:
    return len(window) >= LATIN_RUN or len(HAN.findall(window)) >= HAN_LEAST


def _grown(text: str, start: int, length: int, pieces: list[str]) -> str:
    """Return the stretch that begins at *start*, as long as it goes on in one of *pieces*."""
    end = start + length
    while end < len(text) and any(text[start : end + 1] in piece for piece in pieces):
        end += 1
    return text[start:end]


def traces(words: str, who: Identity) -> tuple[str, ...]:
    """Return what in *words* could tell who complained, each once: theirs, or of that shape."""
    shaped = [found for shape in TELLING for found in shape.findall(words)]
    return tuple(dict.fromkeys([*_own(words, who), *shaped]))


def _own(words: str, who: Identity) -> Iterator[str]:
    name, email = plain(who.name), plain(who.email)
    digits = NOT_DIGITS.sub("", who.phone)
    text = plain(words)
    if len(name) >= NAME_LEAST and name in text:
        yield who.name
    if email and email in text:
        yield who.email
    if len(digits) >= PHONE_LEAST and digits in NOT_DIGITS.sub("", words):
        yield who.phone
