"""The views beside the queue: everybody's, one's own and shared ones, each with its count."""

from dataclasses import dataclass

from flask import g
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import PERMISSIONS, Role
from portal.queries.choices import Choices
from portal.queries.saved_views import View, saved_views
from portal.queries.view_counts import Count, view_counts
from portal.web.office.narrowing import Narrowing


@dataclass(frozen=True, slots=True)
class ShownView:
    """One view as it is shown: its name, its arguments, how many there are, if that is known."""

    name: str
    query: str
    count: Count | None
    saved: View | None = None


def decides() -> bool:
    """Tell whether whoever is signed in decides on hand-backs."""
    return (g.actor.role, Action.DECIDE_HAND_BACK) in PERMISSIONS


def holds_cases() -> bool:
    """Tell whether complaints are given to whoever is signed in."""
    return (g.actor.role, Action.INVESTIGATE) in PERMISSIONS


def standing_views() -> list[tuple[str, str]]:
    """Return the views that everybody of a role has."""
    mine = [(_("Mine"), "whose=mine")] if holds_cases() else []
    ours = [
        (_("Everything open"), "whose=all"),
        (_("Overdue"), "whose=all&due=overdue"),
        (_("Due today"), "whose=all&due=today"),
        (_("Due this week"), "whose=all&due=week"),
        (_("Nobody's yet"), "whose=nobody"),
        (_("Unread"), "whose=all&unread=1"),
    ]
    own = [(_("Mine, overdue"), "whose=mine&due=overdue"), (_("Mine, unread"), _UNREAD)]
    back = [(_("Handed back"), "whose=handed_back")] if decides() else []
    first = g.actor.role is Role.OFFICER
    return [*mine, *(own if first else []), *ours, *back]


_UNREAD = "whose=mine&unread=1"


def shown_views(session: Session, found: Choices) -> list[ShownView]:
    """Return every view with its count."""
    kept = saved_views(session, g.actor.staff_id, g.actor.role)
    named = [(name, query, None) for name, query in standing_views()]
    listed = [*named, *((view.name, view.query, view) for view in kept)]
    read = [Narrowing.of(found, query) for _name, query, _view in listed]
    countable = [each.selection for each in read if not each.sought]
    counts = iter(view_counts(session, countable))
    return [
        ShownView(name, each.query, None if each.sought else next(counts), view)
        for (name, _query, view), each in zip(listed, read, strict=True)
    ]
