"""A Redis server of our own on a Unix socket: from the environment, or one found on PATH."""

import contextlib
import shutil
import sys
from pathlib import Path

from redis import Redis as Client
from redis.exceptions import ConnectionError as NoConnectionError

from deploy.local.child import ServerFailedError
from deploy.local.server import Server
from deploy.local.sockets import socket_folder

NAMES = ("redis-server", "valkey-server")


def binary() -> str:
    """Return the server to start: the environment's own before those on PATH."""
    ours = str(Path(sys.executable).parent)
    for folders in (ours, None):
        for name in NAMES:
            if path := shutil.which(name, path=folders):
                return path
    raise ServerFailedError("no redis-server in the environment or on PATH")


class Redis(Server):
    """One server over one folder, and its address; what it holds survives a new start."""

    name = "Redis"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        super().__init__(folder / "server.log")
        self.folder = folder
        self._socket = socket_folder(folder) / "redis.sock"

    @property
    def url(self) -> str:
        """The address that redis-py and RQ take."""
        return f"unix://{self._socket}?db=0"

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        settings = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        options = (part for name, value in settings.items() for part in (f"--{name}", value))
        return [binary(), *options]

    def answers(self) -> bool:
        """Try once whether the server does its work."""
        with (
            contextlib.suppress(NoConnectionError, TimeoutError),
            Client.from_url(self.url) as client,
        ):
            return bool(client.ping())
        return False
