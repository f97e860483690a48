"""The Maildir in which the local mail servers put every letter they accept."""

import itertools
import os
import time
from collections.abc import Iterable
from pathlib import Path

KEEP = 20_000  # letters; the oldest go first
PRUNE_EVERY = 500  # letters between two looks at the number kept


class Maildir:
    """A folder of letters, the oldest name first, that never grows beyond `keep` letters."""

    def __init__(self, folder: Path, *, keep: int = KEEP) -> None:
        self.folder = folder
        self._keep = keep
        self._count = itertools.count(1)
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)

    def add(self, letter: bytes, envelope: Iterable[tuple[str, str]]) -> None:
        """Store one letter with the header lines of its envelope in front."""
        number = next(self._count)
        name = f"{time.time_ns():020d}.{os.getpid()}_{number}.local"
        written = self.folder / "tmp" / name
        written.write_bytes(_lines(envelope) + letter)
        written.rename(self.folder / "new" / name)
        if number % PRUNE_EVERY == 0:
            self._prune()

    def letters(self) -> list[Path]:
        """Return the files of all letters, the oldest first."""
        found = [path for part in ("new", "cur") for path in (self.folder / part).iterdir()]
        return sorted(found, key=lambda path: path.name)

    def _prune(self) -> None:
        for path in self.letters()[: -self._keep]:
            path.unlink(missing_ok=True)


def _lines(envelope: Iterable[tuple[str, str]]) -> bytes:
    text = "".join(f"{name}: {value}\r\n" for name, value in envelope)
    return text.encode("utf-8", "surrogateescape")
