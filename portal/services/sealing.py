"""Sealing: personal data are encrypted column by column under keys that can be rotated."""

from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken


class SealError(Exception):
    """Raised when a sealed value names an unknown key or has been tampered with."""


class Sealer:
    """Seals with the first key, opens with whichever key the value names."""

    def __init__(self, keys: Mapping[str, Fernet]) -> None:
        self.keys = keys
        self.newest = next(iter(keys))

    @classmethod
    def from_text(cls, text: str) -> "Sealer":
        """Return a sealer for ``NAME:KEY,NAME:KEY``, the newest key first."""
        pairs = (entry.strip().partition(":") for entry in text.split(","))
        return cls({name: Fernet(key) for name, _, key in pairs})

    @property
    def mark(self) -> bytes:
        """Return how every value begins that is sealed with the newest key."""
        return self.newest.encode() + b":"

    def seal(self, text: str) -> bytes | None:
        """Return *text* sealed, or None for nothing."""
        if not text:
            return None
        return self.mark + self.keys[self.newest].encrypt(text.encode())

    def open(self, sealed: bytes | None) -> str:
        """Return what was sealed, or nothing for None; raises SealError."""
        if sealed is None:
            return ""
        name, _, token = bytes(sealed).partition(b":")
        try:
            return self.keys[name.decode()].decrypt(token).decode()
        except (KeyError, InvalidToken) as error:
            raise SealError("a sealed value cannot be opened with the keys at hand") from error

    def stale(self, sealed: bytes | None) -> bool:
        """Tell whether *sealed* should be sealed anew under the newest key."""
        return sealed is not None and not bytes(sealed).startswith(self.mark)
