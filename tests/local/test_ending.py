import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.child import end, spawn
from deploy.local.server import ROOT

WAITING = """
import time
from deploy.local.ending import end_when_told, obey
end_when_told()
obey()
print("waiting", flush=True)
while True:
    obey()
    time.sleep(0.02)
"""


def kernel_tells() -> bool:
    """Whether a terminal that is closed looks closed from its other end; sandboxes differ."""
    ours, theirs = os.openpty()
    os.close(ours)
    waiting = select.poll()
    waiting.register(theirs, 0)
    told = any(event & select.POLLHUP for _, event in waiting.poll(0))
    os.close(theirs)
    return told


@pytest.fixture
def _heeding_the_terminal() -> Iterator[None]:
    """Let what is started not inherit from nohup that it ignores hanging up."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(not kernel_tells(), reason="this kernel keeps a closed terminal to itself")
@pytest.mark.usefixtures("_heeding_the_terminal")
def test_a_process_ends_when_its_terminal_is_gone() -> None:
    ours, theirs = os.openpty()
    with open(theirs, "wb", buffering=0) as terminal:  # noqa: PTH123  a descriptor has no path
        process = spawn([sys.executable, "-c", WAITING], output=terminal, cwd=ROOT)

    said = os.read(ours, 7)
    os.close(ours)
    status = process.wait(30)

    assert said == b"waiting"
    assert status == 128 + signal.SIGHUP


def test_a_process_that_ignores_hanging_up_stays(tmp_path: Path) -> None:
    ignoring = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{WAITING}"
    with (tmp_path / "said").open("wb") as output:
        process = spawn([sys.executable, "-c", ignoring], output=output, cwd=ROOT)
    while "waiting" not in (tmp_path / "said").read_text():
        assert process.poll() is None

    process.send_signal(signal.SIGHUP)
    end(process)

    assert process.returncode == 128 + signal.SIGTERM
