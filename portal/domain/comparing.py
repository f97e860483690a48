"""Comparing what two complaints say: how much is in common, and which words that is.

Widths, cases and scripts make no difference. Whatever is compared is what the complainant wrote.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, pairwise
from typing import NamedTuple

from portal.domain.cluster import ALIKE, AROUND, NEAREST, SUGGESTED_MAX, likeness, shingles
from portal.domain.search import IS_HAN, RUNS, Piece
from portal.domain.search_signs import FOLDING

MARKED_MIN = 3
"""So many Chinese signs on end, at least, are marked as common: every text has pairs in common."""


class Said(NamedTuple):
    """What one complaint says, by its id, in pieces as they are compared."""

    id: int
    filed_at: datetime
    pieces: frozenset[str]


class Match(NamedTuple):
    """One complaint, an earlier one, and how much they have in common, of a hundred."""

    id: int
    other_id: int
    percent: int


def text_of(subject: str, facts: str) -> str:
    """Return what of a complaint is compared."""
    return f"{subject}\n{facts}"


def percent(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much of both is in common, of a hundred."""
    return round(100 * likeness(one, other))


def matches(said: list[Said], first: int) -> Iterator[Match]:
    """Yield what those of *said* from the id *first* on have in common with those before them.

    *said* is about one organ and in the order of ids. So many are compared with each, however many
    there are, and the most alike are kept.
    """
    for at, new in enumerate(said):
        if new.id >= first:
            near = [
                _match(new, old) for old in said[max(0, at - NEAREST) : at] if _around(new, old)
            ]
            alike = [each for each in near if each.percent >= 100 * ALIKE]
            yield from sorted(alike, key=lambda each: -each.percent)[:SUGGESTED_MAX]


def _around(new: Said, old: Said) -> bool:
    return abs(new.filed_at - old.filed_at) <= AROUND


def _match(new: Said, old: Said) -> Match:
    return Match(new.id, old.id, percent(new.pieces, old.pieces))


def marked(text: str, other: str) -> tuple[Piece, ...]:
    """Return *text* in pieces, those marked that *other* says too."""
    signs = [(sign, at) for at, each in enumerate(text) for sign in FOLDING[ord(each)]]
    common = shingles(text) & shingles(other)
    hits: set[int] = set()
    for run in RUNS.finditer("".join(sign for sign, _ in signs)):
        for first, end in _stretches(run[0], common):
            hits.update(at for _, at in signs[run.start() + first : run.start() + end])
    parts = groupby(enumerate(text), key=lambda each: each[0] in hits)
    return tuple(Piece("".join(sign for _, sign in part), hit) for hit, part in parts)


def _stretches(run: str, common: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where in a *run* of Chinese, letters or digits something common begins and ends."""
    if not IS_HAN.match(run):
        yield from [(0, len(run))] if run in common else []
        return
    pairs = enumerate("".join(pair) in common for pair in pairwise(run))
    for hit, part in groupby(pairs, key=lambda each: each[1]):
        places = [at for at, _ in part]
        if hit and len(places) >= MARKED_MIN - 1:
            yield places[0], places[-1] + 2
