import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.faulty_smtp import FaultySmtp, Mode
from deploy.local.maildir import PRUNE_EVERY, Maildir
from deploy.local.smtp_catcher import SmtpCatcher
from deploy.local.smtp_child import SmtpChild

LETTER = "Subject: 您好\r\n\r\n收到您的投诉。\r\n".encode()


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[FaultySmtp]:
    with FaultySmtp(tmp_path) as server:
        yield server


def send(server: SmtpChild, letters: int = 1) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=1) as client:
        for _ in range(letters):
            client.sendmail("a@example.org", ["投诉@example.org"], LETTER, ["SMTPUTF8"])


def test_a_letter_arrives_byte_for_byte_behind_its_envelope(tmp_path: Path) -> None:
    with SmtpCatcher(tmp_path) as server:
        send(server, letters=2)
        first, second = (file.read_bytes() for file in server.letters())

    envelope, _, letter = first.partition(b"Subject")
    assert b"Subject" + letter == LETTER
    assert "Delivered-To: 投诉@example.org\r\n".encode() in envelope
    assert first == second  # the same connection: the same X-Catcher-Peer


def test_a_whole_envelope_may_come_in_one_piece(tmp_path: Path) -> None:
    with SmtpCatcher(tmp_path) as server, smtplib.SMTP(server.host, server.port) as client:
        client.ehlo()
        assert client.has_extn("pipelining")
        client.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n")

        assert [client.getreply()[0] for _ in range(3)] == [250, 250, 354]
        client.send(LETTER + b".\r\n")
        assert client.getreply()[0] == 250
        assert len(server.letters()) == 1


def test_after_a_refused_envelope_the_next_is_taken(tmp_path: Path) -> None:
    with SmtpCatcher(tmp_path) as server, smtplib.SMTP(server.host, server.port) as client:
        client.ehlo()
        client.send("MAIL FROM:<a@example.org>\r\nRCPT b@example.org\r\nDATA\r\n")

        assert [client.getreply()[0] // 100 for _ in range(3)] == [2, 5, 5]
        client.rset()
        client.sendmail("a@example.org", ["b@example.org"], LETTER)
        assert len(server.letters()) == 1


def test_the_oldest_letters_go_when_there_are_too_many(tmp_path: Path) -> None:
    maildir = Maildir(tmp_path, keep=3)

    for number in range(PRUNE_EVERY):
        maildir.add(str(number).encode(), [])

    assert [int(file.read_bytes()) for file in maildir.letters()] == [497, 498, 499]


@pytest.mark.parametrize(
    ("mode", "error", "kept"),
    [
        (Mode.CLOSED, ConnectionRefusedError, 0),
        (Mode.REFUSE, smtplib.SMTPConnectError, 0),
        (Mode.HANG, smtplib.SMTPServerDisconnected, 0),
        (Mode.DROP_MID_DATA, smtplib.SMTPServerDisconnected, 0),
        (Mode.DROP_AFTER_DATA, smtplib.SMTPServerDisconnected, 1),
    ],
)
def test_it_fails_as_asked_and_recovers(
    faulty: FaultySmtp, mode: Mode, error: type[Exception], kept: int
) -> None:
    faulty.become(mode)
    with pytest.raises(error):
        send(faulty)
    assert len(faulty.letters()) == kept

    faulty.become(Mode.ACCEPT)
    send(faulty)
    assert len(faulty.letters()) == kept + 1


def test_a_slow_server_takes_the_letter(faulty: FaultySmtp) -> None:
    faulty.become(Mode.SLOW)

    send(faulty)

    assert len(faulty.letters()) == 1


def test_a_connection_that_is_open_fails_too(faulty: FaultySmtp) -> None:
    with smtplib.SMTP(faulty.host, faulty.port, timeout=1) as client:
        client.ehlo()
        faulty.become(Mode.CLOSED)

        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.docmd("NOOP")
