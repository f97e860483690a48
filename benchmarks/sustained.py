"""From the click to the letter: sustained rate, lag of receipts, RQ jobs, dead mail servers."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import psycopg
from redis import Redis

from benchmarks.load import Client, clients, together
from benchmarks.stage import Stage, Web
from benchmarks.submit import forget_owed

SECONDS = 20
CLIENTS = 4
SETTLE_SECONDS = 120
REFERENCE = re.compile(rb"^X-Portal-Reference: (\S+)", re.MULTILINE)
RECEIPT = re.compile(rb"^X-Portal-Letter: receipt", re.MULTILINE)
SLOWER_STEPS = (1.0, 0.85, 0.7, 0.55, 0.4)
LAG_WANTED_SECONDS = 1.0


@dataclass(frozen=True)
class Run:
    """One run: filings per second, how long receipts took, and RQ jobs per hundred letters."""

    rate: float
    lags: list[float]
    jobs_per_hundred: float

    @property
    def p50(self) -> float:
        """Return the median lag in seconds."""
        return median(self.lags)

    @property
    def p99(self) -> float:
        """Return the lag in seconds that one receipt in a hundred exceeds."""
        return quantiles(self.lags, n=100)[98]


def sustained(stage: Stage) -> list[str]:
    """Return the report on the way to the letter, as lines of Markdown."""
    lines = [
        "| offered | filings/s | receipt lag p50 s | p99 s | RQ jobs per 100 letters |",
        "|---|---|---|---|---|",
    ]
    forget_owed(stage)
    with stage.machine(), stage.web("wsgi:app") as web:
        full = run(stage, web, None)
        lines.append(row("all that the web process takes", full))
        for step in SLOWER_STEPS[1:]:
            paced = run(stage, web, full.rate * step)
            lines.append(row(f"{step:.0%} of that", paced))
            if paced.p99 <= LAG_WANTED_SECONDS:
                break
    return lines


def row(name: str, done: Run) -> str:
    """Return one line of the table."""
    return (
        f"| {name} | {done.rate:.0f} | {done.p50:.2f} | {done.p99:.2f}"
        f" | {done.jobs_per_hundred:.2f} |"
    )


def run(stage: Stage, web: Web, rate: float | None) -> Run:
    """File for SECONDS, at *rate* per second if given, and follow every receipt to the sink."""
    browsers = clients(web, CLIENTS)
    before, jobs = len(stage.mail.letters()), jobs_started(stage)
    began, began_at = time.perf_counter(), datetime.now(UTC)
    counts: list[int] = []
    together([partial(file_for, browser, rate, counts) for browser in browsers])
    seconds = time.perf_counter() - began
    settle(stage)
    letters = stage.mail.letters()[before:]
    arrived = arrivals(letters)
    lags = [
        arrived[reference] - filed_at.timestamp()
        for reference, filed_at in filed_since(stage, began_at)
    ]
    hundreds = len(letters) / 100
    return Run(sum(counts) / seconds, lags, (jobs_started(stage) - jobs) / hundreds)


def file_for(
    browser: Client, rate: float | None, counts: list[int], seconds: float = SECONDS
) -> None:
    """File one complaint after the other, no faster than this client's share of *rate*."""
    pause = CLIENTS / rate if rate else 0.0
    end = time.perf_counter() + seconds
    due, filed = time.perf_counter(), 0
    while time.perf_counter() < end:
        time.sleep(max(0.0, due - time.perf_counter()))
        browser.file()
        due, filed = due + pause, filed + 1
    counts.append(filed)


def connect(stage: Stage) -> psycopg.Connection:
    """Return a connection to the portal's database."""
    return psycopg.connect(stage.postgres.url.replace("postgresql+psycopg://", "postgresql://"))


def settle(stage: Stage) -> None:
    """Wait until nothing is owed any more; raise TimeoutError if that takes too long."""
    deadline = time.monotonic() + SETTLE_SECONDS
    with connect(stage) as connection:
        while time.monotonic() < deadline:
            waiting = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND parked_at IS NULL"
            found = connection.execute(waiting).fetchone()
            connection.rollback()
            if found and not found[0]:
                return
            time.sleep(0.5)
    raise TimeoutError("work is still owed")


def arrivals(letters: list[Path]) -> dict[str, float]:
    """Return when the receipt of each complaint reached the sink, in seconds of the epoch."""
    found = {}
    for path in letters:
        head = path.read_bytes()[:4096]
        reference = REFERENCE.search(head)
        if RECEIPT.search(head) and reference:
            found[reference[1].decode()] = int(path.name.partition(".")[0]) / 1e9
    return found


def filed_since(stage: Stage, since: datetime) -> list[tuple[str, datetime]]:
    """Return the reference and instant of every filing since then."""
    query = "SELECT reference, filed_at FROM complaint WHERE filed_at >= %s"
    with connect(stage) as connection:
        return connection.execute(query, [since]).fetchall()


def jobs_started(stage: Stage) -> int:
    """Return how many RQ jobs were put into queues so far: each is one RPUSH."""
    commands = Redis.from_url(stage.redis.url).info("commandstats")
    return int(commands.get("cmdstat_rpush", {}).get("calls", 0))


def dead_mail(stage: Stage) -> list[str]:
    """Return how fast filing is with the mail server dead, against normal, round about."""
    ratios = []
    with stage.machine(), stage.web("wsgi:app") as web:
        browsers = clients(web, CLIENTS)
        for _ in range(5):
            normal = filing_rate(browsers)
            settle(stage)
            with mail_stopped(stage):
                ratios.append(filing_rate(browsers) / normal)
            settle(stage)
    return [
        (
            f"Filing with SMTP dead / normal, median of {len(ratios)} rounds:"
            f" **{median(ratios):.2f}** (from {min(ratios):.2f} to {max(ratios):.2f}; wanted 0.9)."
        )
    ]


def filing_rate(browsers: list[Client]) -> float:
    """Return filings per second over a few seconds at full speed."""
    counts: list[int] = []
    began = time.perf_counter()
    together([partial(file_for, browser, None, counts, seconds=5) for browser in browsers])
    return sum(counts) / (time.perf_counter() - began)


@contextmanager
def mail_stopped(stage: Stage) -> Iterator[None]:
    """Keep the mail server away meanwhile."""
    stage.mail.stop()
    try:
        yield
    finally:
        stage.mail.start()
