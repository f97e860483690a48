"""The letters as a mail program shows them: on a phone and on a desk, in the light and the dark."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from portal.domain.filing import Language
from portal.domain.text import Text
from portal.mail.compose import LETTERS
from portal.mail.facts import ClarificationFacts
from tests.browser.looking import accessible
from tests.mail.samples import facts_of

Show = Callable[..., Page]
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
ENDLESS = "x" * 3000
LOOKS = [(375, "light", Language.ENGLISH), (800, "dark", Language.TRADITIONAL)]


@pytest.fixture
def show(chromium: Browser, app: Flask) -> Iterator[Show]:
    """Show the HTML of a letter."""
    contexts = []

    def shown(name: str, *, width: int, scheme: Any = "light", **facts: Any) -> Page:
        with app.app_context():
            letter = LETTERS[name](facts_of(name, **facts))
        viewport: Any = {"width": width, "height": 800}
        contexts.append(chromium.new_context(viewport=viewport, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.set_content(letter.html)
        return page

    yield shown
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", LETTERS)
@pytest.mark.parametrize(("width", "scheme", "language"), LOOKS)
def test_nobody_is_kept_from_reading_a_letter(
    show: Show, name: str, width: int, scheme: str, language: Language
) -> None:
    accessible(show(name, width=width, scheme=scheme, language=language))


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("name", ["clarification", "outcome", "assigned"])
def test_endless_words_do_not_widen_a_phone(show: Show, name: str, width: int) -> None:
    page = show(
        name,
        width=width,
        subject=ENDLESS,
        organ=Text(ENDLESS, ENDLESS),
        officer=ENDLESS,
        clarification=ClarificationFacts(
            question=f"{' ' * 99}{ENDLESS}\n　　　　　　　　{ENDLESS}"
        ),
    )

    assert page.evaluate(SIDEWAYS) <= 0


def test_an_indent_is_seen(show: Show) -> None:
    asked = ClarificationFacts(question="一、\n　　（一）\n    - 单")

    page = show("clarification", width=375, clarification=asked)

    lefts = page.evaluate(
        """() => [...document.querySelectorAll('p[dir=auto]')].at(-1).childNodes.values()
            .filter((one) => one.nodeType === Node.TEXT_NODE)
            .map((one) => {
                const range = document.createRange();
                range.setStart(one, one.data.search(/\\S/u));
                range.setEnd(one, one.data.length);
                return range.getBoundingClientRect().left;
            }).toArray()"""
    )
    assert lefts[1] - lefts[0] > 20
    assert lefts[2] - lefts[0] > 10
