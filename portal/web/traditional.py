"""Simplified Chinese in Traditional characters, by generated tables.

The labels of the code are in one table, whole. What is put together when it is said (a day line
with its holiday, a heading with a number) is not: there the pieces that are known go by the table,
and what lies between them sign by sign.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[1] / "translations"
TEXTS = TRANSLATIONS / "traditional.json"
SIGNS = TRANSLATIONS / "signs.json"
REMEMBERED = 4_096


def in_traditional(words: str) -> str:
    """Return *words* in Traditional characters."""
    known = texts().get(words)
    return pieced(words) if known is None else known


@lru_cache(REMEMBERED)
def pieced(words: str) -> str:
    """Return *words*, which no table has whole, piece by piece."""
    parts = pieces().split(words)
    return "".join(
        texts()[part] if place % 2 else part.translate(signs()) for place, part in enumerate(parts)
    )


@cache
def texts() -> Mapping[str, str]:
    """Return the table of labels; those that look alike in both scripts are not in it."""
    table: dict[str, str] = json.loads(TEXTS.read_text(encoding="utf-8"))
    return table


@cache
def signs() -> Mapping[int, int]:
    """Return the table of single signs, to translate with."""
    table: dict[str, str] = json.loads(SIGNS.read_text(encoding="utf-8"))
    return str.maketrans(table["simplified"], table["traditional"])


@cache
def pieces() -> re.Pattern[str]:
    """Return what finds the labels that would come out wrong sign by sign, the longest first."""
    wrong = [text for text, right in texts().items() if text.translate(signs()) != right]
    longest = sorted(wrong, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, longest))})")
