"""The queue: what is to be done, as the address narrows it and puts it in order."""

import re
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.bulk import ITEMS_MAX
from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import OFFICE_ROLES
from portal.domain.queueing import Age, Door, Due, Order
from portal.domain.severity import Severity
from portal.queries.view_counts import PASSED_MAX
from portal.queries.worklist import handed_back, holds
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import office, today
from portal.web.fields import one_line
from portal.web.language import say
from portal.web.office.bulk_deeds import deeds_for
from portal.web.office.narrowing import read
from portal.web.office.places import Place
from portal.web.office.queue_rows import listed, once
from portal.web.office.queue_views import decides, holds_cases, shown_views
from portal.web.office.ratings import call_backs

REFERENCE = re.compile(r"[A-Z]{1,6}-[0-9]{4}-[0-9]{1,12}")


@staff_only(*OFFICE_ROLES)
def queue() -> ResponseReturnValue:
    """Show one page of the queue as the address narrows it."""
    sought = named()
    with reading(g.actor) as session:
        if sought and holds(session, sought):
            return redirect(url_for("office.show_complaint", reference=sought), 303)
        shown = page(session)
        waiting = handed_back(session, but_of=g.actor.staff_id) if decides() else 0
        back = call_backs(session)
    missing = request.args.get("reference") and sought
    return render_template(
        "office/queue.html",
        **shown, **offered(), waiting=waiting, call_backs=back,
        missing=_("There is no complaint %(reference)s.", reference=missing) if missing else "",
    )  # fmt: skip


@staff_only(*OFFICE_ROLES)
def queue_rows() -> ResponseReturnValue:
    """Show of the same page what changes while somebody looks: the rows, and the views' counts."""
    with reading(g.actor) as session:
        shown = page(session)
    return render_template("office/queue_rows.html", **shown)


def page(session: Session) -> dict[str, Any]:
    """Return what the page that the address asks for lists, and the views beside it."""
    asked = request.args.to_dict()
    narrowing = read(session, asked)
    found = listed(session, narrowing, Place.read(asked))
    return {
        "page": found, "narrowing": narrowing, "views": shown_views(session, narrowing.choices),
        "deeds": deeds_for(row.entry for row in found.rows), "items_max": ITEMS_MAX,
        "passed_max": PASSED_MAX, "today": today(), "zone": office().zone, "once": once(),
        "spoken": say,
    }  # fmt: skip


def offered() -> dict[str, Any]:
    """Return among what can be chosen, beside organs, people and tags."""
    return {
        "statuses": list(Status), "severities": list(Severity), "categories": list(Category),
        "dues": list(Due), "doors": list(Door), "ages": list(Age), "orders": list(Order),
        "decides": decides(), "holds_cases": holds_cases(),
    }  # fmt: skip


def named() -> str:
    """Return the reference that the address names, also where anything may be looked for."""
    sought = one_line(request.args.get("q", "")).upper()
    reference = one_line(request.args.get("reference", "")).upper()
    return reference or (sought if REFERENCE.fullmatch(sought) else "")
