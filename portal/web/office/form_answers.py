"""What a form says, read off its own page: the questions and answers as people read them.

A code, a tick and the name of a colleague are all in words there, whatever the form keeps them as.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask_babel import gettext as _

CHOSEN = frozenset({"radio", "checkbox"})
UNREAD = frozenset({"hidden", "submit", "button", "file"})
FORM = "work"


@dataclass(frozen=True, slots=True)
class Both:
    """One question of a form: what stands in it *now*, and what somebody had *typed*."""

    question: str
    now: str
    typed: str


@dataclass
class Fieldset:
    """Several controls together: they answer one question, or only stand under one heading."""

    asks: bool
    legend: str = ""


@dataclass
class Control:
    """One control; what it says is its text, or the labels of what was chosen."""

    name: str
    id: str
    kind: str
    heading: str
    group: str
    checked: bool = False
    text: str = ""


@dataclass
class Option:
    """One entry of a list."""

    empty: bool
    chosen: bool
    text: str = ""


def both(now: str, typed: str) -> list[Both]:
    """Return where a form, given as two pages, *now* says something else than was *typed*."""
    standing, meant = answers(now), answers(typed)
    return [
        Both(question, standing.get(name, ("", ""))[1], words)
        for name, (question, words) in meant.items()
        if words != standing.get(name, ("", ""))[1]
    ]


def answers(page: str) -> Mapping[str, tuple[str, str]]:
    """Return question and answer of each control of the form on *page*, by name."""
    reader = _Reader()
    reader.feed(page)
    found: dict[str, tuple[str, str]] = {}
    for control in reader.controls:
        question, words = reader.read(control)
        before = found.get(control.name, ("", ""))[1]
        found[control.name] = (question, "\n".join(filter(None, (before, words))))
    return found


@dataclass
class _Reader(HTMLParser):
    """Reads the controls of the form, their labels, and the fieldsets around them."""

    controls: list[Control] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    fieldsets: list[Fieldset] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    inside: bool = False
    within: str = ""
    """What the text being read belongs to: a tag, or `label` and the id that it is for."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def read(self, control: Control) -> tuple[str, str]:
        """Return the question that *control* asks and the answer that it holds."""
        own = squeezed(self.labels.get(control.id, ""))
        asked = squeezed(control.group) or own
        words = control.text
        if control.kind in CHOSEN:
            chosen = own if control.group else str(_("yes"))
            words = chosen if control.checked else ""
        return " · ".join(filter(None, (squeezed(control.heading), asked))), words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a control, a label or a fieldset of the form."""
        known = {name: value or "" for name, value in attrs}
        self.inside = self.inside or (tag == "form" and known.get("id") == FORM)
        if not self.inside:
            return
        self.within = f"label {known.get('for', '')}" if tag == "label" else tag
        if tag == "fieldset":
            self.fieldsets.append(Fieldset("field" in known.get("class", "").split()))
        elif tag in {"input", "textarea", "select"}:
            self.control(tag, known)
        elif tag == "option":
            self.options.append(Option(not known.get("value"), "selected" in known))

    def control(self, tag: str, known: Mapping[str, str]) -> None:
        """Begin a control, unless nobody reads it."""
        kind = known.get("type", "text") if tag == "input" else tag
        self.options = []
        if kind in UNREAD:
            return
        heading = " ".join(each.legend for each in self.fieldsets if not each.asks)
        group = " ".join(each.legend for each in self.fieldsets if each.asks)
        self.controls.append(
            Control(
                known.get("name", ""), known.get("id", ""), kind, heading, group,
                "checked" in known, "" if kind in CHOSEN else known.get("value", ""),
            )
        )  # fmt: skip

    def handle_data(self, data: str) -> None:
        """Take a text to what it belongs to."""
        if self.within.startswith("label "):
            target = self.within.removeprefix("label ")
            self.labels[target] = self.labels.get(target, "") + data
        elif self.within == "legend" and self.fieldsets:
            self.fieldsets[-1].legend += data
        elif self.within == "textarea":
            self.controls[-1].text += data.replace("\r\n", "\n")
        elif self.within == "option":
            self.options[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        self.within = ""
        self.inside = self.inside and tag != "form"
        if tag == "fieldset" and self.fieldsets:
            self.fieldsets.pop()
        elif tag == "textarea" and self.inside:
            self.controls[-1].text = self.controls[-1].text.removeprefix("\n")
        elif tag == "select" and self.inside:
            chosen = next((each for each in self.options if each.chosen), None)
            shown = chosen or next(iter(self.options), None)
            self.controls[-1].text = "" if not shown or shown.empty else squeezed(shown.text)


def squeezed(text: str) -> str:
    """Return *text* as it is seen, on one line."""
    return " ".join(text.split())
