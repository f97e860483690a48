"""Filing while Redis is away."""

import os
import signal
from collections.abc import Iterator

import pytest
from redis import Redis as Client

from deploy.local.redis import Redis
from tests.limits import forget_attempts
from tests.web.browsing import Fill, Page, Visitor


@pytest.fixture
def no_redis(redis_server: Redis) -> Iterator[None]:
    """Redis stopped, and started again afterwards."""
    redis_server.stop()
    yield
    redis_server.start()
    forget_attempts()


@pytest.fixture
def hanging_redis(redis_server: Redis) -> Iterator[None]:
    """Redis that takes connections and answers nothing: worse than none."""
    os.kill(redis_server.pid, signal.SIGSTOP)
    yield
    os.kill(redis_server.pid, signal.SIGCONT)
    forget_attempts()


@pytest.mark.parametrize("absence", ["no_redis", "hanging_redis"])
def test_a_complaint_is_filed_at_once(
    client: Visitor, fill: Fill, request: pytest.FixtureRequest, absence: str
) -> None:
    form = fill()
    request.getfixturevalue(absence)

    response = client.send("/complaints/new", form)

    assert response.status_code == 303
    assert client.get("/complaints/receipt").status_code == 200


def test_filing_asks_nothing_of_redis(client: Visitor, fill: Fill, redis_server: Redis) -> None:
    form = fill()
    with Client.from_url(redis_server.url) as redis:
        before = redis.info("stats")["total_commands_processed"]

        client.send("/complaints/new", form)

        assert redis.info("stats")["total_commands_processed"] == before + 1  # this question


@pytest.mark.parametrize("absence", ["no_redis", "hanging_redis"])
def test_a_complaint_can_be_tracked(
    client: Visitor, fill: Fill, request: pytest.FixtureRequest, absence: str
) -> None:
    client.send("/complaints/new", fill())
    code = client.page("/complaints/receipt").marked("data-receipt-code")
    form = {**client.page("/track").form(), "receipt_code": code}
    request.getfixturevalue(absence)

    page = Page.of(client.post("/track", data=form, follow_redirects=True))

    assert page.marked("data-status") == "已收到"
