"""A real SMTP server that answers as a test tells it to, and keeps what it took."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from portal.mail.delivery import Post
from portal.mail.transport import MailSettings

Answer = Callable[[str], str | None]


def _accept(_address: str) -> str | None:
    return None


@dataclass
class Office:
    """What the server says to whom, and what it was given."""

    to_sender: Answer = _accept
    to_recipient: Answer = _accept
    to_content: Answer = _accept
    pipelining: bool = False
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    callers: set[Any] = field(default_factory=set)
    lines: list[Any] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        session.host_name = name
        self.lines.append(server.transport)
        return [lines[0], "250-PIPELINING", *lines[1:]] if self.pipelining else lines

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        self.callers.add(session.peer)
        refused = self.to_sender(address)
        if not refused:
            envelope.mail_from = address
        return refused or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        refused = self.to_recipient(address)
        if not refused:
            envelope.rcpt_tos.append(address)
        return refused or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        refused = self.to_content(envelope.rcpt_tos[0])
        if refused:
            return refused
        self.recipients += envelope.rcpt_tos
        content = envelope.original_content or b""
        self.letters.append(message_from_bytes(content, policy=default))
        return f"250 2.0.0 taken as {len(self.letters)}"


class Desk:
    """The server's own thread and port, while a test runs."""

    def __init__(self, **said: Any) -> None:
        self.office = Office(**said)
        self.controller: Controller | None = None

    def listen(self, port: int = 0, tls: ssl.SSLContext | None = None) -> Self:
        """Begin to listen, on *port* or on any that is free."""
        self.controller = Controller(
            self.office,
            hostname="127.0.0.1",
            port=port or free_port(),
            server_hostname="mail.example.org",
            tls_context=tls,
            require_starttls=tls is not None,
            authenticator=_authenticated,
            auth_require_tls=True,
        )
        self.controller.start()
        return self

    def close(self) -> None:
        """Stop listening and hang up."""
        if self.controller:
            self.hang_up()
            self.controller.stop()
            self.controller = None

    def hang_up(self) -> None:
        """Close every connection at the server's end."""
        assert self.controller
        for line in self.office.lines:
            self.controller.loop.call_soon_threadsafe(line.close)
        self.office.lines.clear()

    @property
    def port(self) -> int:
        """Return where it listens."""
        assert self.controller
        return int(self.controller.port)


def post_to(port: int, **settings: Any) -> Post:
    """Return the way to a server on this machine."""
    sender = "效能办, 投诉中心 <office@portal.example>"
    values = {"server": "127.0.0.1", "port": port, "sender": sender, "timeout": 0.5}
    return Post(MailSettings(**{**values, **settings}))


def _authenticated(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: Any
) -> AuthResult:
    right = isinstance(login, LoginPassword) and login.password == b"right"
    return AuthResult(success=right, handled=False)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
