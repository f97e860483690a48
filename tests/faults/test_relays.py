"""The relay keeps no state: none for a while, or two at once, do no harm."""

import pytest

from tests.faults.reckoning import reckon
from tests.faults.scene import COMPLAINTS, STANDARD, Scene

pytestmark = pytest.mark.faults


def test_a_killed_relay_is_made_good_by_the_next_and_two_do_nothing_twice(scene: Scene) -> None:
    relay = scene.start("standard", "mail")["relay"]
    scene.file(COMPLAINTS // 4, **STANDARD)
    scene.await_batch("mail")

    relay.kill()
    relay.wait()
    scene.file(COMPLAINTS // 4, **STANDARD)  # nobody hears of these
    scene.crew.flask("relay")
    scene.settle()
    scene.crew.flask("relay")
    scene.file(COMPLAINTS // 2, **STANDARD)
    scene.settle()

    assert reckon(scene) == 0
