"""A Redis server of our own on a Unix socket: from the environment, or one found on PATH."""

import contextlib
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from redis import Redis as Client
from redis.exceptions import ConnectionError as NoConnectionError

from deploy.local.child import ServerFailedError, end, spawn, tail
from deploy.local.sockets import socket_folder

START_SECONDS = 30.0
NAMES = ("redis-server", "valkey-server")


def binary() -> str:
    """Return the server to start: the environment's own before those on PATH."""
    ours = Path(sys.executable).parent
    found = [shutil.which(name, path=str(ours)) for name in NAMES]
    found += [shutil.which(name) for name in NAMES]
    for path in found:
        if path:
            return path
    raise ServerFailedError("no redis-server in the environment or on PATH")


class Redis:
    """One server over one folder: a context manager, and its address."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self.log = folder / "server.log"
        self._socket = socket_folder(folder) / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address that redis-py and RQ take."""
        return f"unix://{self._socket}?db=0"

    @property
    def pid(self) -> int:
        """The server's process id; raises ServerFailedError when it is not running."""
        if self._process is None:
            raise ServerFailedError("Redis is not running")
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
        with self.log.open("wb") as log:
            self._process = spawn([binary(), *self._options()], output=log)
        self._wait()

    def stop(self) -> None:
        """End the server; what it holds is on disk and comes back with the next start."""
        if self._process is not None:
            end(self._process)
            self._process = None

    def _options(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process is None or self._process.poll() is not None:
                raise ServerFailedError(f"Redis did not start:\n{tail(self.log)}")
            if time.monotonic() > deadline:
                raise ServerFailedError(f"Redis does not answer:\n{tail(self.log)}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        with (
            contextlib.suppress(NoConnectionError, TimeoutError),
            Client.from_url(self.url) as client,
        ):
            return bool(client.ping())
        return False
