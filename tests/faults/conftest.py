"""Servers that the scenarios may stop and start, and a summary of what they counted."""

import itertools
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local.faulty_smtp import FaultySmtp, Mode
from deploy.local.postgres import Postgres
from deploy.local.redis import Redis
from deploy.local.server import ROOT
from tests.faults.scene import Scene, Servers
from tests.faults.variables import variables

PREFIXES = map("".join, itertools.product("FGHJK", "ABCDEFGHJKLMNPQRSTUVWXYZ"))


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            Postgres(folder / "pg", durable=False) as postgres,
            Redis(folder / "redis") as redis,
            FaultySmtp(folder / "mail") as smtp,
        ):
            own = variables(redis, smtp, folder)
            migrate({**own, "DATABASE_URL": postgres.url})
            yield Servers(postgres, redis, smtp, "portal", own)


def migrate(env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    subprocess.run(command, check=True, env=env, cwd=ROOT, capture_output=True)  # noqa: S603


@pytest.fixture
def stage(servers: Servers, tmp_path: Path) -> Iterator[Callable[..., Scene]]:
    """Set the scene: healthy servers, an empty Redis, a fresh database."""
    scenes: list[Scene] = []

    def set_up(**changes: str) -> Scene:
        servers.smtp.become(Mode.ACCEPT)
        with servers.client() as client:
            client.flushall()
        scenes.append(Scene(servers, tmp_path, next(PREFIXES), **changes))
        return scenes[-1]

    yield set_up
    for scene in scenes:
        scene.end()


@pytest.fixture
def scene(stage: Callable[..., Scene]) -> Scene:
    return stage()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the scenarios counted."""
    for report in terminalreporter.getreports("passed"):
        if report.user_properties and "faults" in report.keywords:
            words = ", ".join(f"{name}: {value}" for name, value in report.user_properties)
            terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {words}")
