"""The relay: one ring for all that waits, however often it is asked."""

import time
from collections.abc import Iterator
from itertools import count

import pytest
from redis import Redis
from sqlalchemy.orm import Session

from portal.jobs import queues, relay
from tests.factories import Make

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def bell(app: object) -> Iterator[Redis]:
    """The workers' Redis, empty."""
    with queues.redis() as connection:
        connection.flushdb()
        yield connection


def test_a_queue_is_rung_once_until_a_worker_comes(bell: Redis) -> None:
    rung = [queues.ring("mail", bell) for _ in range(3)]

    assert rung == [True, False, False]
    assert queues.queue("mail", bell).count == 1


def test_a_queue_is_rung_again_while_its_drain_is_at_work(bell: Redis) -> None:
    queues.ring("mail", bell)
    bell.lpop(queues.queue("mail", bell).key)

    assert queues.ring("mail", bell)
    assert queues.queue("mail", bell).count == 1


def test_the_relay_rings_the_queues_that_have_work_and_no_others(
    bell: Redis, session: Session, make: Make
) -> None:
    make.complaint()
    session.commit()
    turns = count()

    relay.relay(lambda: next(turns) > 3)

    rung = {name for name in queues.QUEUES if queues.queue(name, bell).count}
    assert rung == {"standard", "mail"}


def test_a_burst_of_news_is_heard_in_one_breath(session: Session, make: Make) -> None:
    with relay.listening() as heard:
        for _ in range(200):
            make.complaint()
            session.commit()
        heard.execute("SELECT 1")  # takes in the news, as asking for waiting rows does
        began = time.monotonic()
        relay.await_news(heard)

    assert time.monotonic() - began < 2  # a breath for each would take four seconds
