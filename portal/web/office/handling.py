"""Steps that need nothing written: taking up, beginning to investigate."""

from flask import flash, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import casework
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.office.complaint import page
from portal.web.office.desk import (
    CONFLICT,
    Task,
    Work,
    back_to,
    carry_out,
    look,
    look_for,
    page_of,
    require,
    unfitting,
)
from portal.web.office.forms import VersionedForm
from portal.web.office.overtaken import overtaken


@staff_only(*OFFICE_ROLES)
def investigate(reference: str) -> ResponseReturnValue:
    """Begin, or take up again, the investigation."""
    return step(reference, Action.INVESTIGATE, begin, _("The investigation has begun."))


def step(reference: str, action: Action, work: Work, done: str) -> ResponseReturnValue:
    """Carry out one step, unless the complaint has changed since it was looked at."""
    file = look_for(action, reference)
    form = VersionedForm()
    if form.seen != file.version:
        return too_late(file, form, action)
    try:
        require(action, file)
    except IllegalTransitionError:
        return page(file, notice=unfitting(action, file)), CONFLICT
    try:
        carry_out(file, form, work)
    except StaleDataError:
        return too_late(look(reference), form, action)
    flash(done)
    return back_to(file)


def too_late(file: Casefile, form: VersionedForm, action: Action) -> ResponseReturnValue:
    """Show the complaint as it stands, and what somebody else did to it meanwhile."""
    return page(file, **overtaken(file, form), action=action), CONFLICT


def take_up(session: Session, complaint: Complaint, _form: VersionedForm) -> None:
    """Accept *complaint*."""
    casework.accept(session, complaint, g.actor, office=office(), now=now())


accept = page_of(
    Task(
        Action.ACCEPT,
        VersionedForm.about,
        "office/accept.html",
        take_up,
        _l("Accepted. The complainant is being told."),
    )
)


def begin(session: Session, complaint: Complaint) -> None:
    """Begin the investigation of *complaint*."""
    casework.advance(session, complaint, g.actor, Action.INVESTIGATE, office=office(), now=now())
