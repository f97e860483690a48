"""The hourly sweep: what is late goes to the next tier, by the worker that does it in an office.

Each size has a database of its own. What is counted is done and committed: breaches, lines of the
case log, letters owed and accountability cases.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg

from benchmarks.mail import Drainer
from benchmarks.seeding import seed
from benchmarks.stage import Stage

SIZES = (1_000, 100_000, 1_000_000)
OWE = """
INSERT INTO outbox (kind, queue, payload, created_at, due_at) VALUES (%(kind)s, 'upkeep',
    '{"sweep": "benchmark", "after": ["0001-01-01", 0]}', now(), now())
"""
COUNTS = {
    "escalations": "SELECT count(*) FROM case_log WHERE action = 'escalate'",
    "cases": "SELECT count(*) FROM accountability_case",
    "log": "SELECT count(*) FROM case_log WHERE action IN ('escalate', 'reassign', 'warn')",
    "letters": "SELECT count(*) FROM outbox WHERE kind = 'letter'",
    "warned": "SELECT count(*) FROM case_log WHERE action = 'warn'",
}


@dataclass(frozen=True)
class Swept:
    """One size: what was done, and how long each sweep took, in seconds."""

    complaints: int
    counts: dict[str, int]
    escalating: float
    again: float
    warning: float

    @property
    def row(self) -> str:
        """Return the line of the table."""
        done = self.counts
        rate, warned = done["escalations"] / self.escalating, done["warned"] / self.warning
        return (
            f"| {self.complaints:,} | {done['escalations']:,} | {done['cases']:,} |"
            f" {done['log']:,} | {done['letters']:,} | {self.escalating:.2f} | **{rate:,.0f}** |"
            f" {self.again:.2f} | {warned:,.0f} |"
        )


def sweep(stage: Stage) -> list[str]:
    """Return the report on the sweeps, as lines of Markdown."""
    return report(stage, SIZES)


def report(stage: Stage, sizes: tuple[int, ...]) -> list[str]:
    """Return the report for some *sizes*."""
    lines = [
        (
            "| complaints | escalations | accountability cases | log rows | letters owed"
            " | seconds | escalations/s | seconds with nothing new | complaints warned/s |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [measured(stage, size).row for size in sizes]
    return [*lines, "", "One worker, one sweep from its start to its end; wanted 5 000 a second."]


def measured(stage: Stage, complaints: int) -> Swept:
    """Seed *complaints* and sweep them: what is late, the same again, and the warnings."""
    with office(stage, complaints) as (connection, worker):
        escalating, again, warning = (
            swept(connection, worker, kind) for kind in ("escalate", "escalate", "warn")
        )
        counts = {name: count(connection, statement) for name, statement in COUNTS.items()}
        return Swept(complaints, counts, escalating, again, warning)


@contextmanager
def office(stage: Stage, complaints: int) -> Iterator[tuple[psycopg.Connection, Drainer]]:
    """Set up a database with *complaints*, and a worker that waits to be told."""
    name = f"sweep{complaints}"
    url = stage.postgres.create_database(name)
    stage.flask("db", "upgrade", DATABASE_URL=url)
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://")) as connection:
        seed(connection, complaints, datetime.now(UTC))
        worker = Drainer(stage, "upkeep", DATABASE_URL=url)
        yield connection, worker
        worker.end()
    stage.postgres.drop_database(name)


def swept(connection: psycopg.Connection, worker: Drainer, kind: str) -> float:
    """Owe a sweep of a *kind* and return how many seconds the worker took over all of it."""
    connection.execute(OWE, {"kind": kind})
    connection.commit()
    began = time.perf_counter()
    worker.tell()
    worker.await_end()
    return time.perf_counter() - began


def count(connection: psycopg.Connection, statement: str) -> int:
    """Return a number of rows."""
    found = connection.execute(statement.encode()).fetchone()
    connection.commit()
    return int(found[0]) if found else 0
