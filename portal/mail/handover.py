"""Handing one letter to an SMTP server: envelope, content, acceptance.

The waiting is used: a letter is built while the server looks at the envelope, and where the server
offers pipelining the envelope goes out in one piece [RFC 2920], two round trips instead of four.
"""

import smtplib
from collections.abc import Callable
from enum import IntEnum

ACCEPTED = (250, 251)
GO_AHEAD = 354
SERVICE_CLOSING = 421
PATIENCE = 4
END = b"\r\n.\r\n"


class Stage(IntEnum):
    """How far the talk about a letter got."""

    CONNECTING = 0
    SENDER = 1
    RECIPIENT = 2
    CONTENT = 3


class Handover:
    """One letter on its way over *host*; ``stage`` tells how far it got.

    *build* makes the letter's content; it is called once, after the sender is named.
    """

    def __init__(
        self, host: smtplib.SMTP, *, sender: str, recipient: str, build: Callable[[], bytes]
    ) -> None:
        self._host = host
        self._sender = sender
        self._recipient = recipient
        self._build = build
        self._pipelining = host.has_extn("pipelining")
        self.stage = Stage.SENDER

    def complete(self) -> str:
        """Hand the letter over and return the server's words of acceptance.

        Raises smtplib's SMTPSenderRefused, SMTPRecipientsRefused, SMTPDataError or
        SMTPServerDisconnected, or OSError.
        """
        later = self._open_envelope()
        content = self._build()
        self._close_envelope(later)
        self.stage = Stage.CONTENT
        code, words = self._offer(content)
        if code not in ACCEPTED:
            raise smtplib.SMTPDataError(code, words)
        return words.decode("utf-8", "replace")

    def _open_envelope(self) -> list[str]:
        """Send what can be sent without waiting; return the commands that have to wait."""
        commands = [f"MAIL FROM:<{self._sender}>", f"RCPT TO:<{self._recipient}>", "DATA"]
        if self._pipelining:
            self._host.send("".join(f"{command}\r\n" for command in commands))
            return []
        self._host.putcmd(commands[0])
        return commands[1:]

    def _close_envelope(self, later: list[str]) -> None:
        """Hear the replies until the go-ahead; raise what was refused first."""
        refusal: smtplib.SMTPException | None = None
        for place in range(3):
            self.stage = Stage.RECIPIENT if place else Stage.SENDER
            if later and place:
                self._host.putcmd(later[place - 1])
            code, words = self._host.getreply()
            refusal = refusal or self._refusal(place, code, words)
            if refusal and (later or code == SERVICE_CLOSING):
                raise refusal
        if refusal:
            self._withdraw(code)
            raise refusal

    def _refusal(self, place: int, code: int, words: bytes) -> smtplib.SMTPException | None:
        """Return what the reply to the command at *place* refuses, if anything."""
        if code in (ACCEPTED, ACCEPTED, (GO_AHEAD,))[place]:
            return None
        if place == 0:
            return smtplib.SMTPSenderRefused(code, words, self._sender)
        if place == 1:
            return smtplib.SMTPRecipientsRefused({self._recipient: (code, words)})
        return smtplib.SMTPDataError(code, words)

    def _withdraw(self, code: int) -> None:
        """End the content that a server asks for although it refused the envelope."""
        if code == GO_AHEAD:
            self._offer(b"")

    def _offer(self, content: bytes) -> tuple[int, bytes]:
        """Send *content*, lines that begin with a full stop marked [RFC 5321 §4.5.2].

        The answer is waited for longer than any other: whoever hangs up while the server still
        looks through a letter sends it twice.
        """
        self._host.send(content.removesuffix(b"\r\n").replace(b"\n.", b"\n..") + END)
        self._wait_at_most(PATIENCE * self._host.timeout)
        reply = self._host.getreply()
        self._wait_at_most(self._host.timeout)
        return reply

    def _wait_at_most(self, seconds: float) -> None:
        if self._host.sock:
            self._host.sock.settimeout(seconds)
