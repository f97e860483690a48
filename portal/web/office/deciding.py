"""Deciding: what was signed says what, the summary tells the complainant, one looks twice."""

from collections.abc import Mapping
from functools import partial

from flask import g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import OFFICE_ROLES
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.services import decisions
from portal.web.access import staff_only
from portal.web.context import now, office
from portal.web.errors import gives_back
from portal.web.office.desk import Task, give_back, run
from portal.web.office.forms import DecideForm


def work(session: Session, complaint: Complaint, form: DecideForm) -> None:
    """Decide *complaint* as was signed."""
    decisions.decide(
        session, complaint, g.actor, summary=form.summary.data, office=office(), now=now()
    )


def outcome(file: Casefile, _form: DecideForm) -> Mapping[str, object]:
    """Return what was signed."""
    return {"round": file.deciding.open_round, "awaited": {}}


DECIDE = Task(
    Action.DECIDE,
    DecideForm.about,
    "office/decide.html",
    work,
    _l("Decided. The outcome is on its way to the complainant."),
    check="office/decide_check.html",
    more=outcome,
)


@staff_only(*OFFICE_ROLES)
@gives_back(staff_only(*OFFICE_ROLES)(partial(give_back, DECIDE)))
def decide(reference: str) -> ResponseReturnValue:
    """Decide the complaint."""
    return run(DECIDE, reference)
