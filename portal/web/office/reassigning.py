"""Giving a complaint to somebody else."""

from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.roster import roster
from portal.services import reassignment
from portal.services.reassignment import Handover
from portal.transaction import reading
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.desk import Task, give_back, run
from portal.web.office.forms import ReassignForm, number


def work(session: Session, complaint: Complaint, form: ReassignForm) -> None:
    """Give *complaint* to whom the form names."""
    handover = Handover(number(form.staff_id.data), form.reason.data)
    reassignment.reassign(session, complaint, g.actor, handover, office=office(), now=now())


def form_about(file: Casefile) -> ReassignForm:
    """Return the form, with those who could take the complaint, the least loaded first."""
    form = ReassignForm.about(file)
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        form.takers = reassignment.eligible(session, complaint, now=now())
        form.names = {who.id: who.name for who in roster(session)}
    return form


REASSIGN = Task(
    Action.REASSIGN,
    form_about,
    "office/reassign.html",
    work,
    _l("Reassigned. The new investigator is being told."),
)


@staff_only(*OFFICE_ROLES)
@gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, REASSIGN)))
def reassign(reference: str) -> ResponseReturnValue:
    """Give the complaint to somebody else."""
    return run(REASSIGN, reference)
