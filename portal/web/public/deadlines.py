"""The deadline calculator: from a day and a limit to the last day, and how it comes about."""

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.clock import ClockRule, DayLine, Deadline, due, explain
from portal.domain.enquiring import LIMITS
from portal.domain.permissions import Actor
from portal.services import calendars
from portal.transaction import reading
from portal.web.access import public
from portal.web.context import now, office, today
from portal.web.public.deadline_form import OTHER, DeadlineForm
from portal.web.public.law import GROUPS
from portal.web.security import revisitable

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Answer:
    """What the calculator found; *rule* is None for a limit that somebody wrote."""

    deadline: Deadline
    lines: list[DayLine]
    rule: ClockRule | None

    @property
    def counted(self) -> int:
        """Return how many days were counted."""
        return sum(line.counted for line in self.lines)


@public
@revisitable
def deadlines() -> ResponseReturnValue:
    """Show the form, and, once a day is given, the last day with its explanation."""
    form = DeadlineForm(request.args)
    if "from" not in request.args:
        form.start.data = today().isoformat()
        return show(form)
    if not form.validate():
        return show(form), UNPROCESSABLE
    return show(form, reckon(form))


def show(form: DeadlineForm, answer: Answer | None = None) -> str:
    """Render the form, with the *answer* under it."""
    return render_template("public/deadlines.html", form=form, answer=answer, groups=GROUPS)


def reckon(form: DeadlineForm) -> Answer:
    """Return what a valid *form* asks for, by the calendar in force."""
    with reading(Actor.complainant(None)) as session:
        calendar = calendars.in_force(session, now=now())
    start, limit, tolled, zone = form.day, form.asked, form.tolled(), office().zone
    return Answer(
        due(start, limit, calendar, zone=zone, tolled=tolled),
        explain(start, limit, calendar, zone=zone, tolled=tolled),
        LIMITS[form.limit.data] if form.limit.data != OTHER else None,
    )
