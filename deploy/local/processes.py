"""What `make run` runs: first the steps, then the processes that stay."""

import sys
from dataclasses import dataclass

from deploy.local.ports import HOST

WORKERS = {
    "worker referral": "referral",
    "worker discipline": "discipline",
    "worker standard": "standard",
    "worker mail": "mail",
    "second worker mail": "mail",  # one alone waits half its time for the mail server
    "worker upkeep": "upkeep",
}
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
YIELDING = ("nice", "-n", "10")
"""The pages yield to the workers: what was filed goes before what is still to be filed."""
WEB_PROCESSES = 2
WEB_THREADS = 8
DEMO_ACCOUNTS = (
    "intake1 officer1 officer2 officer3 supervisor1 director1 superior1 auditor1 admin1 liaison1"
)


@dataclass(frozen=True)
class Step:
    """A command that must succeed before the next."""

    says: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """A process that stays. The `vital` ones start first; without them the run ends."""

    name: str
    command: tuple[str, ...]
    vital: bool = False


@dataclass(frozen=True)
class Plan:
    """All of a run, in order."""

    steps: tuple[Step, ...]
    programs: tuple[Program, ...]
    health: tuple[str, ...] = ("/healthz", "/readyz")


def the_portal(port: int) -> Plan:
    """Return what the portal needs, its pages on `port`."""
    workers = (Program(name, (*FLASK, "worker", queue)) for name, queue in WORKERS.items())
    return Plan(
        steps=(
            Step("Bringing the tables up to date", (*FLASK, "db", "upgrade")),
            Step("Loading the demo data, unless there are data", (*FLASK, "seed")),
        ),
        programs=(
            Program("web", _web(port), vital=True),
            Program("relay", (*FLASK, "relay")),
            *workers,
            Program("cron", (*FLASK, "cron")),
        ),
    )


def _web(port: int) -> tuple[str, ...]:
    options = {
        "bind": f"{HOST}:{port}",
        "worker-class": "gthread",
        "workers": str(WEB_PROCESSES),
        "threads": str(WEB_THREADS),
        "graceful-timeout": "5",
    }
    given = (part for name, value in options.items() for part in (f"--{name}", value))
    return (
        *YIELDING, sys.executable, "-m", "gunicorn", *given, "--no-control-socket", "wsgi:app",
    )  # fmt: skip
