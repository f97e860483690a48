"""An SMTP server that fails on demand, for the fault tests.

`with FaultySmtp(folder) as server: server.become(Mode.HANG)`; letters it took are in the Maildir.
"""

import argparse
import asyncio
import contextlib
import time
from enum import StrEnum
from pathlib import Path
from typing import AnyStr

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.child import ServerFailedError
from deploy.local.maildir import Maildir
from deploy.local.ports import HOST
from deploy.local.smtp_catcher import Catch, Conversation, told_to_stop
from deploy.local.smtp_child import SmtpChild

LOOK_SECONDS = 0.02  # between two looks at the wish
SLOW_SECONDS = 0.25  # before each answer of a slow server
OBEY_SECONDS = 5.0  # how long `become` waits for the process


class Mode(StrEnum):
    """What the server does to its clients, those already connected included."""

    ACCEPT = "accept"
    CLOSED = "closed"  # nobody listens, connections are cut
    REFUSE = "refuse"  # 421 to everything
    HANG = "hang"  # takes the connection and never answers
    SLOW = "slow"  # answers late
    DROP_MID_DATA = "drop_mid_data"  # cuts the connection inside the letter, which is lost
    DROP_AFTER_DATA = "drop_after_data"  # keeps the letter and cuts the connection before its OK


class Board:
    """The files through which the mode is asked for (`wish`) and confirmed (`mode`)."""

    def __init__(self, folder: Path) -> None:
        self._wish, self._mode = folder / "wish", folder / "mode"

    def ask(self, mode: Mode) -> None:
        """Ask for a mode and wait until the server has it; raises ServerFailedError."""
        self._write(self._wish, mode)
        deadline = time.monotonic() + OBEY_SECONDS
        while self._read(self._mode) != mode:
            if time.monotonic() > deadline:
                raise ServerFailedError(f"the SMTP server does not become {mode}")
            time.sleep(LOOK_SECONDS)

    def wish(self) -> Mode:
        """Return the mode asked for."""
        return self._read(self._wish) or Mode.ACCEPT

    def confirm(self, mode: Mode) -> None:
        """Say that the server has `mode`."""
        self._write(self._mode, mode)

    def _write(self, file: Path, mode: Mode) -> None:
        fresh = file.with_suffix(".new")
        fresh.write_text(mode, "ascii")
        fresh.rename(file)

    def _read(self, file: Path) -> Mode | None:
        with contextlib.suppress(FileNotFoundError):
            return Mode(file.read_text("ascii"))
        return None


class Server:
    """The listener and the mode it is in."""

    def __init__(self, maildir: Maildir, port: int) -> None:
        self.mode = Mode.ACCEPT
        self._maildir, self._port = maildir, port
        self._listener: asyncio.Server | None = None

    async def obey(self, board: Board) -> None:
        """Follow the board until cancelled."""
        while True:
            self.mode = board.wish()
            await self._listen()
            board.confirm(self.mode)
            await asyncio.sleep(LOOK_SECONDS)

    async def _listen(self) -> None:
        wanted = self.mode is not Mode.CLOSED
        if wanted and self._listener is None:
            loop = asyncio.get_running_loop()
            self._listener = await loop.create_server(self._conversation, HOST, self._port)
        elif not wanted and self._listener is not None:
            self._listener.close()
            self._listener = None

    def _conversation(self) -> SMTP:
        return FaultyConversation(self, CatchThenFail(self, self._maildir))


class CatchThenFail(Catch):
    """Keep the letter; in one mode, cut the connection before saying so."""

    def __init__(self, owner: Server, maildir: Maildir) -> None:
        super().__init__(maildir)
        self._owner = owner

    async def handle_DATA(  # noqa: N802  the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Store one letter."""
        answer = await super().handle_DATA(server, session, envelope)
        if self._owner.mode is Mode.DROP_AFTER_DATA:
            _cut(server)
        return answer


class FaultyConversation(Conversation):
    """The conversation with one client, spoilt as the mode says."""

    def __init__(self, owner: Server, handler: Catch) -> None:
        super().__init__(handler)
        self._owner = owner

    async def push(self, status: AnyStr) -> None:
        """Send one answer, or fail to."""
        match self._owner.mode:
            case Mode.REFUSE:
                await super().push("421 4.3.2 Not today")
                _cut(self)
            case Mode.CLOSED:
                _cut(self)
            case Mode.HANG:
                await asyncio.Event().wait()
            case Mode.SLOW:
                await asyncio.sleep(SLOW_SECONDS)
                await super().push(status)
            case _:
                await super().push(status)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  the name is aiosmtpd's
        """Take a letter, or cut the connection after its first line."""
        if self._owner.mode is not Mode.DROP_MID_DATA:
            await super().smtp_DATA(arg)
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        await self._reader.readuntil(b"\r\n")
        _cut(self)


def _cut(conversation: SMTP) -> None:
    if isinstance(conversation.transport, asyncio.Transport):
        conversation.transport.close()


class FaultySmtp(SmtpChild):
    """The server as a process of its own: a context manager."""

    name = "the faulty SMTP server"
    module = "deploy.local.faulty_smtp"

    def become(self, mode: Mode) -> None:
        """Change what the server does, from the next answer on."""
        Board(self.maildir).ask(mode)


async def serve(folder: Path, port: int) -> None:
    """Listen on `port`, in the mode asked for, until SIGTERM or SIGINT."""
    stopped = told_to_stop()
    task = asyncio.create_task(Server(Maildir(folder), port).obey(Board(folder)))
    await asyncio.wait(
        [task, asyncio.create_task(stopped.wait())], return_when=asyncio.FIRST_COMPLETED
    )


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maildir", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args()
    asyncio.run(serve(given.maildir, given.port))


if __name__ == "__main__":
    main()
