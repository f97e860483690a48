"""A mail server that fails holds back its letters, nothing else, and none of them for good."""

import time
from collections.abc import Callable

import pytest

from deploy.local.faulty_smtp import Mode
from deploy.local.ports import free_port
from portal.jobs.queues import QUEUES
from tests.faults.citizen import file_over_http
from tests.faults.reckoning import arrived, reckon
from tests.faults.scene import COMPLAINTS, STANDARD, Scene

pytestmark = pytest.mark.faults

OUTAGE_SECONDS = 3.0
TRIES_PER_SECOND = 2.0  # the first step of the back-off is half a second
FAILED = "SELECT count(*) FROM outbox WHERE last_error IS NOT NULL"


@pytest.mark.parametrize("mode", [Mode.CLOSED, Mode.REFUSE, Mode.HANG, Mode.DROP_MID_DATA])
def test_letters_go_out_once_when_the_mail_server_is_well_again(
    scene: Scene, mode: Mode, record_property: Callable[[str, object], None]
) -> None:
    scene.servers.smtp.become(mode)
    scene.start("standard", "mail")
    scene.file(COMPLAINTS - 1, **STANDARD)

    began = time.monotonic()
    scene.wait(lambda: scene.count(FAILED), "the failure to be noticed")
    scene.await_assignment()
    time.sleep(OUTAGE_SECONDS)
    tries, seconds = scene.crew.said("server unreachable"), time.monotonic() - began
    assert arrived(scene).ids == {}
    scene.servers.smtp.become(Mode.ACCEPT)
    scene.file(1, **STANDARD)
    scene.settle()

    record_property("tries per second", round(tries / seconds, 1))
    assert tries <= TRIES_PER_SECOND * seconds + 1
    assert reckon(scene) == 0


def test_who_files_does_not_notice_that_the_mail_server_is_gone(scene: Scene) -> None:
    scene.servers.smtp.become(Mode.CLOSED)
    scene.start()
    scene.await_workers(len(QUEUES))
    scene.crew.web(port := free_port())
    scene.wait(lambda: scene.crew.said("Listening at"), "the pages")

    answers = file_over_http(port, COMPLAINTS)
    scene.filed = scene.count("SELECT count(*) FROM complaint")
    scene.await_assignment()
    assert arrived(scene).ids == {}
    scene.servers.smtp.become(Mode.ACCEPT)
    scene.settle()

    assert {status for status, _ in answers} == {303}
    assert scene.filed == COMPLAINTS
    assert reckon(scene) == 0


def test_a_letter_whose_acceptance_was_lost_comes_again_under_the_same_message_id(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    scene.servers.smtp.become(Mode.DROP_AFTER_DATA)
    scene.start("standard", "mail")
    scene.file(**STANDARD)

    scene.wait(lambda: scene.count(FAILED), "the failure to be noticed")
    scene.servers.smtp.become(Mode.ACCEPT)
    scene.settle()

    repeated = reckon(scene)
    record_property("letters that came again", repeated)
    assert repeated > 0
