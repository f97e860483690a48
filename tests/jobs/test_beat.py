"""The beat: of several copies one asks for the sweeps, and another takes its place."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.jobs import queues
from portal.jobs.beat import LOCK, beat
from portal.jobs.sweeps import sweep

HOLDERS = text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = :lock AND granted")
LEAVE = text("SELECT pg_terminate_backend(:pid)")


@contextmanager
def copies(app: Flask, number: int) -> Iterator[None]:
    ended = threading.Event()

    def run() -> None:
        with app.app_context():
            beat(ended.is_set)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def sweeps(app: Flask) -> Iterator[Callable[[], int]]:
    """Count the sweeps asked for and not yet begun."""
    with queues.redis() as connection:
        connection.flushdb()
        yield lambda: queues.queue("upkeep", connection).count


def holders(session: Session) -> list[int]:
    found = list(session.scalars(HOLDERS, {"lock": LOCK}))
    session.rollback()
    return found


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_of_two_copies_one_beats(app: Flask, session: Session, sweeps: Callable[[], int]) -> None:
    with copies(app, 2):
        until(sweeps)
        time.sleep(0.5)  # in which the second one would ask, too

        assert sweeps() == 1
        assert len(holders(session)) == 1
    (job,) = queues.queue("upkeep", queues.redis()).jobs
    assert job.func is sweep
    until(lambda: not holders(session))


def test_when_the_copy_that_beats_falls_out_another_takes_its_place(
    app: Flask, session: Session, sweeps: Callable[[], int]
) -> None:
    with copies(app, 2):
        until(sweeps)
        (leader,) = holders(session)
        session.execute(LEAVE, {"pid": leader})
        until(lambda: holders(session) not in ([], [leader]))

        assert len(holders(session)) == 1
        assert sweeps() == 1
