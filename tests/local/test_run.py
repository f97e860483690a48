import os
import signal
import socket
import time
from pathlib import Path

import pytest

from deploy.local.ports import HOST
from deploy.local.variables import read_variables
from tests.local.stub_runs import PATIENCE, alive, stub_run


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_run_gets_ready_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    with stub_run(tmp_path / "var", "sleeper", servers=True) as run:
        run.wait_for("Ready: http://127.0.0.1:")
        busy = alive(run)
        status = run.end(number)

        assert len(busy) > 5
        assert status == 128 + number
        assert alive(run) == []


@pytest.mark.parametrize("moment", [0.1, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0])
def test_a_run_stopped_at_any_moment_leaves_nothing_behind(tmp_path: Path, moment: float) -> None:
    with stub_run(tmp_path / "var", "sleeper", servers=True) as run:
        time.sleep(moment)
        run.end()

        assert alive(run) == []


def test_a_killed_run_does_not_hinder_the_next(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", "stubborn", servers=True) as killed:
        killed.wait_for("standing firm")
        killed.end(signal.SIGKILL)
        orphans = alive(killed)

        with stub_run(tmp_path / "var", "sleeper", servers=True) as run:
            run.wait_for("Ready")
            busy = alive(run)

    assert orphans
    assert not set(orphans) & set(busy)
    assert "Ended what an earlier run had left behind" in run.said()


def test_a_child_that_ignores_signals_ends_too(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", "stubborn") as run:
        run.wait_for("standing firm")
        run.end()

        assert alive(run) == []


def test_a_second_run_in_the_same_place_is_refused(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var") as first:
        first.wait_for("Ready")
        with stub_run(tmp_path / "var") as second:
            status = second.process.wait(PATIENCE)
            still = alive(first)

        assert status == 1
        assert f"Already running here as process {first.process.pid}" in second.said()
        assert still


def test_a_taken_port_is_named_with_the_variable_that_changes_it(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        with stub_run(tmp_path / "var", PORT=port) as run:
            status = run.process.wait(PATIENCE)

    assert status == 1
    assert f"Port {port} is taken; choose another with PORT: PORT=" in run.said()
    assert "Traceback" not in run.said()


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "８０"])
def test_what_is_no_port_is_named(tmp_path: Path, port: str) -> None:
    with stub_run(tmp_path / "var", PORT=port) as run:
        status = run.process.wait(PATIENCE)

    assert status == 1
    assert f"PORT={port} is not a port number" in run.said()


def test_production_is_refused(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", PORTAL_ENV="production") as run:
        status = run.process.wait(PATIENCE)

    assert status == 1
    assert "unset PORTAL_ENV" in run.said()


def test_a_program_that_ends_is_started_again(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", "short") as run:
        run.wait_for("short ended with status 0; again in 1 s")
        run.wait_for("short ended with status 0; again in 2 s")

        assert "short              | 短 line" in run.said()


def test_a_run_without_its_web_server_stops(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", "sleeper") as run:
        run.wait_for("Ready")
        web = min(alive(run))
        os.kill(web, signal.SIGKILL)

        assert run.process.wait(PATIENCE) == 1
        assert "web ended with status -9: stopping." in run.said()
        assert alive(run) == []


def test_a_server_that_is_killed_comes_back(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", servers=True) as run:
        run.wait_for("Ready")
        os.kill(_redis(run.var), signal.SIGKILL)
        run.wait_for("Redis ended with status -9; again in 1 s")
        time.sleep(1.5)

        assert _redis(run.var)


def _redis(var: Path) -> int:
    found = [int(p.parent.name) for p in Path("/proc").glob("[0-9]*/comm") if _serves(p, var)]
    return found[0]


def _serves(comm: Path, var: Path) -> bool:
    try:
        return (
            comm.read_text().startswith("redis")
            and (comm.parent / "cwd").resolve() == var / "redis"
        )
    except OSError:
        return False


def test_the_second_start_keeps_secrets_and_remembers_the_mail_port(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        with stub_run(tmp_path / "var", servers=True) as run:
            run.wait_for("Ready")
            run.end()
            found.append(read_variables(tmp_path / "var" / "local.env"))

    kept = ("SECRET_KEY", "RECEIPT_KEY", "SEAL_KEYS", "DEMO_PASSWORD", "DATABASE_URL", "MAIL_PORT")
    assert [found[0][name] for name in kept] == [found[1][name] for name in kept]
    assert found[0]["DEMO_PASSWORD"] in run.said()


def test_what_the_environment_names_is_not_started_but_passed_on(tmp_path: Path) -> None:
    with stub_run(tmp_path / "var", DATABASE_URL="postgresql://db.example/x") as run:
        run.wait_for("Ready")
        written = read_variables(tmp_path / "var" / "local.env")

    assert written["DATABASE_URL"] == "postgresql://db.example/x"
    assert not (tmp_path / "var" / "postgres").exists()
    assert (tmp_path / "var" / "local.env").stat().st_mode & 0o777 == 0o600
