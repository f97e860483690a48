"""Whose turn it is: one person filing a hundred a day slows only that person.

What is owed after a filing is taken the later by a minute for each that the same person filed
before on that day, as far as TURNS_MAX. Nothing is refused, and no clock of a complaint starts
later for it.

Of who leaves neither address nor number little may be known [7.4]: for a day the browser keeps a
random token of its own, and what is written tells whether it was written before, almost the same.
So somebody else who leaves nothing either is not put behind by a flood.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from struct import Struct

from portal.domain.cluster import COMPARED_MAX, shingles
from portal.domain.filing import Filing

TURNS_MAX = 60
"""So many turns, each a minute, somebody is put behind others at most."""
NOT_DIGITS = re.compile(r"\D+")
NATIONAL = 11
"""So many figures at the end of a telephone number tell it from others."""

BANDS, ROWS = 4, 4
"""Texts with 0.9 of their pieces in common share a band in 98 of 100 cases, with 0.2 in 1."""
TELLING = 20
"""Of fewer pieces than these, two people may well write the same."""
SPREAD = Struct(f">{BANDS * ROWS}I")


def filers(filing: Filing, token: str = "") -> tuple[str, ...]:
    """Return what stands for whoever files: the address or number, never where they sit.

    Of who leaves neither it is the *token* of the browser, if there is one, and the text.
    """
    local, _, domain = filing.identity.email.strip().casefold().rpartition("@")
    digits = NOT_DIGITS.sub("", filing.identity.phone)[-NATIONAL:]
    if domain:
        return (f"email:{local.partition('+')[0]}@{domain}",)
    if digits:
        return (f"phone:{digits}",)
    own = (f"token:{token}",) if token else ()
    return (*own, *(f"text:{filing.organ_code}:{band}" for band in _bands(filing)))


def _bands(filing: Filing) -> Iterator[str]:
    """Yield marks of the text, some of which almost the same text has too (MinHash)."""
    pieces = shingles(f"{filing.subject} {filing.facts}"[:COMPARED_MAX])
    if len(pieces) >= TELLING:
        least = _least(pieces)
        for band in range(BANDS):
            yield f"{band}:{least[band * ROWS : (band + 1) * ROWS]}"


def _least(pieces: Iterable[str]) -> tuple[int, ...]:
    """Return the least of the pieces' hashes, by each of BANDS times ROWS functions."""
    hashes = (blake2b(piece.encode(), digest_size=SPREAD.size).digest() for piece in pieces)
    return tuple(map(min, zip(*map(SPREAD.unpack, hashes), strict=True)))
