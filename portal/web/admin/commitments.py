"""Service commitments: entered, changed and withdrawn by the administrator [2.1, 2.2].

A change is a new entry, and the one before it is kept as withdrawn.
"""

import structlog
from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.permissions import Role
from portal.queries import directory
from portal.queries.commitments import RecordedCommitment, recorded_commitments
from portal.services import commitments as service
from portal.services.commitments import AlreadyPromisedError, NoLongerStandingError
from portal.transaction import reading, transaction
from portal.web.access import staff_only
from portal.web.admin.commitment_form import CommitmentForm, typed
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.desk import CONFLICT, UNPROCESSABLE, asked_back

TWICE = _l(
    "The organ promises this service already. Change that commitment, or give this one another "
    "name. Nothing you typed is lost."
)
OVERTAKEN = _l(
    "Somebody else changed or withdrew this commitment meanwhile. Nothing you typed is lost: look "
    "at the list, and enter it again if it is still needed."
)

log = structlog.get_logger()


@staff_only(Role.ADMIN)
def commitments() -> ResponseReturnValue:
    """List what stands, and what was withdrawn."""
    with reading(g.actor) as session:
        recorded = recorded_commitments(session)
    return render_template(
        "admin/commitments.html",
        standing=[each for each in recorded if each.withdrawn_on is None],
        withdrawn=[each for each in recorded if each.withdrawn_on],
    )


def give_back(notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    old = (request.view_args or {}).get("commitment_id")
    return show(form_of(recorded(old) if old else None), status, notice=notice)


@staff_only(Role.ADMIN)
@gives_back(staff_only(Role.ADMIN)(give_back))
def enter_commitment() -> ResponseReturnValue:
    """Take a new commitment."""
    return take(form_of())


@staff_only(Role.ADMIN)
@gives_back(staff_only(Role.ADMIN)(give_back))
def change_commitment(commitment_id: int) -> ResponseReturnValue:
    """Take what a commitment is changed to."""
    old = recorded(commitment_id)
    if old.withdrawn_on and request.method != "POST":
        abort(CONFLICT)
    return take(form_of(old), commitment_id)


@staff_only(Role.ADMIN)
def withdraw_commitment(commitment_id: int) -> ResponseReturnValue:
    """Show what is withdrawn, and withdraw it."""
    old = recorded(commitment_id)
    if request.method != "POST" or asked_back():
        return render_template("admin/withdraw_commitment.html", old=old)
    try:
        with transaction(g.actor) as session:
            service.withdraw(session, commitment_id, g.actor, now=now(), zone=office().zone)
    except NoLongerStandingError:
        abort(CONFLICT)
    log.info("commitment withdrawn", commitment=commitment_id, staff=g.actor.staff_id)
    flash(_("The commitment is withdrawn."))
    return redirect(url_for("admin.commitments"), 303)


def recorded(commitment_id: int) -> RecordedCommitment:
    """Return what is recorded under that id, or answer 404."""
    with reading(g.actor) as session:
        found = recorded_commitments(session, commitment_id)
    return found[0] if found else abort(404)


def form_of(old: RecordedCommitment | None = None) -> CommitmentForm:
    """Return the form as it was sent, or one filled with the *old* commitment."""
    form = CommitmentForm(
        data=typed(old.promise) if old else {"organ": request.args.get("organ", "")}
    )
    with reading(g.actor) as session:
        form.organs = directory.organs(session)
    if old:
        form.organ.data = old.promise.organ_code  # a promise does not pass to another organ
    return form


def take(form: CommitmentForm, replaces: int | None = None) -> ResponseReturnValue:
    """Show *form*, have it checked, and publish what it holds."""
    if not form.is_submitted() or asked_back():
        return show(form)
    if not form.validate():
        return show(form, UNPROCESSABLE)
    try:
        publish(form, replaces)
    except AlreadyPromisedError:
        return show(form, CONFLICT, notice=str(TWICE))
    except NoLongerStandingError:
        return show(form, CONFLICT, notice=str(OVERTAKEN))
    flash(_("The commitment is published."))
    return redirect(url_for("admin.commitments"), 303)


def publish(form: CommitmentForm, replaces: int | None) -> None:
    """Publish what a valid *form* holds."""
    commitment = form.as_commitment()
    with transaction(g.actor) as session:
        service.publish(
            session, commitment, g.actor, now=now(), zone=office().zone, replaces=replaces
        )
    log.info("commitment published", organ=commitment.organ_code, staff=g.actor.staff_id)


def show(form: CommitmentForm, status: int = 200, *, notice: str = "") -> ResponseReturnValue:
    """Show *form*."""
    return render_template("admin/enter_commitment.html", form=form, notice=notice), status
