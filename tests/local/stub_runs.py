"""Start runs of stubs and look at what they leave."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.local.child import spawn
from deploy.local.leftovers import leftovers, sweep
from deploy.local.ports import free_port
from deploy.local.server import ROOT

NO_SERVERS = {"DATABASE_URL": "postgresql://x/x", "REDIS_URL": "redis://x", "MAIL_SERVER": "x"}
OURS = ("PORTAL_ENV", "PORT", "MAIL_PORT", "MAKELEVEL", *NO_SERVERS)
PATIENCE = 30.0


class StubRun:
    """One run in a folder of its own, what it said, and its end."""

    def __init__(self, var: Path, *programs: str, env: Mapping[str, str]) -> None:
        self.var = var
        self.output = var.parent / f"output-{time.monotonic_ns()}"
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        with self.output.open("wb") as output:
            script = str(Path(__file__).with_name("stub_run.py"))
            self.process = spawn(
                [sys.executable, script, str(var), *programs],
                env={**inherited, "PYTHONPATH": str(ROOT), **env},
                output=output,
            )

    def said(self) -> str:
        """Return all lines so far."""
        return self.output.read_text("utf-8")

    def wait_for(self, text: str) -> None:
        """Wait until the run says `text`."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.said():
            assert time.monotonic() < deadline, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.02)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def stub_run(var: Path, *programs: str, servers: bool = False, **env: str) -> Iterator[StubRun]:
    """Start a run; whatever the test does, nothing of it stays."""
    given = {"PORT": str(free_port())} | ({} if servers else NO_SERVERS) | env
    started = StubRun(var, *programs, env=given)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.end(signal.SIGKILL)
        sweep(var, patience=0)


def alive(run: StubRun) -> list[int]:
    """Return the processes that still work for the run."""
    return leftovers(run.var)
