"""Work that was set aside after its last attempt: why, and another try."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.permissions import Role
from portal.queries import parked
from portal.services import outbox as services
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now

LOOKS_AFTER = (Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)


@staff_only(*LOOKS_AFTER)
def outbox() -> ResponseReturnValue:
    """Show what waits, since when, and what is parked and why."""
    with reading(g.actor) as session:
        queues = parked.waiting(session, now=now())
        rows = parked.parked_rows(session)
    return render_template("office/outbox.html", queues=queues, rows=rows)


@staff_only(*LOOKS_AFTER)
def revive(row_id: int) -> ResponseReturnValue:
    """Try one parked piece of work again."""
    with transaction(g.actor) as session:
        row = parked.parked_row(session, row_id) or abort(404)
        services.revive(row, now=now())
    flash(_("It will be tried again at once."))
    return redirect(url_for("office.outbox"), 303)
