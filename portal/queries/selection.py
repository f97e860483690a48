"""What the queue is narrowed to, and the conditions that this comes to in SQL.

What an index can begin with is *walked*; the rest is looked at row by row, for so many rows at
most. Conditions on other tables name them bare: they hang on a complaint that the wall lets pass.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, exists, func

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.inquiry import DESK_CHANNELS, Channel
from portal.domain.lifecycle import OPEN, Status
from portal.domain.queueing import Door, Order
from portal.domain.severity import Severity
from portal.models.allegation import Allegation
from portal.models.base import Word
from portal.models.complaint import GRAVEST, Complaint
from portal.models.glance import Glance
from portal.models.hand_back import HandBack
from portal.models.tag import ComplaintTag

Condition = ColumnElement[bool]

ALLEGATIONS: Table = Allegation.metadata.tables["allegation"]
GLANCES: Table = Glance.metadata.tables["glance"]
HAND_BACKS: Table = HandBack.metadata.tables["hand_back"]
TAGS: Table = ComplaintTag.metadata.tables["complaint_tag"]
NOBODY = 0
"""The assignee of what nobody has."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the queue is narrowed to; a status that is not open lists finished complaints.

    *reader_id* is who looks: *unread* asks for what they have not seen as it is now.
    """

    status: Status | None = None
    severity: Severity | None = None
    assignee_id: int | None = None
    handed_back: bool = False
    organ_id: int | None = None
    category: Category | None = None
    language: Language | None = None
    due_from: date | None = None
    due_until: date | None = None
    door: Door | None = None
    filed_before: datetime | None = None
    unread: bool = False
    tag_id: int | None = None
    order: Order = Order.DUE
    reader_id: int | None = None

    @property
    def finished(self) -> bool:
        """Tell whether complaints are listed that nobody owes anything on."""
        return self.status is not None and not self.status.open

    @property
    def narrowed(self) -> bool:
        """Tell whether anything is left out of what is open."""
        return bool(walked(self) or looked_at(self)) or self.status is not None


def standing(selection: Selection) -> Condition:
    """Return the condition on the status; that of a partial index must stand there literally."""
    if selection.status is not None:
        return Complaint.status == selection.status
    statuses = bindparam("open", sorted(OPEN), Word(Status), expanding=True, literal_execute=True)
    return Complaint.status.in_(statuses)


CHANNELS = {
    Door.WEB: [Channel.WEB.value],
    Door.DESK: [channel.value for channel in DESK_CHANNELS],
    **{Door(channel.value): [channel.value] for channel in DESK_CHANNELS},
}

Rule = Callable[[Any, Any], Condition]

WALKED: Mapping[str, Rule] = {
    "assignee_id": lambda by, of: (
        of.assignee_id == by.assignee_id if by.assignee_id else of.assignee_id.is_(None)
    ),
    "organ_id": lambda by, of: of.organ_id == by.organ_id,
    "severity": lambda by, of: of.gravity == GRAVEST - by.severity.rank,
    "due_from": lambda by, of: of.next_due_on >= by.due_from,
    "due_until": lambda by, of: of.next_due_on <= by.due_until,
}
"""What an index can begin with, by the part of a selection that asks for it."""

LOOKED_AT: Mapping[str, Rule] = {
    "severity": lambda by, of: (
        func.coalesce(of.decided_severity, of.provisional_severity) == by.severity
    ),
    "language": lambda by, of: of.language == by.language,
    "door": lambda by, of: of.channel.in_(CHANNELS[by.door]),
    "filed_before": lambda by, of: of.filed_at < by.filed_before,
    "category": lambda by, of: _exists(ALLEGATIONS, of, category=by.category),
    "tag_id": lambda by, of: _exists(TAGS, of, tag_id=by.tag_id),
    "handed_back": lambda _by, of: is_handed_back(of),
    "unread": lambda by, of: ~_seen(by.reader_id, of),
}
"""What each row is looked at for."""


def walked(selection: Selection) -> list[Condition]:
    """Return the conditions that an index can begin with."""
    return _asked(WALKED, selection, Complaint)


def looked_at(selection: Selection, of: Any = Complaint) -> list[Condition]:  # noqa: ANN401 -- class or columns
    """Return the conditions that each row is looked at for."""
    return _asked(LOOKED_AT, selection, of)


def _asked(rules: Mapping[str, Rule], selection: Selection, of: Any) -> list[Condition]:  # noqa: ANN401 -- class or columns
    given = {name: getattr(selection, name) for name in rules}
    asked = (name for name, value in given.items() if value is not None and value is not False)
    return [rules[name](selection, of) for name in asked]


def _exists(table: Table, of: Any, **values: object) -> Condition:  # noqa: ANN401 -- class or columns
    same = [table.c[name] == value for name, value in values.items()]
    return exists().where(table.c.complaint_id == of.id, *same)


def is_handed_back(of: Any = Complaint) -> Condition:  # noqa: ANN401 -- class or columns
    """Return the condition that whoever has the complaint says it is not theirs [1.3(c)]."""
    return exists().where(
        of.status == Status.ASSIGNED,
        HAND_BACKS.c.complaint_id == of.id,
        HAND_BACKS.c.staff_id == of.assignee_id,
        HAND_BACKS.c.decided_at.is_(None),
    )


def _seen(reader_id: int | None, of: Any) -> Condition:  # noqa: ANN401 -- class or columns
    """Return the condition that somebody has read the complaint as it is now."""
    return exists().where(
        GLANCES.c.staff_id == (reader_id or NOBODY),
        GLANCES.c.complaint_id == of.id,
        GLANCES.c.version >= of.version,
    )
