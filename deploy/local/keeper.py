"""Keep processes and servers running: start, watch, start again, end in reverse order."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import NoReturn, Protocol, Self

from deploy.local.child import ServerFailedError
from deploy.local.ending import obey
from deploy.local.screen import say

PAUSE_SECONDS = 1.0  # before the first new start; doubled while it does not hold
PAUSE_MAX_SECONDS = 30.0
HOLDS_SECONDS = 20.0  # a process that lived this long starts again with the first pause
LOOK_SECONDS = 0.2
END_SECONDS = 10.0  # for all of a tier together


class VitalEndedError(Exception):
    """A process without which the run makes no sense has ended."""


class Startable(Protocol):
    """What can be kept: a local server or a program."""

    @property
    def name(self) -> str:
        """What it is called on the screen."""

    @property
    def vital(self) -> bool:
        """Whether the run ends with it."""

    def start(self) -> None:
        """Start it; raises ServerFailedError."""

    def ended(self) -> int | None:
        """Return its exit status once it has ended by itself."""

    def running(self) -> bool:
        """Tell whether it was started and has not ended."""

    def ask_to_end(self) -> None:
        """Ask it to end, without waiting."""

    def stop(self) -> None:
        """End it, waiting, by force when it must be."""


@dataclass
class Kept:
    """One thing kept, and when to start it again."""

    thing: Startable
    pause: float = PAUSE_SECONDS
    started_at: float = field(default_factory=time.monotonic)
    due_at: float | None = None

    def look(self) -> None:
        """Notice that it ended, or start it again when the pause is over."""
        status = self.thing.ended()
        if self.due_at is None and status is not None:
            self._ended(status)
        elif self.due_at is not None and time.monotonic() >= self.due_at:
            self._start_again()

    def _ended(self, status: int) -> None:
        if self.thing.vital:
            raise VitalEndedError(f"{self.thing.name} ended with status {status}: stopping.")
        if time.monotonic() - self.started_at > HOLDS_SECONDS:
            self.pause = PAUSE_SECONDS
        self.thing.stop()
        say(f"{self.thing.name} ended with status {status}; again in {self.pause:g} s")
        self.due_at = time.monotonic() + self.pause
        self.pause = min(self.pause * 2, PAUSE_MAX_SECONDS)

    def _start_again(self) -> None:
        self.started_at, self.due_at = time.monotonic(), None
        try:
            self.thing.start()
        except ServerFailedError as error:
            say(str(error))
            self.due_at = time.monotonic() + self.pause


class Keeper:
    """Everything that runs, in tiers: the last one started is the first to end."""

    def __init__(self) -> None:
        self._tiers: list[list[Kept]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, things: Sequence[Startable]) -> None:
        """Start a tier, one thing after the other; raises ServerFailedError."""
        self._tiers.append([])
        for thing in things:
            self._tiers[-1].append(Kept(thing))
            thing.start()

    def look(self) -> None:
        """Start again what ended; raises VitalEndedError, or SystemExit when told to end."""
        obey()
        for tier in self._tiers:
            for kept in tier:
                kept.look()

    def keep(self) -> NoReturn:
        """Look again and again; only VitalEndedError or a signal ends it."""
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """End everything, tier by tier."""
        for tier in reversed(self._tiers):
            _end_tier([kept.thing for kept in tier])


def _end_tier(things: list[Startable]) -> None:
    for thing in things:
        thing.ask_to_end()
    deadline = time.monotonic() + END_SECONDS
    while any(thing.running() for thing in things) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS / 4)
    for thing in things:
        thing.stop()
