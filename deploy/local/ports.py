"""Ports on this machine: which are free, and a clear word when one is not."""

import errno
import socket
from pathlib import Path

HOST = "127.0.0.1"
PORT_MAX = 65_535


class PortError(Exception):
    """A port cannot be used; the message names it and the variable that changes it."""


def wanted_port(text: str, variable: str) -> int:
    """Read a port number as a person gives it; raises PortError."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= PORT_MAX:
        return int(text)
    raise PortError(f"{variable}={text} is not a port number between 1 and {PORT_MAX}.")


def check_free(port: int, variable: str, command: str) -> None:
    """Raise PortError, with the way out, when nobody can listen on `port`."""
    problem = _problem(port)
    if problem is None:
        return
    way_out = f"{variable}={suggestion(port)} {command}"
    raise PortError(f"Port {port} {problem}; choose another with {variable}: {way_out}")


def suggestion(port: int) -> int:
    """Return a free port near `port`."""
    near = range(max(port, 1024) + 1, min(max(port, 1024) + 100, PORT_MAX))
    return next((candidate for candidate in near if _problem(candidate) is None), free_port())


def _problem(port: int) -> str | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return "is taken" if error.errno == errno.EADDRINUSE else "is not open to this account"
    return None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def remembered_port(note: Path) -> int:
    """Return the port written in `note` while it is free, else a free one, written there."""
    if note.exists():
        port = int(note.read_text("ascii"))
        if _problem(port) is None:
            return port
    port = free_port()
    note.write_text(str(port), "ascii")
    return port
