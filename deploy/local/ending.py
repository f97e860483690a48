"""When we must end: told by a signal, or because make, who started us, is gone."""

import ctypes
import os
import select
import signal
import sys
from types import FrameType

PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
TELLING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_told: list[int] = []
_terminals: list[int] = []


def end_when_told() -> None:
    """Turn the first signal that asks us to end into SystemExit; later ones change nothing."""
    for number in TELLING:
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    _terminals.extend(stream for stream in (0, 1, 2) if os.isatty(stream))
    _end_with_make()


def _end(number: int, _frame: FrameType | None) -> None:
    hold_on()
    _told.append(number)
    raise SystemExit(128 + number)


def obey() -> None:
    """Raise SystemExit when we have been told, or when our terminal is gone.

    Python drops what a signal raises in a finaliser. A terminal that closes tells only the first
    process in it; when that is make, it waits for us in silence.
    """
    if not _told and _terminal_gone():
        _told.append(signal.SIGHUP)
    if _told:
        hold_on()
        raise SystemExit(128 + _told[0])


def _terminal_gone() -> bool:
    if not _terminals or signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        return False
    return hung_up(_terminals[0])


def hung_up(stream: int) -> bool:
    """Tell whether the other end of a terminal, or of what stands for one, is closed."""
    looking = select.poll()
    looking.register(stream, 0)
    return any(event & select.POLLHUP for _, event in looking.poll(0))


def hold_on() -> None:
    """From now on let no signal interrupt the tidying up."""
    for number in TELLING:
        signal.signal(number, _nothing)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    pass


def _end_with_make() -> None:
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
