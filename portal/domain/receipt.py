"""The receipt code: 95 secret bits and a check character in Crockford's base 32."""

import hashlib
import hmac

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY_LENGTH = 19
GROUP = 4
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def make_code(key: bytes, filing_key: str) -> str:
    """Return the code of *filing_key*: the same each time, unguessable without *key*."""
    number = int.from_bytes(hmac.digest(key, filing_key.encode(), hashlib.sha256))
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in range(BODY_LENGTH))
    return grouped(body + check_character(body))


def normalise(text: str) -> str | None:
    """Return *text* as a canonical code, or None if it cannot be one.

    Case, hyphens, spaces and the look-alikes O, I and L do not matter.
    """
    code = text.strip().upper().translate(LOOKALIKES)
    well_formed = len(code) == BODY_LENGTH + 1 and set(code) <= set(ALPHABET)
    if not well_formed or check_character(code[:-1]) != code[-1]:
        return None
    return grouped(code)


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
