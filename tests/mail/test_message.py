"""A message says what the letter says, whatever that is, to every standard parser."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.mail.cleaning import one_line
from portal.mail.headers import WRITTEN
from portal.mail.letter import FILE_NAME_MAX, SUBJECT_MAX, Enclosure, Letter
from portal.mail.message import LetterMessage, Sender, message_id, thread_root
from tests.mail.samples import make_letter

OFFICE = Sender("青禾区行政效能投诉中心, 效能办", "office@portal.example")
LONG_LINE = "投诉人反映窗口推诿扯皮，" * 2000


def parsed(letter: Letter, sender: Sender = OFFICE) -> EmailMessage:
    return message_from_bytes(LetterMessage(letter, sender).as_bytes(), policy=default)


def sender_name(letter: Letter, sender: Sender) -> str:
    """Return the name as RFC 2047 reads it; Python's own address parser leaves gaps in it."""
    words = message_from_bytes(LetterMessage(letter, sender).as_bytes())["From"].rpartition("<")[0]
    return str(make_header(decode_header(words.strip())))


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_every_header_of_the_contract_is_there() -> None:
    letter = make_letter(reply_to="answers@portal.example")

    message = parsed(letter)

    assert message["From"].addresses[0].addr_spec == "office@portal.example"
    assert message["To"].addresses[0].addr_spec == "reader@example.org"
    assert message["Subject"] == "您的投诉已收到（XN-2026-000123）"
    assert parsedate_to_datetime(message["Date"]) == letter.written_at
    assert message["Message-ID"] == "<outbox-1.0123456789abcdef@portal.example>"
    assert message["References"] == "<complaint-XN-2026-000123@portal.example>"
    assert message["In-Reply-To"] == "<complaint-XN-2026-000123@portal.example>"
    assert message["Reply-To"] == "answers@portal.example"
    assert message["Content-Language"] == "zh-Hans"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["X-Portal-Letter"] == "receipt"
    assert message["X-Portal-Reference"] == "XN-2026-000123"
    assert message.get_content_type() == "multipart/alternative"
    assert not message.defects


def test_text_and_html_arrive_character_for_character() -> None:
    letter = make_letter(text=LONG_LINE + "😀\n.\n..点\n", html=f"<p>{LONG_LINE}👩‍👧‍👦</p>")

    message = parsed(letter)

    assert body(message, "plain") == letter.text
    assert body(message, "html") == letter.html


def test_no_line_is_longer_than_a_mail_server_takes() -> None:
    letter = make_letter(
        subject="长" * 500,
        text=LONG_LINE,
        references=tuple(f"<{number}.{'x' * 100}@portal.example>" for number in range(50)),
        attachments=(Enclosure("名" * 200, "application/pdf", b"%PDF" * 1000),),
    )

    lines = LetterMessage(letter, OFFICE).as_bytes().split(b"\r\n")

    assert max(map(len, lines)) <= 200
    assert all(line.isascii() and b"\n" not in line and b"\r" not in line for line in lines)


def test_the_bytes_are_those_of_the_standard_generator() -> None:
    letter = make_letter(attachments=(Enclosure("答复.pdf", "application/pdf", b"%PDF" * 100),))
    message = LetterMessage(letter, OFFICE)

    assert message.as_bytes() == message.built().as_bytes()
    assert message.as_string() == message.built().as_string()


def test_all_earlier_letters_of_the_thread_are_named_and_the_last_is_answered() -> None:
    message = parsed(make_letter(references=("<a@portal.example>", "<b@portal.example>")))

    assert message["References"].split() == ["<a@portal.example>", "<b@portal.example>"]
    assert message["In-Reply-To"] == "<b@portal.example>"


@pytest.mark.parametrize("length", [1, 2, 7, 20, 21, 50, 100, 199, 200])
@pytest.mark.parametrize("character", ["投", "é", "𠮷", "a", " b", "%", "'", "*"])
def test_an_enclosure_keeps_its_name_and_content(length: int, character: str) -> None:
    enclosure = Enclosure((character * length)[:length], "application/pdf", bytes(range(256)) * 9)

    message = parsed(make_letter(attachments=(enclosure,)))

    (arrived,) = message.iter_attachments()
    assert arrived.get_filename() == enclosure.name
    assert arrived.get_content_type() == "application/pdf"
    assert arrived.get_content() == enclosure.content
    assert body(message, "plain") == make_letter().text


@pytest.mark.parametrize(
    ("setting", "sender"),
    [
        ("office@portal.example", Sender("", "office@portal.example")),
        ("<office@portal.example>", Sender("", "office@portal.example")),
        ("投诉中心 <office@portal.example>", Sender("投诉中心", "office@portal.example")),
        ("A, B <office@portal.example>", Sender("A, B", "office@portal.example")),
        ('"A, \\"B\\"" <office@portal.example>', Sender('A, \\"B\\', "office@portal.example")),
        ("A <B> <office@localhost>", Sender("A <B>", "office@localhost")),
        ("A\r\nBcc: b <office@localhost>", Sender("A Bcc: b", "office@localhost")),
    ],
)
def test_the_sender_is_understood_with_commas_and_all(setting: str, sender: Sender) -> None:
    assert Sender.parsed(setting) == sender
    assert sender_name(make_letter(), sender) == sender.name


@pytest.mark.parametrize("setting", ["", "office", "A, B", "A <>", "a@b@c", "<办@portal.example>"])
def test_a_sender_without_a_valid_address_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="sender"):
        Sender.parsed(setting)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=400), st.text(st.characters(), max_size=400))
def test_any_subject_and_any_sender_name_survive_or_are_neutralised(
    subject: str, name: str
) -> None:
    wanted = one_line(subject, SUBJECT_MAX) or "无"
    sender = Sender(one_line(name, 100), "office@portal.example")

    message = parsed(make_letter(subject=wanted), sender)

    assert message["Subject"] == wanted
    assert sender_name(make_letter(), sender) == sender.name
    assert message["From"].addresses[0].addr_spec == "office@portal.example"
    assert set(message.keys()) == set(parsed(make_letter()).keys())
    assert not message.defects


@settings(deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=400))
def test_any_body_survives_or_is_neutralised(text: str) -> None:
    letter = make_letter(text=f"一{text}", html=f"<p>{text}</p>")

    message = parsed(letter)

    assert body(message, "plain") == letter.text
    assert body(message, "html") == letter.html


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_name_of_an_enclosure_survives_or_is_neutralised(name: str) -> None:
    enclosure = Enclosure(name, "image/png", b"\x89PNG")

    (arrived,) = parsed(make_letter(attachments=(enclosure,))).iter_attachments()

    assert arrived.get_filename() == enclosure.name
    assert 0 < len(enclosure.name) <= FILE_NAME_MAX


@pytest.mark.parametrize("value", ["a\r\nBcc: b", "a\nb", "a\rb", "a\0b", "中", "x" * 999])
def test_a_value_that_would_break_the_message_is_not_written_at_all(value: str) -> None:
    message = EmailMessage(policy=WRITTEN)
    message["X-Test"] = value

    with pytest.raises(ValueError, match="X-Test"):
        message.as_bytes()


def test_a_message_id_is_the_same_each_time_and_tells_nobody_the_next() -> None:
    first = message_id("portal.example", 1, b"salt")

    assert first == message_id("portal.example", 1, b"salt")
    assert first.startswith("<outbox-1.")
    assert first.endswith("@portal.example>")
    assert first != message_id("portal.example", 1, b"other")
    assert first.split(".")[1] != message_id("portal.example", 2, b"salt").split(".")[1]


def test_all_letters_about_one_complaint_share_one_root_on_the_host_of_their_own_ids() -> None:
    first, second = (message_id("mail.example", number, b"salt") for number in (1, 2))

    root = thread_root(first, "XN-2026-1")

    assert root == thread_root(second, "XN-2026-1") == "<complaint-XN-2026-1@mail.example>"


@pytest.mark.parametrize("name", ["青禾区行政效能投诉中心", "Qinghe Efficiency Complaints Centre"])
def test_a_letter_comes_from_the_office_by_name_whatever_the_setting_calls_it(name: str) -> None:
    letter = make_letter(sender_name=f"{name}\r\nBcc: x")

    assert sender_name(letter, OFFICE) == f"{name} Bcc: x"
    assert parsed(letter)["From"].addresses[0].addr_spec == OFFICE.address
