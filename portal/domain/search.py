"""What the office searches by: signs and pairs of Chinese, beginnings of words and numbers.

Chinese has no blanks between its words, so a run of it is found by each of its signs and pairs of
neighbours, and a longer piece by all its pairs; a word or a number is found by its beginning.
Whether the pieces stand together is read from the folded text itself, so that nothing is found
that is not there, and nothing missed. Half and full width, cases, accents and the two scripts of
Chinese are one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from zlib import crc32

from portal.domain.search_signs import FOLDING, HAN, variants

SEGMENT = 8_192
"""So many complaints, by id, share the salt of their keys: none stands for more than these."""
PREFIX_MAX = 6
"""The beginning of a word by which it is looked up; the rest is compared."""
QUERY_MAX = 100
TERMS_MAX = 8
SALT = 2_654_435_761
KEY_END = 2**32

RUNS = re.compile(f"[0-9]+|[{HAN}]+|[^\\s0-9{HAN}]+")
IS_HAN = re.compile(f"[{HAN}]")


def runs(text: str) -> list[str]:
    """Return the runs of Chinese, of letters and of digits in *text*, folded, in their order."""
    return RUNS.findall(text.translate(FOLDING))


def fold(text: str) -> str:
    """Return *text* as it is compared: its runs, with one blank before, between and after."""
    return f" {' '.join(runs(text))} "


def search_tokens(text: str) -> frozenset[str]:
    """Return everything by which *text* can be found."""
    return frozenset(token for run in set(runs(text)) for token in _tokens(run))


def _tokens(run: str) -> Iterator[str]:
    if IS_HAN.match(run):
        yield from run
        yield from map("".join, pairwise(run))
    else:
        yield from (run[:length] for length in range(1, min(len(run), PREFIX_MAX) + 1))


def segment_of(complaint_id: int) -> int:
    """Return the segment that a complaint belongs to."""
    return complaint_id // SEGMENT


def key_of(token: str, segment: int) -> int:
    """Return the number, as four signed bytes hold it, that stands for *token* in a segment."""
    mixed = crc32(token.encode()) ^ (segment * SALT % KEY_END)
    return mixed - KEY_END if mixed >= KEY_END // 2 else mixed


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Sought:
    """What is looked for: *terms* which must all be there, each a row of folded runs."""

    terms: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> "Sought":
        """Return what *text* asks for: words parted by blanks, each to be found as it stands."""
        words = [tuple(runs(word)) for word in text[:QUERY_MAX].split()]
        return cls(tuple(dict.fromkeys(word for word in words if word))[:TERMS_MAX])

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.terms)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Return the tokens that whatever is found must have."""
        return frozenset(token for term in self.terms for run in term for token in _needed(run))

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """Return what the folded text must contain."""
        return tuple(("" if IS_HAN.match(term[0]) else " ") + " ".join(term) for term in self.terms)

    def found_in(self, folded: str) -> bool:
        """Tell whether a folded text holds everything that is looked for."""
        return all(pattern in folded for pattern in self.patterns)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Return how the terms may be written in a text that is not folded."""
        return re.compile("|".join(_written(term) for term in self.terms) or r"(?!)")

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return *text* in pieces, those that were looked for marked."""
        found, end = [], 0
        for match in self.expression.finditer(text):
            found += [Piece(text[end : match.start()], hit=False), Piece(match[0], hit=True)]
            end = match.end()
        return tuple(piece for piece in (*found, Piece(text[end:], hit=False)) if piece.text)

    def excerpt(self, text: str, *, around: int = 30) -> str:
        """Return what stands around the first place in *text*, or nothing if there is none."""
        match = self.expression.search(text)
        if match is None:
            return ""
        first, last = max(0, match.start() - around), match.end() + around
        head, tail = "…" if first else "", "…" if last < len(text) else ""
        return f"{head}{' '.join(text[first:last].split())}{tail}"


def _needed(run: str) -> Iterator[str]:
    """Yield the fewest tokens that say most of *run*."""
    if not IS_HAN.match(run):
        yield run[:PREFIX_MAX]
    elif len(run) == 1:
        yield run
    else:
        yield from map("".join, pairwise(run))


def _written(term: tuple[str, ...]) -> str:
    joined = r"[\W_]*".join("".join(f"[{variants(sign)}]" for sign in run) for run in term)
    return joined if IS_HAN.match(term[0]) else f"(?<!{_same_kind(term[0])}){joined}"


def _same_kind(run: str) -> str:
    """Return the signs that would make *run* the middle of a longer one."""
    return r"\d" if run.isdecimal() else f"[^\\W\\d_{HAN}]"
