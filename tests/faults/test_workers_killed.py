"""Workers killed without warning: what they left is done by others, once."""

import random
import time
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import text

from tests.faults.deadly import DEADLY, DEADLY_ONCE
from tests.faults.processes import asleep, kill_family, kill_parent
from tests.faults.reckoning import reckon
from tests.faults.scene import LEASED, STANDARD, Scene

pytestmark = pytest.mark.faults

KILLS = 3
MOMENT_SECONDS = 0.15
AGAIN = "SELECT count(*) FROM outbox WHERE attempts > 1 AND queue = :queue"


def test_killed_workers_lose_nothing_and_assign_nothing_twice(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    workers = scene.start()
    scene.file()

    for queue in KILLS * ("standard", "mail"):
        scene.await_batch(queue)
        time.sleep(random.uniform(0, MOMENT_SECONDS))  # noqa: S311 -- any moment will do
        kill_family(workers[queue])
        workers[queue] = scene.worker(queue)
    scene.settle()

    again = reckon(scene)
    record_property("letters that came again", again)
    assert again <= KILLS  # one for each worker of letters that died with one in its hands


def test_a_worker_that_dies_between_the_mail_servers_ok_and_the_commit_repeats_that_letter(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    scene.file(199, **STANDARD)
    scene.file(1, **STANDARD, subject=DEADLY_ONCE)

    scene.start("standard", "mail", app="tests.faults.deadly")
    scene.settle()

    repeated = reckon(scene)
    record_property("letters that came again", repeated)
    assert 1 <= repeated <= 2  # the receipt and the notice, unless one was in the other's batch


def test_a_child_that_outlives_its_worker_and_its_lease_does_nothing_again(
    stage: Callable[..., Scene], record_property: Callable[[str, object], None]
) -> None:
    scene = stage(DRAIN_BUDGET="60")  # or the child would wake up, see the time and give back
    workers = scene.start("standard", "mail")
    scene.file(**STANDARD)
    orphans = []

    for queue in ("standard", "mail"):
        scene.await_batch(queue)
        left = kill_parent(workers[queue])
        with asleep(left):
            scene.worker(queue)
            scene.wait(partial(taken_over, scene, queue), "its rows to be taken over")
        orphans += left
    scene.settle()
    scene.wait(lambda: not set(orphans) & set(scene.crew.left()), "the children to end")

    assert orphans
    again = reckon(scene)
    record_property("letters that came again", again)
    assert again <= 1  # the one that it was handing over: it slept longer than a server is awaited


def taken_over(scene: Scene, queue: str) -> bool:
    """Tell whether another worker has what a sleeping one held, but for the row in its hands."""
    return scene.count(AGAIN, queue=queue) > 0 or scene.count(LEASED, queue=queue) <= 1


def test_a_row_that_kills_its_worker_each_time_is_parked_and_holds_up_no_other(
    stage: Callable[..., Scene],
) -> None:
    scene = stage(OUTBOX_BACKOFF="0.5,0.5", OUTBOX_LEASE="2")
    scene.file(30, **STANDARD)
    scene.file(1, **STANDARD, subject=DEADLY)
    scene.file(169, **STANDARD)

    scene.start("standard", "mail", app="tests.faults.deadly")
    scene.settle()

    assert reckon(scene, deadly=1) == 0
    with scene.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM outbox WHERE parked_at IS NOT NULL")).all()
    assert {row.kind for row in rows} == {"assign", "letter"}
    assert all(row.parked_reason.startswith("WorkerDiedError: given up after 3") for row in rows)
