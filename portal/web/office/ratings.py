"""Bad ratings by name: who is to be called back by when, and noting that it was done [8.5]."""

from dataclasses import dataclass
from datetime import datetime

from flask import g
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.clock import Deadline, Limit
from portal.domain.lifecycle import Action
from portal.domain.rating import CALL_BACK, PUT_RIGHT, last_day
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.ratings import Waiting, waiting
from portal.services import calendars, ratings
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.fields import LinesField, at_most, needed
from portal.web.office.desk import Task, page_of
from portal.web.office.forms import REASON_MAX, VersionedForm


@dataclass(frozen=True, slots=True)
class Days:
    """By when a complainant is called back, and by when it is put right, both days included."""

    called_by: Deadline
    right_by: Deadline


class CallBackForm(VersionedForm):
    """What came of calling back."""

    note = LinesField(
        _l("What was said, and what is being put right?"),
        [needed(_l("Say what came of the call")), at_most(REASON_MAX)],
    )


def days_of(file: Casefile) -> Days | None:
    """Return the days of a rating that waits for a call back; None where none does."""
    if file.rated is None or not file.rated.waits:
        return None
    with reading(g.actor) as session:
        return _days(session, file.rated.at)


def call_backs(session: Session) -> list[tuple[Waiting, Days]]:
    """Return who waits to be called back, as far as whoever is signed in may know, with days."""
    return [(each, _days(session, each.rated_at)) for each in waiting(session)]


def _days(session: Session, rated_at: datetime) -> Days:
    calendar, zone = calendars.in_force(session, now=now()), office().zone

    def end(limit: Limit) -> Deadline:
        return last_day(limit, rated_at, calendar, zone)

    return Days(end(CALL_BACK), end(PUT_RIGHT))


def note(session: Session, complaint: Complaint, form: CallBackForm) -> None:
    """Note that the complainant was called back."""
    ratings.call_back(session, complaint, g.actor, note=form.note.data, now=now())


call_back = page_of(
    Task(
        Action.CALL_BACK,
        CallBackForm.about,
        "office/call_back.html",
        note,
        _l("Noted. It is in the case log."),
        more=lambda file, _form: {"days": days_of(file)},
    )
)
