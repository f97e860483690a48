"""What a run says on the terminal: its own lines, and those of its programs under their names."""

import contextlib
import sys
import threading
from typing import IO

NAME_WIDTH = 18
_turn = threading.Lock()


def say(text: str) -> None:
    """Write a line of our own; silent once nobody reads any more."""
    _write(text.encode())


def relay(name: str, lines: IO[bytes]) -> None:
    """Write each line of a program under its name until the program closes them."""
    with lines:
        for line in lines:
            _write(f"{name:<{NAME_WIDTH}} | ".encode() + line.rstrip(b"\n"))


def _write(line: bytes) -> None:
    with _turn, contextlib.suppress(OSError, ValueError):
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
