"""Draining letters against the floor: the same mail server, one kept connection, ready messages."""

import smtplib
import time
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from statistics import median

from flask import Flask

from benchmarks.load import FACTS
from benchmarks.stage import Stage
from benchmarks.submit import forget_owed
from portal import create_app
from portal.domain.category import Category
from portal.domain.filing import Filing, Identity, Language
from portal.domain.permissions import Actor
from portal.jobs import drain
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
    return create_app(Settings.model_validate({**values, "drain_linger": 0, "drain_budget": 600}))


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
    with app.app_context():
        file_many(app, 50)
        drain.drain("mail")
        ready = stage.mail.letters()[-1].read_bytes()
        floors, drains = [], []
        for _ in range(ROUNDS):
            floors.append(floor(stage, ready))
            file_many(app, LETTERS)
            drains.append(drained())
    ratios = sorted(rate / best for rate, best in zip(drains, floors, strict=True))
    return [
        "| way | letters/s |",
        "|---|---|",
        f"| bare SMTP, one kept connection | {median(floors):.0f} |",
        f"| drained from the outbox by one worker | {median(drains):.0f} |",
        "",
        (
            f"Drained/bare, median of {ROUNDS} interleaved rounds of {LETTERS}:"
            f" **{median(ratios):.2f}** (from {ratios[0]:.2f} to {ratios[-1]:.2f}; wanted 0.7)."
        ),
    ]


def floor(stage: Stage, ready: bytes) -> float:
    """Return letters per second for ready messages over one connection."""
    began = time.perf_counter()
    with smtplib.SMTP(stage.mail.host, stage.mail.port) as server:
        for _ in range(LETTERS):
            server.sendmail("portal@portal.example", ["wang@example.org"], ready)
    return LETTERS / (time.perf_counter() - began)


def drained() -> float:
    """Return letters per second out of the outbox."""
    began = time.perf_counter()
    if drain.drain("mail") != LETTERS:
        raise ValueError("not every letter was drained")
    return LETTERS / (time.perf_counter() - began)
