"""A request to end: a signal makes it, loops ask for it."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOK_SECONDS = 0.1


class Stop:
    """Turns SIGTERM and SIGINT into a question that loops can ask."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        """Tell whether it is time to end."""
        return self.asked

    def hear(self, _signal: int, _frame: FrameType | None) -> None:
        """Take note of a signal."""
        self.asked = True

    def listen(self) -> None:
        """Hear the signals from now on."""
        for number in SIGNALS:
            signal.signal(number, self.hear)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear the signals during the block."""
        before = [(number, signal.getsignal(number)) for number in SIGNALS]
        self.listen()
        try:
            yield
        finally:
            for number, handler in before:
                signal.signal(number, handler)


def rest(stop: Callable[[], bool], seconds: float) -> None:
    """Wait *seconds*, or until *stop* says that it is time to end."""
    until = time.monotonic() + seconds
    while not stop() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, LOOK_SECONDS))
