"""PostgreSQL restarted under load: what was committed is done, and every process goes on."""

import threading
from collections.abc import Callable

import pytest

from tests.faults.reckoning import reckon
from tests.faults.scene import COMPLAINTS, STANDARD, Scene

pytestmark = pytest.mark.faults

RESTARTS = 2


def test_a_restart_under_load_loses_nothing_and_stops_no_process(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    processes = {**scene.start("standard", "mail"), "cron": scene.crew.flask("cron")}
    load = threading.Thread(target=scene.file, kwargs=STANDARD)
    load.start()

    for restart in range(1, RESTARTS + 1):
        await_filed(scene, COMPLAINTS * restart // (RESTARTS + 1))
        scene.servers.postgres.stop()
        scene.servers.postgres.start()
    load.join()
    scene.settle()

    record_property("letters that came again", reckon(scene))
    assert [name for name, process in processes.items() if process.poll() is not None] == []


def await_filed(scene: Scene, count: int) -> None:
    scene.wait(lambda: scene.filed >= count, f"{count} complaints to be filed")
