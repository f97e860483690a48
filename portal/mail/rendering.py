"""Rendering: templates/mail/<letter>/<part> in the reader's language, without a request.

Letters go out by the thousand and differ in a few words. So a letter whose words are all plain is
rendered once per language and case as a form with blanks, and each letter fills in the blanks:
1 ms became 0.05 ms. What holds lists (the findings of an outcome) is rendered each time.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import current_app
from flask_babel import force_locale, get_translations
from jinja2 import Environment
from markupsafe import escape

from portal.domain.filing import Language
from portal.mail.wording import LOCALES

PARTS = ("subject.txt", "body.txt", "body.html")
FORMS_KEPT = 256
# Private-use characters frame the name of a blank: they pass through templates and escaping.
_BLANK = re.compile("\ue000([a-z_]+)\ue001")


def rendered(letter: str, language: Language, words: Mapping[str, Any]) -> list[str]:
    """Return subject, text and HTML of *letter*."""
    blanks = frozenset(name for name, word in words.items() if word and isinstance(word, str))
    rest = {name: word for name, word in words.items() if name not in blanks}
    if any(isinstance(word, dict) for word in rest.values()):
        return _printed(current_app.jinja_env, letter, language, words)
    subject, text, html = _forms(current_app.jinja_env, letter, language, blanks, *rest.items())
    escaped = {name: str(escape(words[name])) for name in blanks}
    return [_filled(subject, words), _filled(text, words), _filled(html, escaped)]


@lru_cache(FORMS_KEPT)
def _forms(
    templates: Environment,
    letter: str,
    language: Language,
    blanks: frozenset[str],
    *rest: tuple[str, object],
) -> list[list[str]]:
    """Return each part of *letter* split at its blanks: text, the name of a blank, text again."""
    names = {name: f"\ue000{name}\ue001" for name in blanks}
    printed = _printed(templates, letter, language, {**names, **dict(rest)})
    return [_BLANK.split(part) for part in printed]


def warm() -> None:
    """Read every template and catalogue now, so that a worker's children inherit them."""
    templates = current_app.jinja_env
    for name in templates.list_templates(filter_func=lambda name: name.startswith("mail/")):
        templates.get_template(name)
    for locale in LOCALES.values():
        with force_locale(locale):
            get_translations()


def _filled(form: list[str], words: Mapping[str, str]) -> str:
    filled = form.copy()
    filled[1::2] = [words[name] for name in form[1::2]]
    return "".join(filled)


def _printed(
    templates: Environment, letter: str, language: Language, words: Mapping[str, Any]
) -> list[str]:
    """Render by the environment alone: the application's context processors belong to pages."""
    with force_locale(LOCALES[language]):
        parts = [templates.get_template(f"mail/{letter}/{part}") for part in PARTS]
        return [tidied(part.render(words)) for part in parts]


def tidied(text: str) -> str:
    """Return *text* without spaces at line ends and with at most one empty line in a row."""
    lines = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    return lines + "\n"
