"""Asked to end, every process does so soon, and leaves nothing half done."""

import time
from collections.abc import Callable

import pytest

from deploy.local.faulty_smtp import Mode
from portal.jobs.queues import QUEUES
from tests.faults.processes import Process, children
from tests.faults.reckoning import arrived
from tests.faults.scene import LEASED, Scene

pytestmark = pytest.mark.faults

Note = Callable[[str, object], None]
SOON_SECONDS = 20.0  # on a quiet machine it is one; a drain's budget is spent after sixty
DONE = "SELECT count(*) FROM outbox WHERE done_at IS NOT NULL"
TRIED = "SELECT count(*) FROM outbox WHERE done_at IS NULL AND attempts > 0"


def end(*processes: Process) -> float:
    """Ask *processes* to end, and return how many seconds the last one took."""
    began = time.monotonic()
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(SOON_SECONDS)
    return time.monotonic() - began


def test_idle_processes_end_at_once(scene: Scene, record_property: Note) -> None:
    processes = [*scene.start().values(), scene.crew.flask("cron")]
    scene.await_workers(len(QUEUES))
    scene.file(4)
    scene.settle()
    scene.wait(lambda: not any(map(children, processes)), "the last drain to end")

    record_property("seconds", round(end(*processes), 1))

    assert {process.returncode for process in processes} == {0}


def test_a_worker_in_the_middle_of_a_batch_finishes_its_row_and_gives_back_the_rest(
    stage: Callable[..., Scene], record_property: Note
) -> None:
    scene = stage(DRAIN_BUDGET="60", OUTBOX_LEASE="60")
    scene.servers.smtp.become(Mode.SLOW)
    scene.file(20)
    worker = scene.start("mail")["mail"]
    scene.wait(lambda: arrived(scene).ids, "the first letter")
    (child,) = children(worker)

    record_property("seconds", round(end(worker), 1))

    assert worker.returncode == 0
    assert child not in scene.crew.left()
    assert scene.count(LEASED, queue="mail") == 0
    assert scene.count(TRIED) == 0
    assert scene.count(DONE) == len(arrived(scene).ids) < 20
    assert arrived(scene).repeated() == 0


def test_processes_end_without_redis_too(scene: Scene, record_property: Note) -> None:
    processes = [*scene.start("mail").values(), scene.crew.flask("cron")]
    scene.await_workers(1)

    scene.servers.redis.stop()
    try:
        scene.wait(lambda: scene.crew.said("could not connect"), "the outage")
        record_property("seconds", round(end(*processes), 1))
    finally:
        scene.servers.redis.start()

    assert {process.returncode for process in processes} == {0}
