"""One deed for many complaints: chosen in the queue, asked about here, then watched."""

import csv
import io

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.bulk import ITEMS_MAX, Deed, may_bulk
from portal.domain.clock import AnswerClass
from portal.domain.clock.wording import PROVISIONAL
from portal.domain.permissions import OFFICE_ROLES
from portal.domain.severity import Severity
from portal.domain.tabular import guarded
from portal.domain.text import Text
from portal.queries.bulk_runs import Run, bulk_run, bulk_runs, ids_of
from portal.queries.export import exported
from portal.queries.listing import listing
from portal.services import bulk_runs as runs
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.language import say
from portal.web.office.bulk_forms import FORMS, BulkForm
from portal.web.office.narrowing import read

UNPROCESSABLE = 422
SAVE = "save"
REFRESH_SECONDS = 2


@staff_only(*OFFICE_ROLES)
def begin_bulk() -> ResponseReturnValue:
    """Ask what a deed needs, then begin the run and show how it goes."""
    deed = _deed()
    with reading(g.actor) as session:
        ids = _chosen(session)
    if not ids:
        flash(_("Tick the complaints first."))
        return redirect(f"{url_for('office.queue')}?{request.form.get('view', '')}", 303)
    form = FORMS[deed]()
    if request.form.get("step") == SAVE and form.validate():
        return _begin(deed, ids, form)
    status = UNPROCESSABLE if form.errors else 200
    with reading(g.actor) as session:
        found = read(session, request.form.get("view", ""))
    page = render_template(
        "office/bulk.html",
        form=form, deed=deed, count=len(ids), narrowing=found, items_max=ITEMS_MAX,
        classes=list(AnswerClass), references=request.form.getlist("reference"),
        whole="all" in request.form,
    )  # fmt: skip
    return page, status


def _deed() -> Deed:
    """Return the deed that the form names, if it is ever done by whoever is signed in."""
    asked = request.form.get("deed", "")
    if asked not in list(Deed) or not may_bulk(g.actor.role, Deed(asked)):
        abort(403)
    return Deed(asked)


def _chosen(session: Session) -> list[int]:
    """Return the ids of what was ticked, or of everything that the view lists."""
    if "all" not in request.form:
        return ids_of(session, request.form.getlist("reference")[:ITEMS_MAX])
    narrowing = read(session, request.form.get("view", ""))
    return listing(session, narrowing.sought, narrowing.selection, most=ITEMS_MAX)


def _begin(deed: Deed, ids: list[int], form: BulkForm) -> ResponseReturnValue:
    with transaction(g.actor) as session:
        details = form.details(session)
        run_id = runs.begin(session, g.actor, deed, ids, now=now(), **details)
    return redirect(url_for("office.show_bulk", run_id=run_id), 303)


@staff_only(*OFFICE_ROLES)
def show_bulk(run_id: int) -> ResponseReturnValue:
    """Show how far a run is, and in the end what was done and what was not."""
    run = _own(run_id)
    return render_template("office/bulk_run.html", run=run, refresh=REFRESH_SECONDS)


@staff_only(*OFFICE_ROLES)
def list_bulk() -> ResponseReturnValue:
    """List the last runs of whoever is signed in."""
    with reading(g.actor) as session:
        found = bulk_runs(session, g.actor.staff_id)
    return render_template("office/bulk_runs.html", runs=found)


@staff_only(*OFFICE_ROLES)
def export_bulk(run_id: int) -> ResponseReturnValue:
    """Hand out what a run exported, as a table for a spreadsheet; that it was fetched is kept."""
    run = _own(run_id)
    if run.deed is not Deed.EXPORT or run.finished_at is None:
        abort(404)
    with transaction(g.actor) as session:
        runs.fetched(session, run_id, now=now())
        text = _table(session, [item.complaint_id for item in run.done])
    response = Response("\ufeff" + text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="complaints-{run_id}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(run_id: int) -> Run:
    with reading(g.actor) as session:
        found = bulk_run(session, run_id, g.actor.staff_id)
    return found or abort(404)


def _table(session: Session, ids: list[int]) -> str:
    table = io.StringIO()
    lines = csv.writer(table)
    lines.writerow(
        (
            _("Reference"), _("Filed on"), _("Organ"), _("Official"), _("Subject"),
            _("Categories"), _("Status"), _("Severity"), _("Investigator"), _("Next deadline"),
            _("Came in"), _("Language"), _("Next deadline provisional"),
        )
    )  # fmt: skip
    for row in exported(session, ids):
        cells = (
            row.reference, f"{row.filed_at.astimezone(office().zone):%Y-%m-%d}",
            say(Text(row.name_zh, row.name_en)), row.official_name, row.subject, row.categories,
            say(row.status.text), say(Severity(row.severity).text), row.assignee or "",
            row.next_due_on or "", row.channel, row.language,
            say(PROVISIONAL) if row.next_due_provisional else "",
        )  # fmt: skip
        lines.writerow(guarded(str(cell or "")) for cell in cells)
    return table.getvalue()
