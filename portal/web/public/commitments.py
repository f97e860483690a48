"""What each organ promises, with the telephone for broken promises [2.1, 2.2, 2.3, 3.1(d), 6.3].

Whoever gives the day of an application reads beside each promise until when it has to be kept.
"""

from collections.abc import Callable, Sequence
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError
from wtforms import Form
from wtforms.validators import ValidationError

from portal.domain.clock import Calendar, Limit
from portal.domain.clock.days import FIRST_YEAR, LAST_YEAR
from portal.domain.commitment import Progress, progress
from portal.domain.permissions import Actor
from portal.queries.commitments import (
    BriefCommitment,
    Promising,
    brief_commitments,
    promising_organs,
)
from portal.services import calendars
from portal.transaction import reading
from portal.web.access import public
from portal.web.context import now, office, today
from portal.web.fields import LineField
from portal.web.public.deadline_form import FAR_DAY, NO_DAY, DayField
from portal.web.security import revisitable

UNPROCESSABLE = 422
NOBODY = Actor.complainant(None)

last_known: list[BriefCommitment] = []
"""What stood when it could last be read."""


class AppliedForm(Form):
    """Whose promises are asked for, and the day on which somebody applied."""

    organ = LineField(_l("Public organ"))
    applied = DayField(_l("On which day did you apply?"))

    def validate_applied(self, field: DayField) -> None:
        """Check that the day, if one is given, can be reckoned from."""
        if not field.data:
            return
        if field.day is None:
            raise ValidationError(NO_DAY)
        if not FIRST_YEAR <= field.day.year <= LAST_YEAR:
            raise ValidationError(str(FAR_DAY) % {"first": FIRST_YEAR, "last": LAST_YEAR})


@public
@revisitable
def commitments() -> ResponseReturnValue:
    """Show what every organ promises, or the one that is asked for."""
    form = AppliedForm(request.args)
    every, calendar = read()
    shown = [organ for organ in every if form.organ.data in {"", organ.code}]
    return show(form, shown, calendar, every=every)


@public
@revisitable
def organ_commitments(code: str) -> ResponseReturnValue:
    """Show what one organ promises."""
    every, calendar = read()
    alone = next((organ for organ in every if organ.code == code), None) or abort(404)
    return show(AppliedForm(request.args), [alone], calendar, alone=alone)


def read() -> tuple[list[Promising], Calendar]:
    """Return the organs with their commitments, and the calendar that they run by."""
    with reading(NOBODY) as session:
        return promising_organs(session), calendars.in_force(session, now=now())


def show(
    form: AppliedForm, shown: Sequence[Promising], calendar: Calendar, **more: object
) -> ResponseReturnValue:
    """Show the commitments of the organs *shown*."""
    valid = form.validate()
    run = progress_from(form.applied.day, calendar) if valid and form.applied.day else None
    body = render_template("public/commitments.html", form=form, shown=shown, run=run, **more)
    return body, 200 if valid else UNPROCESSABLE


def progress_from(applied_on: date, calendar: Calendar) -> Callable[[Limit], Progress]:
    """Return what tells how far a limit has run for somebody who applied on *applied_on*."""
    on, zone = today(), office().zone
    return lambda limit: progress(limit, applied_on, on, calendar, zone=zone)


def commitments_to_name() -> list[BriefCommitment]:
    """Return what a complaint can name; a form that was sent is shown with what was known last.

    So sending a form costs no question more, and the page can be shown while the database is away.
    """
    if request.method == "GET":
        try:
            with reading(NOBODY) as session:
                last_known[:] = brief_commitments(session)
        except OperationalError:
            pass
    return list(last_known)
