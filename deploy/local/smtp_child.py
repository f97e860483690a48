"""A local SMTP server as a process of its own."""

import contextlib
import socket
import sys
from pathlib import Path
from typing import ClassVar

from deploy.local.maildir import Maildir
from deploy.local.ports import HOST, free_port
from deploy.local.server import Server

GREETING = b"220"


class SmtpChild(Server):
    """One server over one Maildir: `host`, `port`, `maildir`, `letters()`."""

    module: ClassVar[str]

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self._letters = Maildir(folder)
        super().__init__(folder / "server.log")
        self.host = HOST
        self.port = port or free_port()
        self.maildir = folder

    def letters(self) -> list[Path]:
        """Return the files of all letters accepted, the oldest first."""
        return self._letters.letters()

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        given = ["--maildir", str(self.maildir.absolute()), "--port", str(self.port)]
        return [sys.executable, "-m", self.module, *given]

    def answers(self) -> bool:
        """Try once whether the server greets."""
        with contextlib.suppress(OSError), socket.create_connection((self.host, self.port), 1) as s:
            return s.recv(len(GREETING)) == GREETING
        return False
