"""Flask-Mail as transport, with time limits, certificate checks, and no refusal kept silent."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

import flask_mail

from portal.mail.handover import Handover, Stage
from portal.mail.message import LetterMessage, Sender

OK = 250


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server and the office's own address; *timeout* in seconds, for each step."""

    server: str
    port: int
    sender: str
    username: str = ""
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False
    timeout: float = 10


class MailServer(flask_mail.Mail):
    """The office's mail server; knows how to connect, holds no connection."""

    def __init__(self, settings: MailSettings) -> None:
        super().__init__()
        self.settings = settings
        self.sender = Sender.parsed(settings.sender)
        self.state = self.init_mail(
            {
                "MAIL_SERVER": settings.server,
                "MAIL_PORT": settings.port,
                "MAIL_USERNAME": settings.username or None,
                "MAIL_PASSWORD": settings.password or None,
                "MAIL_USE_TLS": settings.use_tls,
                "MAIL_USE_SSL": settings.use_ssl,
            }
        )

    @cached_property
    def tls(self) -> ssl.SSLContext:
        """Return what checks the server's certificate and name."""
        return ssl.create_default_context()

    def connect(self) -> "SmtpConnection":
        """Return a connection that is opened by ``with``."""
        return SmtpConnection(self)


class SmtpConnection(flask_mail.Connection):
    """One SMTP connection for many letters, with a time limit on every step."""

    handover: Handover | None = None

    def configure_host(self) -> smtplib.SMTP:
        """Connect, encrypt and sign in as the settings say; leave nothing open on failure."""
        host = self._connected()
        try:
            if self.mail.use_tls:
                host.starttls(context=self.mail.tls)
            if self.mail.username:
                host.login(self.mail.username, self.mail.password)
            host.ehlo_or_helo_if_needed()
        except BaseException:
            host.close()
            raise
        return host

    def _connected(self) -> smtplib.SMTP:
        server = self.mail.settings
        # The name we greet with is given, or smtplib would wait for the resolver to find one.
        name, limit = self.mail.sender.domain, server.timeout
        if server.use_ssl:
            return smtplib.SMTP_SSL(
                server.server, server.port, name, timeout=limit, context=self.mail.tls
            )
        return smtplib.SMTP(server.server, server.port, name, timeout=limit)

    def send(self, message: LetterMessage) -> str:  # type: ignore[override]  # letters only
        """Hand *message* over and return the server's words of acceptance.

        Raises what smtplib raises, or OSError; ``stage`` then tells how far the letter got.
        """
        self.handover = None
        self.handover = Handover(
            self._open_host(),
            sender=message.office.address,
            recipient=message.letter.to,
            build=message.as_bytes,
        )
        accepted = self._completed(self.handover)
        self.num_emails += 1
        return accepted

    def _completed(self, handover: Handover) -> str:
        """Complete *handover*; what fails here and not at the server leaves the talk half-done."""
        try:
            return handover.complete()
        except (smtplib.SMTPException, OSError):
            raise
        except BaseException:
            self.close()
            raise

    @property
    def stage(self) -> Stage:
        """Tell how far the last letter got."""
        return self.handover.stage if self.handover else Stage.CONNECTING

    def _open_host(self) -> smtplib.SMTP:
        if self.host is None:
            self.num_emails = 0
            self.host = self.configure_host()
        return self.host

    def forget_letter(self) -> None:
        """Make the connection fit for the next letter after a refusal, or close it."""
        try:
            fit = self.host is not None and self.host.rset()[0] == OK
        except (smtplib.SMTPException, OSError):
            fit = False
        if not fit:
            self.close()

    def close(self) -> None:
        """Hang up at once; the next letter opens a new connection."""
        if self.host is not None:
            self.host.close()
            self.host = None

    def __exit__(self, *_: object) -> None:
        """Take leave of the server as far as it still listens."""
        if self.host is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.host.quit()
        self.close()
