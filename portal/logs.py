"""Logs: one JSON object per line in production, readable lines elsewhere; colour on a terminal."""

import logging
import re
import sys

import structlog

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Plain(logging.Filter):
    """Takes the colours out of what others log: werkzeug's server puts them in everywhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave the words of *record*, and let it pass."""
        record.msg, record.args = COLOURS.sub("", record.getMessage()), ()
        return True


PLAIN = Plain()


def configure_logs(*, production: bool) -> None:
    """Set up structlog for this process; lines go to standard error."""
    if not sys.stderr.isatty():
        logging.getLogger("werkzeug").addFilter(PLAIN)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer() if production else _lines(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )


def _lines() -> structlog.dev.ConsoleRenderer:
    """Return what writes readable lines: plain ones where they are kept, not looked at."""
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
