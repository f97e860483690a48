"""Letters about people and bodies with names nobody expected, and words without end."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from portal.domain.filing import Language
from portal.domain.letters import TO_ORGANS, TO_STAFF
from portal.domain.text import Text
from portal.mail.cleaning import LINE_BYTES_MAX, folded
from portal.mail.compose import LETTERS, outcome, receipt
from portal.mail.message import LetterMessage, Sender
from portal.mail.prose import PROSE_MAX
from tests.mail.reading import Page
from tests.mail.samples import OUTCOME, make_facts

pytestmark = pytest.mark.usefixtures("letter_app")

ENDLESS = "很长的名字" * 2000
OFFICE = Sender("", "office@portal.example")


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize("language", Language)
def test_endless_names_leave_a_letter_that_can_be_sent_and_read(
    name: str, language: Language
) -> None:
    facts = make_facts(
        language=language, subject=ENDLESS, organ=Text(ENDLESS, "x" * 10_000), officer=ENDLESS,
        office_name=Text(ENDLESS, "y" * 10_000), office_phone="1" * 10_000, post_address=ENDLESS,
    )  # fmt: skip

    message = LetterMessage(LETTERS[name](facts), OFFICE)

    lines = message.as_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 200
    parsed = message_from_bytes(message.as_bytes(), policy=default)
    assert not parsed.defects
    text = parsed.get_body(("plain",))
    assert text is not None
    assert max(len(line.encode()) for line in text.get_content().splitlines()) <= 998
    assert len(text.get_content()) < 10_000


@pytest.mark.parametrize("name", sorted({*TO_STAFF, *TO_ORGANS, "accepted"}))
def test_a_case_without_an_officer_names_none(name: str) -> None:
    text = LETTERS[name](make_facts(officer="")).text

    assert "承办人：" not in text


def test_a_very_long_summary_is_told_whole_in_lines_that_programs_take() -> None:
    summary = "区里核查后认定属实，" * 700

    letter = outcome(make_facts(outcome=replace(OUTCOME, summary=summary)))

    assert len(summary) < PROSE_MAX
    assert summary in letter.html
    assert summary in letter.text.replace("\n", "")
    assert max(len(line.encode()) for line in letter.text.split("\n")) <= LINE_BYTES_MAX


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("短", ["短"]),
        ("字" * 301, ["字" * 300, "字"]),
        ("字" * 299 + "，" + "字" * 9, ["字" * 299 + "，", "字" * 9]),
        ("word " * 200, ["word " * 179 + "word", "word " * 20]),
        ("x" * 895 + "e\u0301" * 9, ["x" * 895 + "e\u0301", "e\u0301" * 8]),
        ("字" * 298 + "👩‍👧‍👦" + "字", ["字" * 298, "👩‍👧‍👦字"]),
    ],
)
def test_a_line_is_folded_where_it_can_be(line: str, pieces: list[str]) -> None:
    assert folded(line) == "\n".join(pieces)


def test_words_from_right_to_left_turn_nothing_around_them() -> None:
    html = receipt(make_facts(subject="شكوى \u202e123", organ=Text("هيئة", "هيئة"))).html

    assert "<bdi>“شكوى 123”</bdi>" in html
    assert "<bdi>هيئة</bdi>" in html
    assert Page(html).open == []
