"""Find and end what runs for one checkout: the proof that nothing stays behind.

Every process carries a mark in its environment. PostgreSQL's sessions and Redis overwrite theirs,
they are known by the folder they stand in.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

MARK = "PORTAL_RUN"  # an environment variable: the folder of the data that a process works for
SERVERS = ("postgres", "redis", "valkey")
LOOK_SECONDS = 0.05
KILL_SECONDS = 10.0
PROC = Path("/proc")


def mark(var: Path) -> None:
    """Let every process that we start from now on carry the mark of `var`."""
    os.environ[MARK] = str(var)


def leftovers(var: Path) -> list[int]:
    """Return the processes that run for `var`: not us, and nobody we descend from."""
    ours = set(_ancestry())
    found = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
    return [pid for pid in found if pid not in ours and _runs_for(pid, var)]


def sweep(var: Path, *, patience: float) -> int:
    """End all leftovers: ask, wait `patience` seconds, kill; return how many there were."""
    found = leftovers(var)
    _send(_heads(found), signal.SIGTERM)
    _wait(var, patience)
    deadline = time.monotonic() + KILL_SECONDS
    while (left := leftovers(var)) and time.monotonic() < deadline:
        _send(left, signal.SIGKILL)
        time.sleep(LOOK_SECONDS)
    return len(found)


def _heads(pids: list[int]) -> list[int]:
    """Return those whose parent is not among them: a head ends its own children in order."""
    return [pid for pid in pids if _parent(pid) not in pids]


def _wait(var: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and leftovers(var):
        time.sleep(LOOK_SECONDS)


def _send(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def _runs_for(pid: int, var: Path) -> bool:
    with contextlib.suppress(OSError):
        if _state(pid) == "Z":
            return False
        return _marked(pid, var) or _serves(pid, var)
    return False


def _marked(pid: int, var: Path) -> bool:
    return f"{MARK}={var}".encode() in (PROC / str(pid) / "environ").read_bytes().split(b"\0")


def _serves(pid: int, var: Path) -> bool:
    name = (PROC / str(pid) / "comm").read_text("utf-8", "replace")
    return name.startswith(SERVERS) and any(
        (PROC / str(pid) / "cwd").resolve().is_relative_to(folder) for folder in _homes(var)
    )


def _homes(var: Path) -> tuple[Path, ...]:
    """Return where the servers' data are: `var`, and the place a link in it leads to."""
    return var, (var / "postgres").resolve()


def _state(pid: int) -> str:
    return _status(pid)[0]


def _status(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat after the name: state, parent, …."""
    text = (PROC / str(pid) / "stat").read_text("utf-8", "replace")
    return text.rpartition(")")[2].split()


def _ancestry() -> Iterator[int]:
    pid = os.getpid()
    while pid > 0:
        yield pid
        pid = _parent(pid)


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError):
        return int(_status(pid)[1])
    return 0
