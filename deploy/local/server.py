"""What the local servers have in common: start, wait for an answer, end."""

import signal
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from deploy.local.child import OURSELVES, Account, ServerFailedError, end, spawn, tail

LOOK_SECONDS = 0.02
ROOT = Path(__file__).resolve().parents[2]


class Server(ABC):
    """A server of our own, as a process: a context manager."""

    name: ClassVar[str]
    vital: ClassVar[bool] = False
    farewell: ClassVar[signal.Signals] = signal.SIGTERM
    start_seconds: ClassVar[float] = 30.0

    def __init__(self, log: Path, *, account: Account = OURSELVES, cwd: Path = ROOT) -> None:
        self.log = log
        self._cwd = cwd
        self._account = account
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Try once whether the server does its work."""

    @property
    def pid(self) -> int:
        """The server's process id; raises ServerFailedError when it was not started."""
        if self._process is None:
            raise ServerFailedError(f"{self.name} is not running")
        return self._process.pid

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
        """Start the server and wait until it answers; raises ServerFailedError."""
        try:
            self._process = self.spawn(self.command())
            self._wait()
        except BaseException:
            self.stop()
            raise

    def spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a command as the server's account, what it says going to the log."""
        with self.log.open("ab") as log:
            log.truncate(0)
            return spawn(
                command, farewell=self.farewell, account=self._account, output=log, cwd=self._cwd
            )

    def ended(self) -> int | None:
        """Return the exit status when the server has ended by itself."""
        return None if self._process is None else self._process.poll()

    def running(self) -> bool:
        """Tell whether the server was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def ask_to_end(self) -> None:
        """Ask the server to end, without waiting."""
        if self._process is not None and self.running():
            self._process.send_signal(self.farewell)

    def stop(self) -> None:
        """End the server; its data stay."""
        if self._process is not None:
            end(self._process, farewell=self.farewell)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + self.start_seconds
        while not self.answers():
            if self.ended() is not None:
                raise ServerFailedError(f"{self.name} did not start:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise ServerFailedError(f"{self.name} does not answer:\n{tail(self.log)}")
            time.sleep(LOOK_SECONDS)
