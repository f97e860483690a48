"""The portal's own processes: started, asked to end, and killed as on a bad day."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from deploy.local.child import kill_group, spawn
from deploy.local.leftovers import MARK, leftovers, sweep
from deploy.local.ports import HOST
from deploy.local.server import ROOT

LOOK_SECONDS = 0.05
PATIENCE_SECONDS = 90.0
LOG_TAIL = 1500  # characters

Process = subprocess.Popen[bytes]


def until(true: Callable[[], object], *, what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait for *what*; the limit is there so that a test ends, not to measure anything."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"waited {seconds:g} s for: {what}"
        time.sleep(LOOK_SECONDS)


class Crew:
    """The processes of one scenario, all of which are gone when it ends."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self.folder = folder
        self.processes: list[Process] = []
        self._env = {**variables, MARK: str(folder), "PYTHONPATH": str(ROOT)}

    def flask(self, *words: str, app: str = "wsgi") -> Process:
        """Start one flask command."""
        return self._start(words, [sys.executable, "-m", "flask", "--app", app, *words])

    def web(self, port: int) -> Process:
        """Start the pages."""
        given = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--threads", "4"]
        command = [sys.executable, "-m", "gunicorn", *given, "--no-control-socket", "wsgi:app"]
        return self._start(["web"], command)

    def _start(self, words: Sequence[str], command: list[str]) -> Process:
        """Start a process away from the checkout, where it would read var/local.env."""
        with self._log(words).open("ab") as output:
            process = spawn(command, env=self._env, output=output, cwd=self.folder)
        self.processes.append(process)
        return process

    def _log(self, words: Sequence[str]) -> Path:
        return self.folder / f"{len(self.processes):02}-{'-'.join(words)}.log"

    def said(self, words: str) -> int:
        """Return how often the processes said *words*."""
        return sum(log.read_text().count(words) for log in self.folder.glob("*.log"))

    def lines(self) -> str:
        """Return the ends of all logs, for the message of a failure."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text()[-LOG_TAIL:]}" for log in logs)

    def end(self) -> None:
        """Ask everything to end and see that nothing stays, children of killed workers included."""
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        with contextlib.suppress(AssertionError):
            until(lambda: not self.left(), what="all processes to end", seconds=20)
        left = self.left()
        sweep(self.folder, patience=0)
        for process in self.processes:
            kill_group(process)
        assert left == [], f"left behind: {left}\n{self.lines()}"

    def left(self) -> list[int]:
        """Return what still runs."""
        for process in self.processes:
            process.poll()
        return leftovers(self.folder)


def children(process: Process) -> list[int]:
    """Return the processes that *process* has forked and that still live."""
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        return [int(pid) for pid in tasks.read_text().split()]
    return []


def kill_family(process: Process) -> None:
    """Kill a worker and the child that does its work, at the same moment."""
    process.send_signal(signal.SIGSTOP)  # so that it forks nothing in between
    for pid in [*children(process), process.pid]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def kill_parent(process: Process) -> list[int]:
    """Kill a worker, leave alone the child that does its work, and return the child."""
    process.send_signal(signal.SIGSTOP)
    orphans = children(process)
    process.kill()
    process.wait()
    return orphans


@contextlib.contextmanager
def asleep(pids: Sequence[int]) -> Iterator[None]:
    """Let processes sleep through the block, as on a machine that was suspended."""
    _signal(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(pids, signal.SIGCONT)


def _signal(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
