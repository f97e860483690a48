import subprocess
import sys
import time
from pathlib import Path

from redis import Redis as Client

from deploy.local.child import spawn
from deploy.local.redis import Redis
from deploy.local.server import ROOT

KILLED_PARENT = """
import os, pathlib, sys
from deploy.local.redis import Redis
server = Redis(pathlib.Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_it_holds_comes_back_with_the_next_start(tmp_path: Path) -> None:
    server = Redis(tmp_path)
    with server, Client.from_url(server.url) as client:
        client.rpush("queue", "1")

    with server, Client.from_url(server.url) as client:
        found = client.lrange("queue", 0, -1)

    assert found == [b"1"]


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED_PARENT, str(tmp_path)]
    with spawn(command, output=subprocess.PIPE, cwd=ROOT) as parent:
        said, _ = parent.communicate()
    server = Path("/proc") / said.decode().strip()

    deadline = time.monotonic() + 5
    while server.exists() and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not server.exists()
