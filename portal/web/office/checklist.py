"""The second investigator, whom the checklist asks for where one is not enough [7.7]."""

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.checklist import Checked
from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.roster import roster
from portal.services import checklists, second_investigators
from portal.services.second_investigators import Choice
from portal.transaction import reading
from portal.web.context import now
from portal.web.fields import LineField, at_most, needed
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import REASON_MAX, ReassignForm, number


class SecondForm(ReassignForm):
    """Who investigates beside the first, and why."""

    staff_id = LineField(_l("Who is the second investigator?"), [needed(_l("Choose somebody"))])
    reason = LineField(
        _l("Why this person?"), [needed(_l("Say why this person")), at_most(REASON_MAX)]
    )


def form_about(file: Casefile) -> SecondForm:
    """Return the form, with those whom no wall keeps off, the least loaded first."""
    form = SecondForm.about(file)
    with reading(g.actor) as session:
        complaint = session.get_one(Complaint, file.case.complaint_id)
        form.takers = second_investigators.eligible(session, complaint, now=now())
        form.names = {who.id: who.name for who in roster(session)}
    return form


def appoint(session: Session, complaint: Complaint, form: SecondForm) -> None:
    """Name the second investigator."""
    choice = Choice(number(form.staff_id.data), form.reason.data)
    second_investigators.name(session, complaint, g.actor, choice, now=now())


def lines(session: Session, file: Casefile) -> tuple[Checked, ...]:
    """Return the checklist of *file* while its outcome is still to be put up."""
    return checklists.checked(session, session.get_one(Complaint, file.case.complaint_id))


name_second = page_of(
    Task(
        Action.NAME_SECOND,
        form_about,
        "office/name_second.html",
        appoint,
        _l("Named, and being told. The wall was asked for both investigators."),
    )
)
