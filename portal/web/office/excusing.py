"""Recording the special reason why a complaint will be late, by whoever does not handle it."""

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.services import excuses
from portal.web.context import now
from portal.web.fields import LinesField, at_most, needed
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import REASON_MAX, VersionedForm


class ExcuseForm(VersionedForm):
    """Why a complaint will be late."""

    reason = LinesField(
        _l("What is the special reason?"),
        [needed(_l("Say what the special reason is")), at_most(REASON_MAX)],
    )


def record_reason(session: Session, complaint: Complaint, form: ExcuseForm) -> None:
    """Record the special reason."""
    excuses.excuse(session, complaint, g.actor, reason=form.reason.data, now=now())


excuse = page_of(
    Task(
        Action.EXCUSE,
        ExcuseForm.about,
        "office/excuse.html",
        record_reason,
        _l("The special reason is on record."),
    )
)
