"""Check that the migrations, run on an empty database, make the tables that the models describe."""

import os
import sys
import tempfile
from pathlib import Path

from deploy.local.child import end, spawn
from deploy.local.ending import end_when_told
from deploy.local.postgres import Postgres
from deploy.local.processes import FLASK
from deploy.local.server import ROOT
from deploy.local.variables import fresh_secrets


def check() -> int:
    """Migrate a throw-away database and compare; return the exit status."""
    with tempfile.TemporaryDirectory() as folder, Postgres(Path(folder, "pg"), durable=False) as pg:
        variables = {"PORTAL_ENV": "test", "DATABASE_URL": pg.url, "REDIS_URL": "redis://unused"}
        env = os.environ | fresh_secrets() | variables
        return _flask(env, "upgrade") or _flask(env, "check")


def _flask(env: dict[str, str], command: str) -> int:
    process = spawn((*FLASK, "db", command), env=env, cwd=ROOT)
    try:
        return process.wait()
    finally:
        end(process)


if __name__ == "__main__":
    end_when_told()
    sys.exit(check())
