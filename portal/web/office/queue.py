"""The queue: what is to be done, as the address narrows it and puts it in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.bulk import ITEMS_MAX, Deed, may_bulk
from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import OFFICE_ROLES
from portal.domain.queueing import Age, Door, Due, Order
from portal.domain.search import Piece
from portal.domain.severity import Severity
from portal.queries.search import search
from portal.queries.worklist import Entry, handed_back, holds, worklist
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import office, today
from portal.web.fields import one_line
from portal.web.office.narrowing import Narrowing, read
from portal.web.office.queue_views import decides, holds_cases, shown_views
from portal.web.office.ratings import call_backs

REFERENCE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the queue: a complaint, its subject and what was found in it, in pieces."""

    entry: Entry
    subject: Sequence[Piece]
    excerpt: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the queue or of a search."""

    rows: Sequence[Row]
    after: str | None
    full: bool


@staff_only(*OFFICE_ROLES)
def queue() -> ResponseReturnValue:
    """Show one page of the queue as the address narrows it."""
    sought = named()
    if sought and known(sought):
        return redirect(url_for("office.show_complaint", reference=sought), 303)
    with reading(g.actor) as session:
        narrowing = read(session, request.args.to_dict())
        page = listed(session, narrowing)
        views = shown_views(session, narrowing.choices)
        waiting = handed_back(session, but_of=g.actor.staff_id) if decides() else 0
    missing = request.args.get("reference") and sought
    return render_template(
        "office/queue.html",
        page=page, narrowing=narrowing, views=views, waiting=waiting, today=today(),
        zone=office().zone, next_page=next_page(narrowing, page.after), call_backs=call_backs(),
        missing=_("There is no complaint %(reference)s.", reference=missing) if missing else "",
        **offered(),
    )  # fmt: skip


def offered() -> dict[str, Any]:
    """Return among what can be chosen, beside organs, people and tags."""
    return {
        "statuses": list(Status), "severities": list(Severity), "categories": list(Category),
        "dues": list(Due), "doors": list(Door), "ages": list(Age), "orders": list(Order),
        "decides": decides(), "holds_cases": holds_cases(), "items_max": ITEMS_MAX,
        "deeds": [deed for deed in Deed if may_bulk(g.actor.role, deed)],
    }  # fmt: skip


def named() -> str:
    """Return the reference that the address names, also where anything may be looked for."""
    sought = one_line(request.args.get("q", "")).upper()
    reference = one_line(request.args.get("reference", "")).upper()
    return reference or (sought if REFERENCE.fullmatch(sought) else "")


def known(reference: str) -> bool:
    """Tell whether there is a complaint of that reference for whoever asks."""
    with reading(g.actor) as session:
        return holds(session, reference)


def listed(session: Session, narrowing: Narrowing) -> Listed:
    """Return the page that the address asks for: of the queue, or of what was found."""
    after, sought = request.args.get("after", ""), narrowing.sought
    if sought:
        found = search(session, sought, narrowing.selection, after=after)
        rows = [
            Row(hit.entry, sought.pieces(hit.entry.subject), sought.pieces(hit.excerpt))
            for hit in found.hits
        ]
        return Listed(rows, found.after, found.full)
    page = worklist(session, narrowing.selection, after=after)
    plain = [Row(entry, (Piece(entry.subject, hit=False),)) for entry in page.entries]
    return Listed(plain, page.after, page.full)


def next_page(narrowing: Narrowing, after: str | None) -> str | None:
    """Return the address of the next page, everything else kept, or None if this is the last."""
    kept: dict[str, Any] = dict(narrowing.values)
    return url_for("office.queue", after=after, **kept) if after else None
