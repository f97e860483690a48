"""Logs: one JSON object per line in production, readable lines elsewhere; colour on a terminal."""

import logging
import sys

import structlog


def configure_logs(*, production: bool) -> None:
    """Set up structlog for this process; lines go to standard error."""
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
