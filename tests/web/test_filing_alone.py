"""Filing while Redis is away."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from deploy.local.redis import Redis
from tests.web.browsing import Fill, Page, Visitor


@pytest.fixture
def no_redis(redis_server: Redis) -> Iterator[None]:
    """Redis stopped, and started again afterwards."""
    redis_server.stop()
    yield
    redis_server.start()


@pytest.fixture
def hanging_redis(redis_server: Redis) -> Iterator[None]:
    """Redis that takes connections and answers nothing: worse than none."""
    os.kill(redis_server.pid, signal.SIGSTOP)
    yield
    os.kill(redis_server.pid, signal.SIGCONT)


@pytest.mark.parametrize("absence", ["no_redis", "hanging_redis"])
def test_a_complaint_is_filed_at_once(
    client: Visitor, fill: Fill, request: pytest.FixtureRequest, absence: str
) -> None:
    form = fill()
    request.getfixturevalue(absence)
    began = time.monotonic()

    response = client.send("/complaints/new", form)

    assert response.status_code == 303
    assert time.monotonic() - began < 0.4
    assert client.get("/complaints/receipt").status_code == 200


@pytest.mark.parametrize("absence", ["no_redis", "hanging_redis"])
def test_a_complaint_can_be_tracked(
    client: Visitor, fill: Fill, request: pytest.FixtureRequest, absence: str
) -> None:
    client.send("/complaints/new", fill())
    code = client.page("/complaints/receipt").marked("data-receipt-code")
    form = {**client.page("/track").form(), "receipt_code": code}
    request.getfixturevalue(absence)
    began = time.monotonic()

    page = Page.of(client.post("/track", data=form, follow_redirects=True))

    assert page.marked("data-status") == "已收到"
    assert time.monotonic() - began < 3
