"""The receipt code: 95 secret bits and a check character in Crockford's base 32."""

import hashlib
import hmac
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 19
GROUP = 4
TYPED_MAX = 200
"""No longer text is looked at: a code with something between its characters has under a hundred."""
LOOKALIKES = str.maketrans("OIL", "011", "一")
"""O, I and L are read as figures; a Chinese one is how a hyphen comes out of some keyboards."""
MEANT = ("L", "N")
"""Letters and numbers, by Unicode's general category."""
STROKES = "Lm"
"""What looks like a hyphen, and is counted as a letter: the long-vowel mark of Japanese."""


def make_code(key: bytes, filing_key: str) -> str:
    """Return the code of *filing_key*: the same each time, unguessable without *key*."""
    number = int.from_bytes(hmac.digest(key, filing_key.encode(), hashlib.sha256))
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in range(BODY_LENGTH))
    return grouped(body + check_character(body))


def normalise(text: str) -> str | None:
    """Return *text* as a canonical code, or None if it cannot be one.

    Case, width, the look-alikes O, I and L, and whatever is no letter or figure do not matter.
    """
    if len(text) > TYPED_MAX:
        return None
    code = bare(text).upper().translate(LOOKALIKES)
    well_formed = len(code) == BODY_LENGTH + 1 and set(code) <= set(ALPHABET)
    if not well_formed or check_character(code[:-1]) != code[-1]:
        return None
    return grouped(code)


def bare(text: str) -> str:
    """Return the letters and figures of *text*, in their plain form: no dashes, blanks, quotes."""
    plain = unicodedata.normalize("NFKC", text)
    kinds = ((sign, unicodedata.category(sign)) for sign in plain)
    return "".join(sign for sign, kind in kinds if kind.startswith(MEANT) and kind != STROKES)


def check_character(body: str) -> str:
    """Return the Luhn mod 32 check character of *body*."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 - place % 2)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def grouped(code: str) -> str:
    """Return *code* in groups of four, joined by hyphens."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def fingerprint(key: bytes, code: str) -> bytes:
    """Return the keyed hash under which a canonical *code* is stored and looked up."""
    return hmac.digest(key, b"receipt:" + code.encode(), hashlib.sha256)
