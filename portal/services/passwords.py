"""Passwords: hashed with Argon2id, few at a time, so that a rush cannot exhaust the machine."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LENGTH_MIN = 12
LENGTH_MAX = 200
AT_ONCE = 2
"""How many hashes one process computes at a time; each takes 64 MiB."""
WAIT_SECONDS = 8
DECOY = (
    "$argon2id$v=19$m=65536,t=3,p=4$mltWbhPUOMB+6lpaVoHsbg$"
    "XvnK+l19eAuh6uUcIufDu2vYx4ZdtKSGBlPfOs40NX8"
)
"""What is verified when there is nothing to verify, so that both take the same time."""

hasher = PasswordHasher()
slots = BoundedSemaphore(AT_ONCE)


class TooBusyError(Exception):
    """Raised when no slot became free within WAIT_SECONDS."""


class WeakPasswordError(ValueError):
    """Raised for a new password shorter than LENGTH_MIN or longer than LENGTH_MAX."""


def hash_password(password: str) -> str:
    """Return the hash to store; raises WeakPasswordError, TooBusyError."""
    if not LENGTH_MIN <= len(password) <= LENGTH_MAX:
        raise WeakPasswordError(f"a password has {LENGTH_MIN} to {LENGTH_MAX} characters")
    with slot():
        return hasher.hash(octets(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Tell whether *password* is the one *stored*; without one it takes as long to say no.

    Raises TooBusyError.
    """
    with slot():
        try:
            return hasher.verify(stored or DECOY, octets(password[:LENGTH_MAX])) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def outdated(stored: str) -> bool:
    """Tell whether *stored* was made with weaker parameters than a new hash would be."""
    return hasher.check_needs_rehash(stored)


def octets(password: str) -> bytes:
    """Return the bytes of *password*, alike however its characters were composed."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


@contextmanager
def slot() -> Iterator[None]:
    """Hold one of the AT_ONCE slots; raises TooBusyError."""
    if not slots.acquire(timeout=WAIT_SECONDS):
        raise TooBusyError
    try:
        yield
    finally:
        slots.release()
