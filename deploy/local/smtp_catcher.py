"""An SMTP server for one machine: it accepts every letter and keeps it in a Maildir.

Run as `python -m deploy.local.smtp_catcher --maildir FOLDER --port PORT`, or used by tests as
`with SmtpCatcher(folder) as catcher`.
"""

import argparse
import asyncio
import signal
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.maildir import Maildir
from deploy.local.ports import HOST
from deploy.local.smtp_child import SmtpChild

LETTER_MAX = 35 * 1024 * 1024  # bytes, what large providers take


class Catch:
    """The part that aiosmtpd calls: say what is offered, keep what was sent."""

    def __init__(self, maildir: Maildir) -> None:
        self._maildir = maildir

    async def handle_EHLO(  # noqa: N802  the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, name: str, offers: list[str]
    ) -> list[str]:
        """Offer pipelining too: commands are read one by one from a stream, answered in order."""
        del server, envelope
        session.host_name = name
        return [offers[0], "250-PIPELINING", *offers[1:]]

    async def handle_DATA(  # noqa: N802  the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Store one letter."""
        del server
        peer = ":".join(str(part) for part in session.peer or ())
        recipients = (("Delivered-To", to) for to in envelope.rcpt_tos)
        lines = ("Return-Path", f"<{envelope.mail_from or ''}>"), ("X-Catcher-Peer", peer)
        self._maildir.add(envelope.original_content or b"", [*lines, *recipients])
        return "250 OK"


class Conversation(SMTP):
    """What one client is offered: 8BITMIME, SMTPUTF8, pipelining; letters bounded in size."""

    def __init__(self, handler: Catch) -> None:
        super().__init__(
            handler,
            hostname="localhost",
            data_size_limit=LETTER_MAX,
            enable_SMTPUTF8=True,
            decode_data=False,
        )


async def serve(maildir: Maildir, port: int) -> None:
    """Listen on `port` until SIGTERM or SIGINT."""
    loop = asyncio.get_running_loop()
    stopped = told_to_stop()
    listener = await loop.create_server(lambda: Conversation(Catch(maildir)), HOST, port)
    await stopped.wait()
    listener.close()


def told_to_stop() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    return stopped


class SmtpCatcher(SmtpChild):
    """The catcher as a process of its own: a context manager."""

    name = "the SMTP catcher"
    module = "deploy.local.smtp_catcher"


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maildir", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    asyncio.run(serve(Maildir(given.maildir), given.port))


if __name__ == "__main__":
    main()
