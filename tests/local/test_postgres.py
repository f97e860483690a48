import os
import pwd
import shutil
import signal
from pathlib import Path

import psycopg
import pytest

from deploy.local import unprivileged
from deploy.local.child import OURSELVES, spawn
from deploy.local.postgres import Postgres

OTHER = unprivileged.NOBODY if os.geteuid() == 0 else OURSELVES
"""The account of the server where it cannot be in a namespace; only root takes another."""


def execute(server: Postgres, statement: str) -> list[tuple[object, ...]]:
    address = server.url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def test_a_copied_database_holds_what_its_template_held(postgres: Postgres) -> None:
    template = postgres.create_database("origin").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(template) as connection:
        connection.execute("CREATE TABLE note AS SELECT '办事' AS words")

    copy = postgres.create_database("copy", "origin").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(copy) as connection:
        found = connection.execute("SELECT words FROM note").fetchone()
    postgres.drop_database("copy")
    postgres.drop_database("origin")

    assert found == ("办事",)


def test_data_survive_a_kill_and_a_lock_whose_number_lives_again(tmp_path: Path) -> None:
    server = Postgres(tmp_path / "pg")
    with server:
        execute(server, "CREATE TABLE kept AS SELECT 1 AS one")
        os.kill(server.pid, signal.SIGKILL)
    lock = server.data / "postmaster.pid"
    lock.write_text(f"1\n{lock.read_text().partition(chr(10))[2]}")

    server.forget_crash()
    with server:
        found = execute(server, "SELECT one FROM kept")

    assert found == [(1,)]


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20) / ("deeper" * 20)

    with Postgres(deep, durable=False) as server:
        found = execute(server, "SELECT 1")

    assert found == [(1,)]


def test_without_namespaces_nobody_or_whoever_is_not_root_runs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unprivileged, "namespaces_allowed", lambda: False)

    with Postgres(tmp_path / "pg", durable=False) as server:
        found = execute(server, "SELECT 1")
        owner = Path(f"/proc/{server.pid}").stat().st_uid

    assert found == [(1,)]
    assert owner == (pwd.getpwnam(OTHER.user).pw_uid if OTHER.user else os.geteuid())
    assert owner != 0
    assert not server.folder.exists()


def test_binaries_that_nobody_may_not_reach_are_copied(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "wheel"
    (hidden / "install" / "bin").mkdir(parents=True)
    (hidden.parent / "wheel.libs").mkdir()
    server = hidden / "install" / "bin" / "postgres"
    server.write_text("#!/bin/sh\n")
    server.chmod(0o755)
    hidden.parent.chmod(0o700)

    reached = unprivileged.reachable(unprivileged.NOBODY, server.parent)
    process = spawn([str(reached / "postgres")], account=OTHER, cwd=Path("/"))
    status = process.wait(5)
    shutil.rmtree(reached.parents[2])

    assert status == 0
