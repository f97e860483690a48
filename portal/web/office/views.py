"""Saved views: kept, renamed, deleted after asking nobody, because deleting can be undone."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from portal.domain.permissions import OFFICE_ROLES
from portal.queries.saved_views import own_view, saved_views
from portal.services import saved_views as views
from portal.services.saved_views import NAME_MAX, TooManyViewsError
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.context import now
from portal.web.fields import LineField, at_most, legible, needed, one_line
from portal.web.office.forms import number
from portal.web.office.narrowing import read

UNPROCESSABLE = 422


class ViewForm(FlaskForm):
    """The name of a view, and whether others of the role see it."""

    name = LineField(
        _l("Name of the view"), [needed(_l("Give the view a name")), at_most(NAME_MAX)]
    )


@staff_only(*OFFICE_ROLES)
def list_views() -> ResponseReturnValue:
    """Show one's views, and keep the one that the address describes."""
    form = ViewForm()
    if form.validate_on_submit():
        return _save(form)
    return _page(form), UNPROCESSABLE if form.errors else 200


def _page(form: ViewForm) -> str:
    with reading(g.actor) as session:
        narrowing = read(session, request.values.get("query", ""))
        kept = saved_views(session, g.actor.staff_id, g.actor.role)
        gone = own_view(session, number(request.args.get("gone", "")), g.actor.staff_id)
    return render_template(
        "office/views.html", form=form, narrowing=narrowing, kept=kept,
        gone=gone if gone and gone.deleted else None,
    )  # fmt: skip


def _save(form: ViewForm) -> ResponseReturnValue:
    shared = "shared" in request.form
    try:
        with transaction(g.actor) as session:
            query = read(session, request.form.get("query", "")).query
            views.save(session, g.actor, form.name.data, query, shared=shared, now=now())
    except TooManyViewsError:
        flash(_("You have as many views as fit. Delete one first."))
        return redirect(url_for("office.list_views"), 303)
    flash(_("The view is saved."))
    return redirect(f"{url_for('office.queue')}?{query}", 303)


@staff_only(*OFFICE_ROLES)
def change_view(view_id: int) -> ResponseReturnValue:
    """Rename a view, delete it, or bring it back."""
    step, name = request.form.get("step", ""), one_line(request.form.get("name", ""))
    with transaction(g.actor) as session:
        if step == "delete":
            views.delete(session, view_id, g.actor, now=now())
        elif step == "bring_back":
            views.bring_back(session, view_id, g.actor)
        elif legible(name):
            views.rename(session, view_id, g.actor, name)
        else:
            abort(400)
    gone = view_id if step == "delete" else None
    return redirect(url_for("office.list_views", gone=gone), 303)
