"""Not taking a complaint up: a coded ground, reasons in words, and a second look."""

from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.declining import DeclineCode
from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.services import casework
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.desk import Task, give_back, run
from portal.web.office.forms import DeclineForm


def work(session: Session, complaint: Complaint, form: DeclineForm) -> None:
    """Decline *complaint* as the form says."""
    casework.decline(
        session, complaint, g.actor, code=form.ground.value, reason=form.reason.data,
        office=office(), now=now(),
    )  # fmt: skip


DECLINE = Task(
    Action.DECLINE,
    DeclineForm.about,
    "office/decline.html",
    work,
    _l("Declined. The complainant is being told why, and where to turn instead."),
    check="office/decline_check.html",
    more=lambda _file, _form: {"codes": list(DeclineCode)},
)


@staff_only(*OFFICE_ROLES)
@gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, DECLINE)))
def decline(reference: str) -> ResponseReturnValue:
    """Decline the complaint."""
    return run(DECLINE, reference)
