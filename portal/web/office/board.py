"""The board: where the office stands, for those who lead it."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from portal.queries import coming, parked
from portal.queries.board import Pages
from portal.queries.board import board as stand
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.office.fitting import today
from portal.web.office.forms import number
from portal.web.office.outbox import LOOKS_AFTER

LAST_PAGE = 1_000


@staff_only(*LOOKS_AFTER)
def board() -> ResponseReturnValue:
    """Show what is overdue with whom, here and elsewhere, what comes, and which work waits."""
    pages = Pages(_page("officers"), _page("organs"), _page("tomorrow"))
    with reading(g.actor) as session:
        found = {
            "board": stand(session, today=today(), pages=pages),
            "days": coming.coming(session, today=today()),
            "oldest": coming.oldest(session),
            "undisposed": coming.undisposed(session, today=today()),
            "queues": parked.waiting(session, now=now()),
        }
    return render_template("office/board.html", pages=pages, today=today(), **found)


def _page(name: str) -> int:
    """Return which page of a list is asked for; the first where that is no page."""
    asked = number(request.args.get(name, ""))
    return asked if 1 <= asked <= LAST_PAGE else 1
