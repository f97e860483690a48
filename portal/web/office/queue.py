"""The queue: what is to be done, the nearest deadline first."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import OFFICE_ROLES, PERMISSIONS, Role
from portal.domain.severity import Severity
from portal.queries.worklist import Selection, handed_back, holds, worklist
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import office
from portal.web.fields import one_line
from portal.web.office.fitting import today
from portal.web.office.ratings import call_backs

NARROWING = ("status", "severity", "whose")
MINE, ALL, HANDED_BACK = "mine", "all", "handed_back"
Word = TypeVar("Word", bound=StrEnum)


@staff_only(*OFFICE_ROLES)
def queue() -> ResponseReturnValue:
    """Show one page of the queue as the address narrows it."""
    sought = one_line(request.args.get("reference", "")).upper()
    if sought and known(sought):
        return redirect(url_for("office.show_complaint", reference=sought), 303)
    selection = selected()
    with reading(g.actor) as session:
        page = worklist(session, selection, after=request.args.get("after", ""))
        waiting = handed_back(session, but_of=g.actor.staff_id) if decides() else 0
    missing = _("There is no complaint %(reference)s.", reference=sought) if sought else ""
    return render_template(
        "office/queue.html",
        page=page, selection=selection, missing=missing, sought=sought, today=today(),
        zone=office().zone, statuses=list(Status), severities=list(Severity),
        whose=whose(), next_page=next_page(page.after), waiting=waiting, decides=decides(),
        call_backs=call_backs(),
    )  # fmt: skip


def known(reference: str) -> bool:
    """Tell whether there is a complaint of that reference for whoever asks."""
    with reading(g.actor) as session:
        return holds(session, reference)


def selected() -> Selection:
    """Return what the address asks for; investigators begin with their own complaints."""
    return Selection(
        status=named(Status, request.args.get("status", "")),
        severity=named(Severity, request.args.get("severity", "")),
        assignee_id=g.actor.staff_id if whose() == MINE else None,
        handed_back=whose() == HANDED_BACK,
    )


def whose() -> str:
    """Return whose complaints the address asks for, one of the words above."""
    asked = request.args.get("whose") or (MINE if g.actor.role is Role.OFFICER else ALL)
    return asked if asked in {MINE, HANDED_BACK} else ALL


def decides() -> bool:
    """Tell whether whoever is signed in decides on hand-backs."""
    return (g.actor.role, Action.DECIDE_HAND_BACK) in PERMISSIONS


def named(words: type[Word], text: str) -> Word | None:
    """Return the word that *text* names, or None for all of them."""
    return words(text) if text in list(words) else None


def next_page(after: str | None) -> str | None:
    """Return the address of the next page, everything else kept, or None if this is the last."""
    if after is None:
        return None
    kept: dict[str, Any] = {name: request.args.get(name) for name in NARROWING}
    return url_for("office.queue", after=after, **kept)
