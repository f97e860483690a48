"""What people wrote keeps its paragraphs, blank lines and indents, as text and as HTML."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.mail.cleaning import LINE_BYTES_MAX, folded
from portal.mail.compose import LETTERS, clarification
from portal.mail.facts import ClarificationFacts
from portal.mail.organ_facts import EnquiryFacts
from portal.mail.prose import INDENT_MAX, PROSE_MAX, as_html, prose
from tests.mail.reading import Page
from tests.mail.samples import ENQUIRY, make_facts

pytestmark = pytest.mark.usefixtures("letter_app")

WRITTEN = "一、请说明：\n\n　　（一）时间；\n　　（二）地点。\n\n\n二、请附材料。\n    - 叫号单"


@pytest.mark.parametrize("name", ["clarification", "enquiry"])
def test_a_letter_keeps_what_was_written_as_it_was_set_out(name: str) -> None:
    asked = {
        "clarification": ClarificationFacts(question=WRITTEN),
        "enquiry": EnquiryFacts(question=WRITTEN, until=ENQUIRY.until, address=ENQUIRY.address),
    }

    letter = LETTERS[name](make_facts(**{name: asked[name]}))

    assert f"\n\n{WRITTEN}\n\n" in letter.text
    assert as_html(prose(WRITTEN)) in letter.html


def test_html_has_a_paragraph_for_each_and_breaks_where_lines_end() -> None:
    html = as_html(prose(WRITTEN))

    blocks = re.findall(r"<p[^>]*>(.*?)</p>", html)
    assert blocks == [
        "一、请说明：",
        "　　（一）时间；<br>　　（二）地点。",
        "<br>二、请附材料。<br>\u00a0\u00a0\u00a0\u00a0- 叫号单",
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\n\n　　首行缩进\n\n", "　　首行缩进"),
        ("一\r\n\r\n二\r三", "一\n\n二\n三"),
        ("一" + "\n" * 9 + "二", "一\n\n\n二"),
        ("\t制表\t符   \n", "    制表    符"),
        (" " * 300 + "深", " " * INDENT_MAX + "深"),
        ("　" * 300 + "深", "　" * (INDENT_MAX // 2) + "深"),
        ("a\u202eb\u200bc\u2066d\ufeff", "abcd"),
        ("一\n \n二", "一\n\n二"),
        ("字" * (PROSE_MAX + 5), "字" * (PROSE_MAX - 1) + "…"),
        ("👩‍👧‍👦 مرحبا", "👩‍👧‍👦 مرحبا"),
    ],
)
def test_what_was_written_is_made_fit_and_no_more(written: str, kept: str) -> None:
    assert prose(written) == kept


def test_columns_that_somebody_made_of_spaces_stay_apart_and_can_break() -> None:
    assert ">姓名\u00a0\u00a0 张三<" in as_html(prose("姓名   张三"))


def test_markup_in_what_was_written_is_shown_as_it_is() -> None:
    assert "&lt;b&gt;急&lt;/b&gt; &amp; 快" in as_html(prose("<b>急</b> & 快"))


@settings(deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_whatever_was_written_stands_in_the_text_and_leaves_the_html_whole(written: str) -> None:
    letter = clarification(make_facts(clarification=ClarificationFacts(question=written)))

    assert folded(prose(written)) in letter.text
    assert max(len(line.encode()) for line in letter.text.split("\n")) <= LINE_BYTES_MAX
    assert Page(letter.html).open == []
    assert {tag for tag, _ in Page(letter.html).tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "bdi", "dl",
        "dt", "dd", "a", "ul", "li", "br", "hr", "footer",
    }  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_says_how_to_reach_somebody_and_what_comes_next(name: str) -> None:
    text = LETTERS[name](make_facts()).text

    assert "电话：000-1234-5678" in text
    assert "地址：青禾区人民路 1 号" in text
    assert "请打电话给我们，并说明编号" in text
    assert re.search("【接下来】|【如果您不同意】", text)
