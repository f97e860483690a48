import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.child import end, spawn
from deploy.local.ending import hung_up
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


@pytest.fixture
def _heeding_the_terminal() -> Iterator[None]:
    """Let what is started not inherit from nohup that it ignores hanging up."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def test_what_stands_for_a_terminal_hangs_up_with_its_other_end() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        before = hung_up(theirs.fileno())
        ours.close()

        assert not before
        assert hung_up(theirs.fileno())


@pytest.mark.usefixtures("_heeding_the_terminal")
def test_a_process_ends_when_its_terminal_is_gone_or_when_told() -> None:
    ours, theirs = os.openpty()
    watched = os.dup(theirs)
    with open(theirs, "wb", buffering=0) as terminal:  # noqa: PTH123  a descriptor has no path
        process = spawn([sys.executable, "-c", WAITING], output=terminal, cwd=ROOT)

    said = os.read(ours, 7)
    os.close(ours)
    told = hung_up(watched)  # a sandbox's kernel may keep a closed terminal to itself
    os.close(watched)
    if not told:
        process.send_signal(signal.SIGHUP)
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
