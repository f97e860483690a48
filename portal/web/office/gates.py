"""What a gate asks is said in writing, in place on the checklist of the complaint [6.11]."""

from collections.abc import Callable
from functools import partial

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.assignment import NobodyLeftError
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import gates
from portal.services.gates import Reply
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.complaint import page
from portal.web.office.desk import (
    CONFLICT,
    NOBODY_LEFT,
    UNPROCESSABLE,
    carry_out,
    look,
    look_for,
    require,
    unfitting,
)
from portal.web.office.gate_forms import GateForm
from portal.web.office.overtaken import overtaken


def view_of(action: Action) -> Callable[[str], ResponseReturnValue]:
    """Return the view that takes what is said of a gate by *action*."""

    @staff_only(*OFFICE_ROLES)
    @gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, action)))
    def said(reference: str) -> ResponseReturnValue:
        return say(action, reference)

    return said


def give_back(action: Action, notice: str, status: int) -> ResponseReturnValue:
    """Show a form that was refused unread, with everything that was typed."""
    file = look_for(action, (request.view_args or {})["reference"])
    return page(file, notice=notice, gate_form=sent()), status


def sent() -> GateForm:
    """Return the form as it was sent."""
    return GateForm().stand_apart()


def say(action: Action, reference: str) -> ResponseReturnValue:
    """Put on record what was said, or show the checklist again with what is wrong beside it."""
    file, form = look_for(action, reference), sent()
    if form.seen != file.version:
        return overtaken_by(file, form, action)
    try:
        require(action, file)
    except IllegalTransitionError:
        return page(file, notice=unfitting(action, file), gate_form=form), CONFLICT
    if not form.validate() or gates.action_for(form.reply.gate) is not action:
        return page(file, gate_form=form), UNPROCESSABLE
    return put_down(file, form, action)


def put_down(file: Casefile, form: GateForm, action: Action) -> ResponseReturnValue:
    """Put it on record, unless somebody was faster."""
    try:
        carry_out(file, form, partial(answer, form.reply))
    except (StaleDataError, IllegalTransitionError):
        return overtaken_by(look(file.reference), form, action)
    except NobodyLeftError:
        return page(file, notice=str(NOBODY_LEFT), gate_form=form), CONFLICT
    flash(_("On record. Everybody who signs will read it."))
    return redirect(
        url_for("office.show_complaint", reference=file.reference, _anchor="checklist"), 303
    )


def answer(reply: Reply, session: Session, complaint: Complaint) -> None:
    """Put *reply* on record."""
    gates.answer(session, complaint, g.actor, reply, office=office(), now=now())


def overtaken_by(file: Casefile, form: GateForm, action: Action) -> ResponseReturnValue:
    """Show what somebody else did meanwhile, and the form with all that was typed."""
    return page(file, **overtaken(file, form), action=action, gate_form=form), CONFLICT


answer_gate = view_of(Action.ANSWER_GATE)
screen = view_of(Action.SCREEN)
