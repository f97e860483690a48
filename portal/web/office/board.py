"""The board: where the office stands, for those who lead it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from portal.queries import parked
from portal.queries.board import board as stand
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.office.fitting import today
from portal.web.office.outbox import LOOKS_AFTER


@staff_only(*LOOKS_AFTER)
def board() -> ResponseReturnValue:
    """Show what is overdue with whom, what escalates tomorrow, and which work waits."""
    with reading(g.actor) as session:
        found = stand(session, today=today())
        queues = parked.waiting(session, now=now())
    return render_template("office/board.html", board=found, queues=queues, today=today())
