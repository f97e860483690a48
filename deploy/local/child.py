"""Start a process that cannot outlive us by accident, and end it."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

LOG_TAIL = 2_000  # characters of a log that a failure shows


class ServerFailedError(Exception):
    """A local server did not start; the message ends with what it wrote last."""


@dataclass(frozen=True)
class Account:
    """How a process is started so that it does not run as root."""

    prefix: tuple[str, ...] = ()
    user: str | None = None
    group: str | None = None

    @property
    def extra_groups(self) -> list[str] | None:
        """No group of ours goes along when the account is another."""
        return None if self.user is None else []


OURSELVES = Account()


def spawn(
    command: Sequence[str],
    *,
    farewell: signal.Signals = signal.SIGTERM,
    account: Account = OURSELVES,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in a process group of its own; it gets `farewell` when our process dies."""
    return subprocess.Popen(
        [*account.prefix, *_tied(farewell), *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env=env,
        cwd=cwd,
        process_group=0,  # a Ctrl-C in the terminal reaches us, and we end our processes in order
        user=account.user,
        group=account.group,
        extra_groups=account.extra_groups,
    )


def _tied(farewell: signal.Signals) -> tuple[str, ...]:
    if shutil.which("setpriv") is None:
        return ()
    return ("setpriv", "--pdeathsig", farewell.name.removeprefix("SIG"))


def end(
    process: subprocess.Popen[bytes],
    *,
    farewell: signal.Signals = signal.SIGTERM,
    patience: float = 10.0,
) -> None:
    """Ask `process` to end, wait `patience` seconds, then kill its whole group."""
    if process.poll() is None:
        process.send_signal(farewell)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the group that `process` leads, and collect `process`."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def tail(log: Path) -> str:
    """Return the end of a log file, for a failure's message."""
    with contextlib.suppress(OSError):
        return log.read_text("utf-8", "replace")[-LOG_TAIL:]
    return ""
