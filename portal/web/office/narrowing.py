"""How the address narrows the queue: read, checked, and written again with one thing changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import g
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.queueing import Age, Door, Due, Order
from portal.domain.search import QUERY_MAX, Sought
from portal.domain.severity import Severity
from portal.queries.choices import Choices, choices
from portal.queries.selection import NOBODY, Selection
from portal.web.context import office, today
from portal.web.fields import one_line
from portal.web.language import ENDONYMS, say

MINE, ALL, NOBODYS, HANDED_BACK = "mine", "all", "nobody", "handed_back"
WORDS: Mapping[str, type[StrEnum]] = {
    "status": Status, "severity": Severity, "category": Category, "written": Language,
    "due": Due, "door": Door, "age": Age, "order": Order,
}  # fmt: skip
"""What of the address is one word out of a list; the language of the page is another argument."""
FILTERS = (
    "q", "whose", "status", "severity", "organ", "category", "written", "due", "door", "age",
    "unread", "tag", "order",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing by which the queue is narrowed, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Narrowing:
    """What the address asks for, what cannot be left out, and among what could be chosen."""

    values: Mapping[str, str]
    choices: Choices

    @classmethod
    def of(cls, found: Choices, asked: str | Mapping[str, str]) -> "Narrowing":
        """Return what an address or the arguments of one come to."""
        given = dict(parse_qsl(asked)) if isinstance(asked, str) else asked
        known = {name: text for name, text in given.items() if name in FILTERS}
        kept = {name: _checked(name, text, found) for name, text in known.items()}
        return cls({name: kept[name] for name in FILTERS if kept.get(name)}, found)

    @property
    def whose(self) -> str:
        """Return whose complaints are asked for; investigators begin with their own."""
        first = MINE if g.actor.role is Role.OFFICER and "q" not in self.values else ALL
        return self.values.get("whose", first)

    @cached_property
    def sought(self) -> Sought:
        """Return what is looked for in the texts."""
        return Sought.read(self.values.get("q", ""))

    @property
    def unsearchable(self) -> bool:
        """Tell whether something is looked for that nothing can be found by: signs alone."""
        return bool(self.values.get("q")) and not self.sought

    @property
    def ordered(self) -> bool:
        """Tell whether the order can be chosen; what is found or finished comes newest first."""
        return not (self.values.get("q") or self.selection.finished)

    @property
    def order(self) -> Order:
        """Return the order in which the complaints really come."""
        return self.selection.order if self.ordered else Order.NEWEST

    @property
    def query(self) -> str:
        """Return what stands in the address, always in the same order."""
        return urlencode(self.values)

    def changed(self, **changes: str | None) -> str:
        """Return the address's arguments with some changed, or left out when None."""
        merged = {**self.values, **changes}
        return urlencode({name: merged[name] for name in FILTERS if merged.get(name)})

    @cached_property
    def selection(self) -> Selection:
        """Return what the queue is narrowed to."""
        values = {name: self.values.get(name, "") for name in FILTERS}
        words = {name: _word(kind, values[name]) for name, kind in WORDS.items()}
        due_from, due_until = _days(words["due"])
        return Selection(
            status=words["status"],
            severity=words["severity"],
            assignee_id=self._assignee(),
            handed_back=self.whose == HANDED_BACK,
            organ_id=self.choices.organ_ids.get(values["organ"]),
            category=words["category"],
            language=words["written"],
            due_from=due_from,
            due_until=due_until,
            door=words["door"],
            filed_before=_filed_before(words["age"]),
            unread=bool(values["unread"]),
            tag_id=self.choices.tags.get(values["tag"]),
            order=words["order"] or Order.DUE,
            reader_id=g.actor.staff_id,
        )

    def _assignee(self) -> int | None:
        if self.whose == MINE:
            return int(g.actor.staff_id)
        return NOBODY if self.whose == NOBODYS else self.choices.officer_ids.get(self.whose)

    @property
    def chips(self) -> list[Chip]:
        """Return what the queue is narrowed by, each with the way to leave it out."""
        shown = {name: self.values[name] for name in FILTERS if name in self.values}
        shown.pop("order", None)
        if self.whose == ALL:
            shown.pop("whose", None)
        return [
            Chip(self._label(name, value), self.changed(**{name: self._without(name)}))
            for name, value in shown.items()
        ]

    @staticmethod
    def _without(name: str) -> str | None:
        return ALL if name == "whose" else None

    def _label(self, name: str, value: str) -> str:
        if name in LABELS:
            return LABELS[name](self, value)
        word: Any = WORDS[name](value)
        return say(word.text)


def _checked(name: str, text: str, found: Choices) -> str:
    """Return the value as it counts, or nothing for one that names nothing."""
    if name in WORDS:
        return text if text in list(WORDS[name]) else ""
    return CHECKS[name](text, found)


def _whose(text: str, found: Choices) -> str:
    return text if text in {MINE, ALL, NOBODYS, HANDED_BACK, *found.officer_ids} else ""


CHECKS: Mapping[str, Callable[[str, Choices], str]] = {
    "q": lambda text, _found: one_line(text)[:QUERY_MAX].strip(),
    "whose": _whose,
    "organ": lambda text, found: text if text in found.organ_ids else "",
    "unread": lambda text, _found: "1" if text else "",
    "tag": lambda text, found: text if text in found.tags else "",
}

LABELS: Mapping[str, Callable[[Narrowing, str], str]] = {
    "q": lambda _narrowing, value: _("“%(words)s”", words=value),
    "whose": lambda narrowing, value: whose_text(narrowing.choices, value),
    "organ": lambda narrowing, value: say(narrowing.choices.organs[value]),
    "written": lambda _narrowing, value: ENDONYMS[Language(value)].full,
    "unread": lambda _narrowing, _value: _("Unread"),
    "tag": lambda _narrowing, value: _("Tag: %(name)s", name=value),
}


def whose_text(found: Choices, value: str) -> str:
    """Return in words whose complaints are meant."""
    words = {
        MINE: _("Mine"), ALL: _("Everybody's"), NOBODYS: _("Nobody's yet"),
        HANDED_BACK: _("Handed back"),
    }  # fmt: skip
    return str(words.get(value) or found.officers[value])


def _word(kind: type[StrEnum], text: str) -> Any:  # noqa: ANN401 -- a word of that kind
    return kind(text) if text in list(kind) else None


def _days(due: Due | None) -> tuple[Any, Any]:
    return due.days(today()) if due else (None, None)


def _filed_before(age: Age | None) -> datetime | None:
    """Return the instant before which everything of that age was filed."""
    if age is None:
        return None
    return datetime.combine(age.last_day(today()) + timedelta(days=1), time(), office().zone)


def read(session: Session, asked: str | Mapping[str, str]) -> Narrowing:
    """Return what an address or the arguments of one come to."""
    return Narrowing.of(choices(session), asked)
