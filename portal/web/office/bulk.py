"""One deed for many complaints: chosen in the queue, asked about here, then watched."""

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.bulk import ITEMS_MAX, OFFERED, Deed, may_bulk
from portal.domain.clock import AnswerClass
from portal.domain.permissions import OFFICE_ROLES
from portal.queries.bulk_runs import Run, bulk_run, bulk_runs, ids_of
from portal.queries.listing import listing
from portal.services import bulk_runs as runs
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.fields import one_line
from portal.web.office.bulk_deeds import foretold
from portal.web.office.bulk_forms import FORMS, BulkForm
from portal.web.office.bulk_table import table
from portal.web.office.forms import REASON_MAX
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
    return _ask(deed, ids, form), UNPROCESSABLE if form.errors else 200


def _ask(deed: Deed, ids: list[int], form: BulkForm) -> str:
    """Return the page that says what would be done to which complaints, and asks what it needs."""
    with reading(g.actor) as session:
        found = read(session, request.form.get("view", ""))
        each = foretold(session, deed, ids)
    return render_template(
        "office/bulk.html",
        form=form, deed=deed, foretold=each, narrowing=found, items_max=ITEMS_MAX,
        possible=sum(one.undone is None for one in each), classes=list(AnswerClass),
        cut="all" in request.form and len(ids) == ITEMS_MAX,
    )  # fmt: skip


def _deed() -> Deed:
    """Return the deed that the form names, if it is ever done by whoever is signed in."""
    asked = request.form.get("deed", "")
    if asked not in OFFERED or not may_bulk(g.actor.role, Deed(asked)):
        abort(403)
    return Deed(asked)


def _chosen(session: Session) -> list[int]:
    """Return the ids of what was ticked, of the whole page, or of everything that the view lists.

    What was asked about stays what it was, also when the view has changed since.
    """
    if "all" not in request.form:
        ticked = request.form.getlist("reference")
        whole = request.form.getlist("listed") if "page" in request.form else []
        return ids_of(session, [*ticked, *whole][:ITEMS_MAX])
    narrowing = read(session, request.form.get("view", ""))
    if narrowing.unsearchable:
        return []
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
def undo_bulk(run_id: int) -> ResponseReturnValue:
    """Give back what a run reassigned, as a run of its own."""
    if not may_bulk(g.actor.role, Deed.GIVE_BACK):
        abort(403)
    reason = one_line(request.form.get("reason", ""))[:REASON_MAX]
    try:
        with transaction(g.actor) as session:
            given_back = runs.give_back(
                session,
                g.actor,
                run_id,
                reason=reason or _("The reassignment is undone"),
                now=now(),
            )
    except runs.NothingToGiveBackError:
        abort(404)
    return redirect(url_for("office.show_bulk", run_id=given_back), 303)


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
        text = table(session, [item.complaint_id for item in run.done])
    response = Response("\ufeff" + text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="complaints-{run_id}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(run_id: int) -> Run:
    with reading(g.actor) as session:
        found = bulk_run(session, run_id, g.actor.staff_id)
    return found or abort(404)
