"""The stage: servers of the benchmarks' own, the same for what is measured and its baseline."""

import base64
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import HOST, free_port
from deploy.local.postgres import Postgres
from deploy.local.processes import WORKERS, YIELDING
from deploy.local.redis import Redis
from deploy.local.smtp_catcher import SmtpCatcher

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30


@dataclass
class Stage:
    """Running servers and the environment that points at them."""

    postgres: Postgres
    redis: Redis
    mail: SmtpCatcher
    environment: dict[str, str]

    def flask(self, *words: str, **more: str) -> None:
        """Run one flask command to its end."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
        given = {**self.environment, **more}
        subprocess.run(command, env=given, cwd=ROOT, check=True, capture_output=True)

    @contextmanager
    def process(self, *command: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """Keep a process running meanwhile."""
        child = subprocess.Popen(
            command, env={**self.environment, **more}, cwd=ROOT, process_group=0,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield child
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                child.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)

    @contextmanager
    def web(self, app: str, threads: int = 4, **more: str) -> Iterator["Web"]:
        """Serve *app* with gunicorn: one worker, *threads* threads."""
        port = free_port()
        options = [
            "--worker-class",
            "gthread",
            "--workers",
            "1",
            "--threads",
            str(threads),
            "--keep-alive",
            "120",
        ]
        serve = [sys.executable, "-m", "gunicorn", *options, "-b", f"{HOST}:{port}", app]
        command = [*YIELDING, *serve]
        with self.process(*command, **more) as child:
            web = Web(port, child.pid)
            web.await_answer()
            yield web

    @contextmanager
    def machine(self) -> Iterator[None]:
        """Run the relay and the workers meanwhile, as `make run` does."""
        flask = (sys.executable, "-m", "flask", "--app", "wsgi")
        with ExitStack() as stack:
            stack.enter_context(self.process(*flask, "relay"))
            for queue in WORKERS.values():
                stack.enter_context(self.process(*flask, "worker", queue))
            time.sleep(3)
            yield


@dataclass(frozen=True)
class Web:
    """One gunicorn: where it listens, and what it has used."""

    port: int
    pid: int

    def await_answer(self) -> None:
        """Wait until the server answers anything at all."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError):
                urllib.request.urlopen(f"http://{HOST}:{self.port}/healthz", timeout=2)
                return
            time.sleep(0.1)
        raise TimeoutError("the server does not answer")

    def cpu_seconds(self) -> float:
        """Return the processor time that the server's workers have used."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(cpu_seconds(int(pid)) for pid in children)


def cpu_seconds(pid: int) -> float:
    """Return the processor time of one process, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def stage() -> Iterator[Stage]:
    """Start durable PostgreSQL, Redis and a mail sink in a folder that goes away afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        postgres = stack.enter_context(Postgres(folder / "pg"))
        redis = stack.enter_context(Redis(folder / "redis"))
        mail = stack.enter_context(SmtpCatcher(folder / "mail"))
        set_up = Stage(postgres, redis, mail, environment(postgres, redis, mail, folder))
        set_up.flask("db", "upgrade")
        yield set_up


def environment(
    postgres: Postgres, redis: Redis, mail: SmtpCatcher, folder: Path
) -> dict[str, str]:
    """Return the variables that point the portal at the stage's servers."""
    return {
        **os.environ,
        "PORTAL_ENV": "test",
        "SECRET_KEY": "a secret of the benchmarks",
        "RECEIPT_KEY": "another secret of the benchmarks",
        "SEAL_KEYS": "k1:" + base64.urlsafe_b64encode(b"b" * 32).decode(),
        "DATABASE_URL": postgres.url,
        "REDIS_URL": redis.url,
        "MAIL_SERVER": mail.host,
        "MAIL_PORT": str(mail.port),
        "OUTBOX_BACKOFF": "2,10,60",
        "ATTACHMENTS_DIR": str(folder / "attachments"),
        "PYTHONPATH": str(ROOT),
    }
