"""Signs that are one to whoever searches: widths, cases, accents, Simplified and Traditional."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

SIGNS = Path(__file__).parents[1] / "translations" / "signs.json"
HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNSEEN = ("M", "Cf")
"""Accents, and marks without ink: they part nothing."""


def _simplified() -> dict[str, str]:
    table = json.loads(SIGNS.read_text(encoding="utf-8"))
    return dict(zip(table["traditional"], table["simplified"], strict=True))


SIMPLIFIED = _simplified()
TRADITIONAL = {simplified: traditional for traditional, simplified in SIMPLIFIED.items()}
WIDER = 0xFEE0
"""From a sign of ASCII to its full-width form."""


class Folding(dict[int, str]):
    """What each sign is folded to, worked out when it is first met; as str.translate takes it."""

    def __missing__(self, code: int) -> str:
        """Return what the sign of that *code* is folded to: letters, digits, Chinese or a blank."""
        plain = unicodedata.normalize("NFKD", chr(code)).casefold()
        self[code] = "".join(map(_folded, unicodedata.normalize("NFKD", plain)))
        return self[code]


def _folded(sign: str) -> str:
    if unicodedata.category(sign).startswith(UNSEEN):
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return SIMPLIFIED.get(sign, sign) if sign.isalnum() or sign in "々〇" else " "


FOLDING = Folding()


@cache
def variants(folded: str) -> str:
    """Return the usual ways of writing a *folded* sign, as the inside of a character class."""
    plain = {folded, folded.upper(), *TRADITIONAL.get(folded, "")}
    wide = {chr(ord(sign) + WIDER) for sign in plain if sign.isascii()}
    return re.escape("".join(sorted(sign for sign in plain | wide if len(sign) == 1)))
