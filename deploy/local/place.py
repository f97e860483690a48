"""Where everything local lives: the folder `var` of one checkout."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class NotOursError(Exception):
    """Somebody else uses the folder: another run, or another account."""


@dataclass(frozen=True)
class Place:
    """The files and folders under one `var`."""

    var: Path = ROOT / "var"

    @property
    def secrets(self) -> Path:
        """Keys and the demo password, made once."""
        return self.var / "secrets.env"

    @property
    def settings(self) -> Path:
        """What a command in the same checkout reads to reach the running services."""
        return self.var / "local.env"

    @property
    def mail(self) -> Path:
        """The Maildir of every letter sent."""
        return self.var / "mail"

    def make(self) -> None:
        """Make the folder for us alone; raises NotOursError when it is another account's."""
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.var.stat().st_uid != os.geteuid():
            raise NotOursError(
                f"{self.var} belongs to another account ({self.var.owner()}): "
                "run as that account, or remove the folder."
            )
        self.var.chmod(0o700)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder against a second run; raises NotOursError naming the first."""
        with (self.var / "run.lock").open("a+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise NotOursError(
                    f"Already running here as process {file.read().strip()}; stop that one first."
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
