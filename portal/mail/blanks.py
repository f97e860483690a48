"""Letters as forms with blanks: what they say apart from whom they say it to.

Every text that goes into a letter becomes a blank; what remains is the letter's shape, the same for
thousands of letters.
"""

import re
from collections.abc import Mapping
from typing import Any

# Private-use characters frame the name of a blank: they pass through templates and escaping.
_BLANK = re.compile("\ue000([a-z_0-9.]+)\ue001")

Form = list[str]
"""A part of a letter, split at its blanks: text, the name of a blank, text again."""


class Shape(dict[str, Any]):
    """Words whose texts are blanks; equal shapes print equal forms."""

    def __hash__(self) -> int:  # type: ignore[override]  # it is never changed
        """Return the same number for equal shapes."""
        return hash(frozenset(self.items()))


def shape_of(words: Mapping[str, Any], texts: dict[str, str], within: str = "") -> Shape:
    """Return *words* with a blank for each text, which is put into *texts* under its name."""
    return Shape((name, _emptied(word, texts, f"{within}{name}")) for name, word in words.items())


def _emptied(word: object, texts: dict[str, str], name: str) -> object:
    if isinstance(word, str) and word:
        texts[name] = word
        return f"\ue000{name}\ue001"
    if isinstance(word, Mapping):
        return shape_of(word, texts, f"{name}.")
    if isinstance(word, list):
        return tuple(_emptied(each, texts, f"{name}.{place}") for place, each in enumerate(word))
    return word


def form_of(printed: str) -> Form:
    """Return what was *printed* of a shape, split at its blanks."""
    return _BLANK.split(printed)


def filled(form: Form, texts: Mapping[str, str]) -> str:
    """Return *form* with each blank filled in from *texts*."""
    whole = form.copy()
    whole[1::2] = [texts[name] for name in form[1::2]]
    return "".join(whole)
