"""The questions of the queue: what is listed, found, counted, exported, and who is there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.permissions import Role
from portal.domain.queueing import Door, Order
from portal.domain.search import Sought
from portal.queries import (
    bulk_runs,
    choices,
    export,
    listing,
    passages,
    presence,
    queue_entries,
    saved_views,
    search,
    tags,
    view_counts,
    worklist,
)
from portal.queries.selection import NOBODY, Selection
from tests.factories import NOW

if TYPE_CHECKING:
    from tests.questions import Asking

NARROWED = (
    Selection(),
    Selection(handed_back=True),
    Selection(unread=True),
    Selection(assignee_id=NOBODY),
    Selection(category=Category.C03, order=Order.SEVERITY),
    Selection(language=Language.SIMPLIFIED, door=Door.WEB, order=Order.NEWEST),
    Selection(due_until=date(2026, 9, 30), filed_before=NOW, order=Order.OLDEST),
)
WORDS = ("窗口", "推诿 XN-2026", "2026-000001", "无")
Questions = Mapping[str, Callable[["Asking"], Any]]

QUEUE_ONE: Questions = {
    "bulk_runs.ids_of": lambda ask: bulk_runs.ids_of(ask.session, [ask.target.reference]),
    "bulk_runs.chosen": lambda ask: bulk_runs.chosen(ask.session, [ask.target.id]),
    "export.exported": lambda ask: export.exported(ask.session, [ask.target.id]),
    "presence.present": lambda ask: presence.present(
        ask.session, ask.target.id, but_of=None, now=NOW
    ),
    "passages.passages": lambda ask: passages.passages(
        ask.session, Sought.read("窗口 housing 照片"), {ask.target.reference: ""}
    ),
    "queue_entries.entries": lambda ask: queue_entries.entries(
        ask.session, [ask.target.id], reader_id=None
    ),
    "queue_entries.versions": lambda ask: queue_entries.versions(ask.session, [ask.target.id]),
}
QUEUE_ALL: Questions = {
    "bulk_runs.bulk_run": lambda ask: [
        bulk_runs.bulk_run(ask.session, run.id, staff_id)
        for staff_id in ask.staff
        for run in bulk_runs.bulk_runs(ask.session, staff_id)
    ],
    "bulk_runs.bulk_runs": lambda ask: [
        bulk_runs.bulk_runs(ask.session, staff_id) for staff_id in ask.staff
    ],
    "choices.choices": lambda ask: choices.choices(ask.session),
    "listing.listing": lambda ask: [
        listing.listing(ask.session, sought, Selection(), most=9)
        for sought in (Sought(()), Sought.read("窗口"))
    ],
    "saved_views.own_view": lambda ask: saved_views.own_view(ask.session, 1, 1),
    "saved_views.saved_views": lambda ask: saved_views.saved_views(ask.session, 1, Role.SUPERVISOR),
    "search.found_front": lambda ask: [
        search.found_front(ask.session, Sought.read(words), Selection()) for words in WORDS
    ],
    "search.search": lambda ask: [searched(ask.session, words) for words in WORDS],
    "tags.tags": lambda ask: tags.tags(ask.session),
    "view_counts.view_counts": lambda ask: view_counts.view_counts(ask.session, NARROWED),
    "worklist.front": lambda ask: worklist.front(ask.session, Selection()),
}
QUEUE_QUIET = {"bulk_runs.bulk_runs", "saved_views.own_view", "saved_views.saved_views"}
"""What tells nothing of any complaint."""


def searched(session: Session, words: str) -> list[search.Hits]:
    """Return every page of what is found, one complaint to a page."""
    sought = Sought.read(words)
    pages = [search.search(session, sought, Selection(), size=1)]
    while pages[-1].after:
        pages.append(search.search(session, sought, Selection(), after=pages[-1].after, size=1))
    return pages
