"""A visitor without scripts: asks for pages, reads them, fills in forms, and sends them back."""

import re
from collections.abc import Callable
from contextvars import Context
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

Fill = Callable[..., dict[str, Any]]
"""Fills in a form, with changes."""
Refused = Callable[..., "Page"]
"""Sends a form that fails, with changes, and gives the page that comes back."""
UNSENT = {"submit", "button", "file", "reset"}


class Visitor(FlaskClient):
    """A client whose every request starts from nothing, as a server's does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return Context().run(super().open, *args, **kwargs)

    def page(self, path: str, **kwargs: Any) -> "Page":
        """Return the page at *path*, which must be one that can be shown to people."""
        return Page.of(self.get(path, **kwargs))

    def send(self, path: str, form: dict[str, Any], **kwargs: Any) -> TestResponse:
        """Send *form* the way a browser sends one with files, each a pair of stream and name."""
        kind, body = form_body(form)
        return self.post(path, data=body, content_type=kind, **kwargs)


def form_body(form: dict[str, Any]) -> tuple[str, bytes]:
    """Return the content type and the body that a browser sends for a *form* with files."""
    parts = {
        name: [as_part(value) for value in values] if isinstance(values, list) else values
        for name, values in form.items()
    }
    boundary, body = encode_multipart(parts)
    return f"multipart/form-data; boundary={boundary}", body


def as_part(value: Any) -> Any:
    """Return a text as it is, and a pair of stream and name as a file."""
    return FileStorage(value[0], value[1]) if isinstance(value, tuple) else value


@dataclass
class Control:
    """One control of a form."""

    attributes: dict[str, str]
    text: str = ""
    chosen: list[str] = field(default_factory=list)

    @property
    def value(self) -> str | None:
        """What the control would send, if anything."""
        kind = self.attributes.get("type", "")
        if kind in UNSENT or (kind in {"checkbox", "radio"} and "checked" not in self.attributes):
            return None
        if "options" in self.attributes:
            return self.chosen[0] if self.chosen else ""
        return self.text or self.attributes.get("value", "")


class Page(HTMLParser):
    """What a page says, and what its forms would send."""

    def __init__(self, response: TestResponse) -> None:
        super().__init__()
        self.response = response
        self.controls: list[Control] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.path: list[str] = []
        self.feed(response.get_data(as_text=True))

    @classmethod
    def of(cls, response: TestResponse) -> "Page":
        """Return the page that *response* holds, after checking what is asked of every page."""
        page = cls(response)
        assert page.said("title").strip(" -")
        assert len([tag for tag, _ in page.elements if tag == "h1"]) == 1
        assert page.attribute("html", "lang") in {"zh-Hans", "zh-Hant", "en"}
        assert page.ids() == list(dict.fromkeys(page.ids()))
        for control in page.controls:
            assert control.attributes.get("type") == "hidden" or page.labelled(control)
        forms = [known for tag, known in page.elements if tag == "form"]
        posts = [form for form in forms if form.get("method") == "post"]
        tokens = [one for one in page.controls if one.attributes.get("name") == "csrf_token"]
        assert len(posts) == len(tokens)
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.elements.append((tag, known))
        self.path.append(tag)
        if tag in {"input", "textarea"}:
            self.controls.append(Control(known))
        if tag == "select":
            self.controls.append(Control({**known, "options": ""}))
        if tag == "option" and "selected" in known:
            self.controls[-1].chosen.append(known["value"])
        if tag in {"input", "meta", "link", "br"}:
            self.path.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self.path and self.path.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.path and self.path[-1] == "textarea":
            self.controls[-1].text += data
        self.texts.append((tuple(self.path), data))

    def unescaped(self, control: Control) -> str:
        """What a textarea holds: a parser drops the line break after its tag."""
        return control.text.replace("\r\n", "\n").removeprefix("\n")

    def said(self, tag: str = "body") -> str:
        """Return the words inside the elements of that *tag*."""
        return "".join(text for path, text in self.texts if tag in path)

    def attribute(self, tag: str, name: str) -> str:
        """Return an attribute of the first element of that *tag*."""
        return next(known.get(name, "") for one, known in self.elements if one == tag)

    def marked(self, name: str) -> str:
        """Return the text of the element that carries the attribute *name*."""
        start = f" {name}"
        html = self.response.get_data(as_text=True)
        return html.split(start, 1)[1].split(">", 1)[1].split("<", 1)[0].strip()

    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [known["id"] for _, known in self.elements if "id" in known]

    def labelled(self, control: Control) -> bool:
        """Tell whether a control has a label."""
        labels = {known.get("for") for tag, known in self.elements if tag == "label"}
        return control.attributes.get("id") in labels

    def form(self) -> dict[str, Any]:
        """Return what the first form would send as it stands."""
        sent: dict[str, Any] = {}
        for control in self.controls:
            value = control.value
            if value is not None:
                text = self.unescaped(control) if control.text else value
                sent.setdefault(control.attributes["name"], []).append(text)
        return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}

    def errors(self) -> dict[str, str]:
        """Return what is said to be wrong beside each field, by the field's name."""
        html = self.response.get_data(as_text=True)
        found = {}
        for part in html.split('<div class="problem" id="')[1:]:
            name, _, rest = part.partition('-error">')
            found[name] = " ".join(Page.text_of(rest.split("</div>", 1)[0]).split())
        return found

    @staticmethod
    def text_of(html: str) -> str:
        """Return the words in a piece of HTML."""
        return unescape(re.sub(r"<[^>]*>", "", html))
