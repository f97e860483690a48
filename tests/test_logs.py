"""Logs hold words only, wherever they are kept; colours are for terminals."""

import json
import logging
import os
import pty
import sys
from collections.abc import Iterator
from io import TextIOWrapper

import pytest
import structlog

from portal.logs import configure_logs

ESCAPE = "\x1b"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the logs as they were."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def complain(*, production: bool) -> None:
    configure_logs(production=production)
    try:
        int("broken")
    except ValueError:
        structlog.get_logger().exception("outbox row parked", letter="receipt")


def test_lines_that_go_to_a_file_hold_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    complain(production=False)

    said = capsys.readouterr().err
    assert "outbox row parked" in said
    assert "letter=receipt" in said
    assert "ValueError: invalid literal" in said
    assert ESCAPE not in said


def test_lines_on_a_terminal_are_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, os.fdopen(ours, "rb", buffering=0) as screen:
        monkeypatch.setattr(sys, "stderr", terminal)
        configure_logs(production=False)
        structlog.get_logger().info("shown")
        assert isinstance(terminal, TextIOWrapper)
        assert ESCAPE.encode() in screen.read(4096)


def test_in_production_each_line_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    complain(production=True)

    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["event"], said["letter"], said["level"]) == (
        "outbox row parked", "receipt", "error",
    )  # fmt: skip
    assert "ValueError: invalid literal" in said["exception"]


def test_the_lines_of_the_development_server_are_plain_too(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    assert capsys.readouterr().err == ""  # not a terminal
    configure_logs(production=False)

    with caplog.at_level(logging.INFO, "werkzeug"):
        logging.getLogger("werkzeug").info("%s - %s", "127.0.0.1", "\x1b[32mPOST /track\x1b[0m")

    assert caplog.messages == ["127.0.0.1 - POST /track"]
