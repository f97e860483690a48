"""Redis is only a bell: without it filing goes on, and nothing is lost with what it held."""

import statistics
from collections.abc import Callable

import pytest

from deploy.local.ports import free_port
from portal.jobs.queues import QUEUES
from tests.faults.citizen import file_over_http
from tests.faults.reckoning import reckon
from tests.faults.scene import ASSIGNED, COMPLAINTS, STANDARD, Scene

pytestmark = pytest.mark.faults


def test_what_was_waiting_in_a_flushed_redis_is_rung_for_again(scene: Scene) -> None:
    scene.crew.flask("relay")
    scene.file(COMPLAINTS // 2)
    with scene.servers.client() as client:
        scene.wait(
            lambda: all(client.llen(f"rq:queue:{name}") for name in ("mail", "standard")), "rings"
        )
        client.flushall()
        for name in QUEUES:
            scene.worker(name)
        scene.file(COMPLAINTS // 2)
        for name in ("standard", "mail"):
            scene.await_batch(name)
            client.flushall()
    scene.settle()

    assert reckon(scene) == 0


def test_filing_goes_on_quickly_without_redis(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    processes = scene.start("referral", "discipline", "standard", "upkeep")
    port = free_port()
    scene.crew.web(port)
    scene.await_workers(4)
    scene.wait(lambda: scene.crew.said("Listening at"), "the pages")
    scene.servers.redis.stop()
    try:
        answers = file_over_http(port, COMPLAINTS)
        processes["mail"] = scene.worker("mail")  # one that has never seen Redis
        scene.filed = scene.count("SELECT count(*) FROM complaint")
        assert scene.count(ASSIGNED) == 0
    finally:
        scene.servers.redis.start()
    scene.settle()

    assert {status for status, _ in answers} == {303}
    seconds = [taken for _, taken in answers]
    assert statistics.median(seconds) < 0.5  # a client that waits for Redis waits longer
    record_property("slowest POST, ms", round(max(seconds) * 1000))
    record_property("median POST, ms", round(statistics.median(seconds) * 1000))
    assert scene.filed == COMPLAINTS
    assert reckon(scene) == 0
    assert [name for name, process in processes.items() if process.poll() is not None] == []


def test_a_redis_that_goes_in_the_middle_of_a_batch_stops_no_process_for_good(scene: Scene) -> None:
    processes = scene.start("standard", "mail")
    scene.file(**STANDARD)

    for name in ("standard", "mail"):
        scene.await_batch(name)
        scene.servers.redis.stop()
        scene.servers.redis.start()
    scene.settle()

    assert reckon(scene) == 0
    assert [name for name, process in processes.items() if process.poll() is not None] == []
