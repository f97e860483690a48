"""A letter is checked when it is made: nothing in it can break a header."""

from datetime import datetime
from typing import Any

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.mail.cleaning import mailbox
from portal.mail.letter import Enclosure, LetterError
from tests.mail.samples import make_letter

INJECTED = "\r\nBcc: somebody@example.org"
BREAKERS = ["\r\n", "\r", "\n", "\0", "\ud800", INJECTED]


@pytest.mark.parametrize("breaker", BREAKERS)
@pytest.mark.parametrize("part", ["name", "to", "message_id", "reference", "reply_to"])
def test_a_part_that_must_have_its_form_is_refused_with_anything_else(
    part: str, breaker: str
) -> None:
    whole = getattr(make_letter(reply_to="office@portal.example"), part)

    with pytest.raises(LetterError, match=part):
        make_letter(**{part: whole[:-2] + breaker + whole[-2:]})


@pytest.mark.parametrize("breaker", BREAKERS)
def test_a_reference_to_another_letter_cannot_carry_a_line_end(breaker: str) -> None:
    with pytest.raises(LetterError, match="message_id"):
        make_letter(references=("<one@portal.example>", f"<two{breaker}@portal.example>"))


@pytest.mark.parametrize("breaker", BREAKERS)
def test_a_subject_becomes_one_clean_line(breaker: str) -> None:
    subject = make_letter(subject=f"前{breaker}后").subject

    assert subject.isprintable()
    assert subject.startswith("前")
    assert subject.endswith("后")


def test_a_subject_is_cut_at_its_limit_and_says_so() -> None:
    subject = make_letter(subject="投" * 5000).subject

    assert len(subject) == 200
    assert subject.endswith("投…")


def test_a_subject_is_never_cut_inside_an_emoji() -> None:
    subject = make_letter(subject="投" * 198 + "👩‍👧‍👦").subject

    assert subject == "投" * 198 + "…"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader",
        "reader@",
        "@example.org",
        "a@example.org, b@example.org",
        "a@example.org b@example.org",
        "Reader <reader@example.org>",
        "读者@example.org",
        "reader@" + "x" * 300 + ".example",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(LetterError, match=r"^to: "):
        make_letter(to=address)


@pytest.mark.parametrize(
    "address",
    ["a@b.example", "first.last+x@mail.example.org", "o'neill@example.org", "1_2-3@qq.example"],
)
def test_an_ordinary_address_stays_as_it_is(address: str) -> None:
    assert make_letter(to=address).to == address


@settings(deadline=None)
@given(
    st.from_regex(
        r"[a-z0-9.+@_-]{1,40}@[A-Za-z0-9.-]{1,30}\.(?:[a-z]{2,5}|test|local)", fullmatch=True
    )
)
def test_an_address_passes_exactly_where_the_library_lets_it_pass(address: str) -> None:
    try:
        known = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        known = None

    try:
        passed = mailbox(address)
    except ValueError:
        passed = None
    assert passed == known


def test_a_domain_in_chinese_is_written_as_mail_servers_know_it() -> None:
    assert make_letter(to="reader@例子.example").to == "reader@xn--fsqu00a.example"


def test_bodies_lose_control_characters_and_half_characters() -> None:
    letter = make_letter(text="一\r\n二\0\x1b[31m\ud83d三", html="<p>\x08四</p>")

    assert letter.text == "一\n二[31m\ufffd三"
    assert letter.html == "<p>四</p>"


@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_an_empty_letter_is_refused(part: str) -> None:
    with pytest.raises(LetterError, match=part):
        make_letter(**{part: " \n"})


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(LetterError, match="written_at"):
        make_letter(written_at=datetime(2026, 9, 25))  # noqa: DTZ001


def test_a_language_we_do_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        make_letter(language="fr")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("答复.pdf", "答复.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"\r\nX-Evil: 1.pdf', "a_ X-Evil_ 1.pdf"),
        ("投" * 300 + ".pdf", "投" * 195 + "….pdf"),
        ("...", "attachment"),
        ("\0", "attachment"),
    ],
)
def test_the_name_of_an_enclosure_becomes_a_plain_file_name(name: str, kept: str) -> None:
    assert Enclosure(name, "application/pdf", b"").name == kept


@pytest.mark.parametrize("media_type", ["", "pdf", "text/plain\r\nX: 1", 'text/plain; a="b"'])
def test_a_media_type_that_is_none_is_refused(media_type: str) -> None:
    with pytest.raises(LetterError, match="media_type"):
        Enclosure("a", media_type, b"")


def test_neither_address_nor_words_show_when_a_letter_is_logged() -> None:
    shown: Any = repr(make_letter(reply_to="office@portal.example"))

    assert "example.org" not in shown
    assert "您" not in shown
    assert "XN-2026-000123" in shown
