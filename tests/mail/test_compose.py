"""Each letter says what it must, in both languages, and nothing that it must not.

Carries [1.2, 2.4(d), 5.2(4), 7.3, 7.9]: a receipt and an answer to all; reasons, clauses and the
way on; of a transfer for crime nothing but that.
"""

import re
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.filing import Language
from portal.domain.letters import Recipient, recipient_of
from portal.domain.text import Text
from portal.mail.compose import LETTERS, assigned, outcome, receipt
from portal.mail.rendering import warm
from tests.mail.reading import Page, whole
from tests.mail.samples import facts_of, make_facts

pytestmark = pytest.mark.usefixtures("letter_app")

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Path(__file__).parents[2] / "templates"
LANGUAGES = (Language.SIMPLIFIED, Language.ENGLISH)
LEADS = re.compile(r"(?m)^(?:理由|措施|依据|依據|Why|What follows|The rules we applied)[:：]\n")
UNFILLED = re.compile(r"[{}]|%\(|None|“”|\(\)|（）|[：:]\n(?!\n)")


@pytest.mark.parametrize(("name", "language"), list(product(LETTERS, LANGUAGES)))
def test_a_letter_reads_as_it_was_approved(name: str, language: Language) -> None:
    letter = LETTERS[name](facts_of(name, language=language))

    approved = (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")
    assert f"{letter.subject}\n\n{letter.text}" == approved


@pytest.mark.parametrize(("name", "language"), list(product(LETTERS, Language)))
def test_no_blank_is_left_unfilled(name: str, language: Language) -> None:
    letter = LETTERS[name](make_facts(language=language))

    for text in (letter.subject, LEADS.sub("", letter.text), Page(letter.html).text):
        assert not UNFILLED.search(text)


@pytest.mark.parametrize(("name", "language"), list(product(LETTERS, LANGUAGES)))
def test_the_html_says_what_the_text_says(name: str, language: Language) -> None:
    letter = LETTERS[name](make_facts(language=language))

    page = Page(letter.html)
    said = re.sub(r"\W", "", page.text)
    for line in letter.text.splitlines():
        for phrase in re.split(r"[:：]", re.sub(r"^(?:· |\d\. )", "", line)):
            assert re.sub(r"\W", "", phrase) in said


@pytest.mark.parametrize(("name", "language"), list(product(LETTERS, Language)))
def test_the_html_is_plain_and_accessible(name: str, language: Language) -> None:
    page = Page(LETTERS[name](make_facts(language=language)).html)

    tags = [tag for tag, _ in page.tags]
    assert page.open == []
    assert ("html", {"lang": language.value}) in page.tags
    assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
    assert not {"table", "img", "script", "form", "iframe", "link"} & set(tags)
    assert all(at["href"] in page.text for tag, at in page.tags if tag == "a" and at["href"])


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_in_traditional_characters_holds_no_english(name: str) -> None:
    letter = LETTERS[name](make_facts(language=Language.TRADITIONAL))

    words = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"https?://\S+", "", letter.text)))
    assert words == set()
    assert "您" in letter.text or recipient_of(name) is not Recipient.COMPLAINANT


def test_a_letter_is_addressed_and_threaded_by_its_facts() -> None:
    facts = make_facts(reply_to="answers@portal.example")

    letter = receipt(facts)

    assert (letter.name, letter.to, letter.reference) == ("receipt", facts.to, facts.reference)
    assert (letter.message_id, letter.written_at) == (facts.message_id, facts.written_at)
    assert letter.references == ("<complaint-XN-2026-000123@portal.example>",)
    assert letter.sender_name == "青禾区行政效能投诉中心"
    assert "直接回复" not in letter.text


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (Language.SIMPLIFIED, "青禾区行政效能投诉中心"),
        (Language.TRADITIONAL, "青禾區行政效能投訴中心"),
        (Language.ENGLISH, "Qinghe Efficiency Complaints Centre"),
    ],
)
def test_the_office_signs_in_the_language_of_the_letter(language: Language, name: str) -> None:
    assert receipt(make_facts(language=language)).sender_name == name


def test_the_thread_lies_on_the_host_of_the_letters_own_id() -> None:
    letter = receipt(make_facts(message_id="<outbox-1.0@mail.example>"))

    assert letter.references == ("<complaint-XN-2026-000123@mail.example>",)


def test_the_receipt_holds_no_receipt_code() -> None:
    code = re.compile(r"(?:[0-9A-Z]{4}-){2}")

    assert not code.search(whole(receipt(make_facts())))


def test_a_second_letter_holds_nothing_of_the_first() -> None:
    first = make_facts(subject="第一件", reference="XN-2026-000001", organ=Text("甲局", "A"))
    receipt(first)

    second = whole(receipt(make_facts()))

    assert "第一件" not in second
    assert "000001" not in second
    assert "甲局" not in second


def test_a_provisional_date_says_that_it_may_move() -> None:
    assert "可能会有调整" in receipt(make_facts(next_provisional=True)).text
    assert "可能会有调整" not in receipt(make_facts()).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_date_no_date_is_promised(language: Language) -> None:
    facts = make_facts(language=language, next_on=None, next_what=None, officer="")

    for name in ("receipt", "accepted", "assigned"):
        letter = LETTERS[name](facts)
        assert "2026年10月9日" not in letter.text
        assert "October" not in letter.text
        assert not UNFILLED.search(letter.text)


def test_an_officer_is_told_nothing_of_the_content() -> None:
    letter = whole(assigned(make_facts(subject="我是张三，电话 000")))

    assert "张三" not in letter
    assert "https://portal.example/office/complaints/XN-2026-000123" in letter


@pytest.mark.parametrize(
    ("subject", "quoted"),
    [
        ("<b>急</b>\r\nBcc: x", "“<b>急</b> Bcc: x”"),
        ("请看https://evil.example/x?y=1，谢谢", "“请看…，谢谢”"),
        ("请看 www.evil.example 和 evil.example/a", "“请看 … 和 …”"),
        ("{{ 7*7 }} %(x)s", "“{{ 7*7 }} %(x)s”"),
        ("\ue000reference\ue001", "“\ue000reference\ue001”"),
        ("投" * 200, f"“{'投' * 59}…”"),
        ("\u202e倒\u200b写", "“倒写”"),
    ],
)
def test_what_was_complained_of_is_quoted_clean_and_short(subject: str, quoted: str) -> None:
    letter = receipt(make_facts(subject=subject))

    assert quoted in letter.text
    assert quoted in Page(letter.html).text
    assert "<b>" not in letter.html


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_subject_leaves_the_letter_whole(subject: str) -> None:
    plain = receipt(make_facts(subject="投诉事项"))

    letter = receipt(make_facts(subject=subject))

    assert letter.subject == plain.subject
    assert len(letter.text.splitlines()) == len(plain.text.splitlines())
    assert Page(letter.html).tags == Page(plain.html).tags


def test_a_worker_that_was_warmed_reads_no_template_again(letter_app: Flask) -> None:
    templates = letter_app.jinja_env
    assert templates.cache is not None
    templates.cache.clear()

    warm()

    read = len(templates.cache)
    receipt(make_facts(reply_to="answers@portal.example", next_provisional=True))
    outcome(make_facts())
    assert len(templates.cache) == read == len(list((TEMPLATES / "mail").rglob("*.*")))


def test_letters_are_composed_in_the_real_application_without_a_request(app: Flask) -> None:
    with app.app_context():
        letter = receipt(make_facts(language=Language.ENGLISH))

    assert letter.subject == "We have received your complaint (XN-2026-000123)"
