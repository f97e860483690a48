"""Workers killed without warning: what they left is done by others, once."""

import random
import time
from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.faults.deadly import DEADLY, DEADLY_ONCE
from tests.faults.processes import kill_family, kill_parent
from tests.faults.reckoning import reckon
from tests.faults.scene import STANDARD, Scene

pytestmark = pytest.mark.faults

KILLS = 3
MOMENT_SECONDS = 0.15


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

    record_property("letters that came again", reckon(scene))


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


def test_a_child_that_outlives_its_worker_does_not_meet_the_next_one(scene: Scene) -> None:
    workers = scene.start("standard", "mail")
    scene.file(**STANDARD)
    orphans = []

    for queue in ("standard", "mail"):
        scene.await_batch(queue)
        orphans += kill_parent(workers[queue])
        scene.worker(queue)
    scene.settle()

    assert orphans
    assert reckon(scene) == 0


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
