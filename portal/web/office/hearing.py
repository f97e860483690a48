"""Hearing the official: inviting them, and putting on record what they said [7.7]."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from flask import g, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from portal.domain import hearing
from portal.domain.filing import NAME_MAX
from portal.domain.hearing import PUT_MAX, STATEMENT_MAX, Ended, Told
from portal.domain.lifecycle import Action
from portal.models.complaint import Complaint
from portal.queries.casefile import Casefile
from portal.queries.hearings import HeardOf
from portal.queries.hearings import hearings as hearings_of
from portal.services import hearings
from portal.services.hearings import Heard, Invitation
from portal.transaction import reading
from portal.web.context import now, office
from portal.web.fields import LineField, LinesField, at_most, needed, one_of, read_day
from portal.web.form_files import kept
from portal.web.office.desk import Task, page_of
from portal.web.office.fitting import today
from portal.web.office.forms import VersionedForm, number
from portal.web.office.talk_forms import DAY_FORMAT, FilesForm

QUOTED = _l("This repeats the complainant's words. In your own words, it gives nobody away")
TOO_SOON = _l("Five working days are the least: the first last day is %(day)s")


class InviteForm(VersionedForm):
    """Who is invited to be heard on what, how, and until when."""

    who = LineField(_l("Who is heard?"), [needed(_l("Write who is heard")), at_most(2 * NAME_MAX)])
    put = LinesField(
        _l("Which facts and grounds are put to them?"),
        [needed(_l("Write which facts and grounds are put to them")), at_most(PUT_MAX)],
    )
    told = LineField(_l("How were they told?"), [one_of(Told, _l("Choose how they were told"))])
    until_on = LineField(_l("Until which day can they state and defend?"))
    tolls = BooleanField(_l("Our own time limit stands still for the hearing until that day"))

    facts = ""
    first: date

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or one for the official named, for the least time."""
        form = super().about(file)
        form.facts = file.matter.facts
        with reading(g.actor) as session:
            form.first = hearings.earliest(session, office=office(), now=now())
        if not form.is_submitted():
            named = (file.matter.official_name, file.matter.official_post)
            form.who.data = " ".join(filter(None, named))
            form.until_on.data = form.first.isoformat()
        return form

    def validate_until_on(self, field: LineField) -> None:
        """Check that the official has five working days at least."""
        day = read_day(field.data)
        if day is None:
            raise ValidationError(DAY_FORMAT)
        if day < self.first:
            raise ValidationError(str(TOO_SOON) % {"day": self.first.isoformat()})

    def validate_put(self, field: LinesField) -> None:
        """Check that the complainant is not quoted: whoever knows the words knows who it is."""
        if hearing.quotes(field.data, self.facts):
            raise ValidationError(QUOTED)


class HeardForm(FilesForm):
    """How a hearing ended, in the official's own words."""

    hearing = LineField(widget=HiddenInput())
    ended = LineField(_l("What did they do?"), [one_of(Ended, _l("Choose what they did"))])
    statement = LinesField(
        _l("Statement and defence, in their own words"), [at_most(STATEMENT_MAX)]
    )

    row: HeardOf | None = None

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one for the hearing that was chosen."""
        form = super().about(file)
        if not form.is_submitted():
            form.hearing.data = request.values.get("hearing", "")
        with reading(g.actor) as session:
            rows = hearings_of(session, file.case.complaint_id)
        chosen = (each for each in rows if str(each.id) == form.hearing.data)
        form.row = next(chosen, None) or next((each for each in rows if not each.ended), None)
        form.hearing.data = str(form.row.id) if form.row else ""
        return form

    def validate_ended(self, field: LineField) -> None:
        """Check that nobody is called silent who still has time."""
        if field.data == Ended.SILENT and self.row and not self.row.late(today()):
            raise ValidationError(_l("They still have time; silence is noted when it is over"))

    def validate_statement(self, field: LinesField) -> None:
        """Check that there are words exactly if something was stated."""
        stated = self.ended.data == Ended.STATED
        if stated and not field.data.strip():
            raise ValidationError(_l("Write what they stated, in their own words"))
        if field.data.strip() and not stated:
            raise ValidationError(_l("You wrote down a statement: choose that they made one"))


def put_to(session: Session, complaint: Complaint, form: InviteForm) -> None:
    """Put on record that the official was told."""
    until = read_day(form.until_on.data) or form.first
    invitation = Invitation(
        form.who.data, form.put.data, Told(form.told.data), until, tolls=form.tolls.data
    )
    hearings.invite(session, complaint, g.actor, invitation, office=office(), now=now())


def hear(session: Session, complaint: Complaint, form: HeardForm) -> None:
    """Put on record what the official said, or that they said nothing."""
    with kept(form.files, office().store) as files:
        heard = Heard(Ended(form.ended.data), form.statement.data.strip(), files)
        hearings.record(
            session, complaint, g.actor, number(form.hearing.data), heard,
            office=office(), now=now(),
        )  # fmt: skip


def choices(_file: Casefile, form: Any) -> Mapping[str, object]:  # noqa: ANN401 -- either form
    """Return what can be chosen."""
    return {"ways": list(Told), "ends": list(Ended), "row": getattr(form, "row", None)}


invite = page_of(
    Task(
        Action.INVITE,
        InviteForm.about,
        "office/invite.html",
        put_to,
        _l("On record. The time for statement and defence runs."),
        more=choices,
    )
)
record_hearing = page_of(
    Task(
        Action.RECORD_HEARING,
        HeardForm.about,
        "office/record_hearing.html",
        hear,
        _l("On record, and in the register of evidence. It makes nothing heavier."),
        more=choices,
    )
)
