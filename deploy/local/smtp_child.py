"""A local SMTP server as a child process, for tests and for trying things out."""

import contextlib
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from deploy.local.child import ServerFailedError, end, spawn, tail
from deploy.local.maildir import Maildir
from deploy.local.ports import HOST, free_port

START_SECONDS = 15.0
ROOT = Path(__file__).parents[2]


class SmtpChild:
    """One server process over one Maildir: `host`, `port`, `maildir`, `letters()`."""

    module: ClassVar[str]

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self.host = HOST
        self.port = port or free_port()
        self.maildir = folder
        self.log = folder / "server.log"
        self._letters = Maildir(folder)
        self._process: subprocess.Popen[bytes] | None = None

    def letters(self) -> list[Path]:
        """Return the files of all letters accepted, the oldest first."""
        return self._letters.letters()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it greets; raises ServerFailedError."""
        given = ["--maildir", str(self.maildir.absolute()), "--port", str(self.port)]
        command = [sys.executable, "-m", self.module, *given]
        with self.log.open("wb") as log:
            self._process = spawn(command, output=log, cwd=ROOT)
        self._wait()

    def stop(self) -> None:
        """End the server; letters stay."""
        if self._process is not None:
            end(self._process, patience=3.0)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._greets():
            if self._process is None or self._process.poll() is not None:
                raise ServerFailedError(f"{self.module} did not start:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise ServerFailedError(f"{self.module} does not answer:\n{tail(self.log)}")
            time.sleep(0.02)

    def _greets(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection((self.host, self.port), 1) as s:
            return s.recv(3) == b"220"
        return False
