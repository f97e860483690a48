"""Draining letters against the floor: the same mail server, one kept connection, ready messages."""

import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from statistics import median
from typing import IO

from flask import Flask

from benchmarks.load import FACTS
from benchmarks.stage import ROOT, Stage
from benchmarks.submit import forget_owed
from deploy.local.processes import WORKERS
from portal import create_app
from portal.domain.category import Category
from portal.domain.filing import Filing, Identity, Language
from portal.domain.permissions import Actor
from portal.services import intake
from portal.settings import Settings
from portal.transaction import single_statement

ROUNDS = 9
LETTERS = 300
FILING = Filing(
    filing_key="",
    organ_code="bench",
    categories=(Category.C03,),
    subject="窗口推诿，三次都没办成",
    facts=FACTS,
    language=Language.SIMPLIFIED,
    identity=Identity("王某", "wang@example.org", "000-0000"),
)


def application(stage: Stage) -> Flask:
    """Return the portal in this process, pointed at the stage."""
    values = {name.lower(): value for name, value in stage.environment.items()}
    return create_app(Settings.model_validate(values))


class Drainer:
    """One worker in a process of its own, drained on command."""

    def __init__(self, stage: Stage, queue: str = "mail", **more: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.drainer", queue], cwd=ROOT,
            env={**stage.environment, **more}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self._hear()

    def tell(self) -> None:
        """Let the worker begin."""
        self._pipe(self._process.stdin).write("drain\n")
        self._pipe(self._process.stdin).flush()

    def await_end(self) -> int:
        """Wait until nothing is due, and return how many rows this worker did."""
        return int(self._hear())

    def end(self) -> None:
        """Let the process end."""
        self._pipe(self._process.stdin).close()
        self._process.wait()
        self._pipe(self._process.stdout).close()

    def _hear(self) -> str:
        return self._pipe(self._process.stdout).readline()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        if pipe is None:
            raise ValueError("the worker has no pipe")
        return pipe


@contextmanager
def drainers(stage: Stage) -> Iterator[list[Drainer]]:
    """Keep as many workers ready as send letters in `make run`."""
    count = list(WORKERS.values()).count("mail")
    workers = [Drainer(stage) for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.end()


def file_many(app: Flask, count: int) -> None:
    """File *count* complaints; their receipts wait in the outbox."""
    for _ in range(count):
        with single_statement(Actor.complainant(None)) as session:
            filing = replace(FILING, filing_key=token_hex(16))
            intake.file_complaint(
                session, filing, office=app.extensions["office"], now=datetime.now(UTC)
            )


def mail(stage: Stage) -> list[str]:
    """Return the report on draining, as lines of Markdown."""
    forget_owed(stage)
    app = application(stage)
    rates: dict[str, list[float]] = {"bare": [], "one": [], "all": []}
    with app.app_context(), drainers(stage) as workers:
        file_many(app, LETTERS)
        drained(workers)
        ready = stage.mail.letters()[-1].read_bytes()
        for _ in range(ROUNDS):
            rates["bare"].append(floor(stage, ready))
            file_many(app, LETTERS)
            rates["one"].append(drained(workers[:1]))
            file_many(app, LETTERS)
            rates["all"].append(drained(workers))
    return [
        "| way | letters/s | ratio to bare, median and range |",
        "|---|---|---|",
        f"| bare SMTP, one kept connection | {median(rates['bare']):.0f} | |",
        f"| out of the outbox by one worker {compared(rates, 'one')}",
        f"| by {len(workers)} workers, as `make run` starts them {compared(rates, 'all')}",
        "",
        f"{ROUNDS} interleaved rounds of {LETTERS} letters; wanted 0.7.",
    ]


def compared(rates: dict[str, list[float]], way: str) -> str:
    """Return the rest of a line of the table: the rate of *way*, and its ratio to bare SMTP."""
    ratios = sorted(rate / bare for rate, bare in zip(rates[way], rates["bare"], strict=True))
    return (
        f"| {median(rates[way]):.0f} | **{median(ratios):.2f}**"
        f" ({ratios[0]:.2f} to {ratios[-1]:.2f}) |"
    )


def floor(stage: Stage, ready: bytes) -> float:
    """Return letters per second for ready messages over one connection."""
    began = time.perf_counter()
    with smtplib.SMTP(stage.mail.host, stage.mail.port) as server:
        for _ in range(LETTERS):
            server.sendmail("portal@portal.example", ["wang@example.org"], ready)
    return LETTERS / (time.perf_counter() - began)


def drained(workers: list[Drainer]) -> float:
    """Return letters per second out of the outbox by *workers* together."""
    began = time.perf_counter()
    for worker in workers:
        worker.tell()
    if sum(worker.await_end() for worker in workers) != LETTERS:
        raise ValueError("not every letter was drained")
    return LETTERS / (time.perf_counter() - began)
