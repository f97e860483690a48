"""The forms of measures per person: charging somebody, and proving what was done."""

from datetime import date
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.person_measures import (
    BEARER_MAX,
    CARRIERS,
    NEVER_DROPPED,
    PROOF_MAX,
    SENT,
    Form,
    needs_form,
)
from portal.queries.casefile import Casefile
from portal.queries.person_measures import LaidOn
from portal.services.person_measures import Proof
from portal.web.context import office
from portal.web.fields import LineField, LinesField, at_most, needed, read_day
from portal.web.office.carrying_rows import open_rows
from portal.web.office.fitting import today
from portal.web.office.forms import VersionedForm, number
from portal.web.office.talk_forms import DAY_FORMAT

DONE, NONE = "done", "none"
CHOOSE = _l("Choose the measure")


class MeasureForm(VersionedForm):
    """A form about one of the measures that persons still owe."""

    measure = LineField(_l("Which measure?"))

    rows: tuple[LaidOn, ...] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or one about the measure that the address names."""
        form = super().about(file)
        form.rows = tuple(row for row in open_rows(file) if cls.takes(row))
        if not form.is_submitted():
            ids = [str(row.id) for row in form.rows]
            asked = request.values.get("measure", "")
            form.measure.data = asked if asked in ids else next(iter(ids), "")
            form.begin()
        return form

    @staticmethod
    def takes(_row: LaidOn) -> bool:
        """Tell whether the form is for a measure."""
        return True

    def begin(self) -> None:
        """Fill in what is known of the measure chosen."""

    @property
    def row(self) -> LaidOn | None:
        """Return the measure chosen."""
        return next((row for row in self.rows if str(row.id) == self.measure.data), None)

    def validate_measure(self, _field: LineField) -> None:
        """Check that the measure is one that is owed."""
        if self.row is None:
            raise ValidationError(CHOOSE)


class ChargeForm(MeasureForm):
    """Who carries a measure out, and by when."""

    carried_by = LineField(
        _l("Who carries it out?"), [needed(_l("Say who carries it out")), at_most(BEARER_MAX)]
    )
    due_on = LineField(_l("By which day?"))

    def begin(self) -> None:
        """Begin with who is charged already, else with whose task it usually is."""
        if self.row:
            self.carried_by.data = self.row.carried_by or CARRIERS[self.row.measure].zh
            self.due_on.data = self.row.due_on.isoformat() if self.row.due_on else ""

    def validate_due_on(self, field: LineField) -> None:
        """Check that the day is one, and not over."""
        day = read_day(field.data)
        if day is None:
            raise ValidationError(DAY_FORMAT)
        if day < today():
            raise ValidationError(_l("The day must be today or later"))


class ProveForm(MeasureForm):
    """What became of a measure: done, with day, form and proof, or none and why."""

    outcome = LineField(_l("What became of it?"))
    done_on = LineField(_l("Done on which day?"))
    form = LineField(_l("In which form was the apology made?"))
    words = LinesField(
        _l("What proves it, or why there is none"),
        [needed(_l("Say what proves it, or why there is none")), at_most(PROOF_MAX)],
    )
    evidence = LineField(_l("Piece of the register of evidence"))

    pieces: frozenset[str] = frozenset()
    decided_on = date.min

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one."""
        form = super().about(file)
        if file.decided:
            form.decided_on = file.decided.at.astimezone(office().zone).date()
        return form

    @staticmethod
    def takes(row: LaidOn) -> bool:
        """Tell whether a measure is proved here: what goes to another body is done by sending."""
        return row.measure not in NEVER_DROPPED

    @property
    def done(self) -> bool:
        """Tell whether a valid form says that it was done."""
        return self.outcome.data == DONE

    @property
    def as_form(self) -> Form | None:
        """Return the form of an apology."""
        apology = self.row is not None and needs_form(self.row.measure)
        return Form(self.form.data) if apology else None

    def as_proof(self) -> Proof:
        """Return the proof that a valid form describes."""
        day = read_day(self.done_on.data) or today()
        return Proof(day, self.words.data, self.as_form, number(self.evidence.data) or None)

    def validate_outcome(self, field: LineField) -> None:
        """Check that it was said, and that what has to be sent is not proved here."""
        if field.data not in {DONE, NONE}:
            raise ValidationError(_l("Choose one of the answers"))
        if field.data == DONE and self.row and self.row.measure in SENT:
            raise ValidationError(_l("This is done by sending it: put the sending on record"))

    def validate_done_on(self, field: LineField) -> None:
        """Check the day of what was done."""
        if not self.done:
            return
        day = read_day(field.data)
        if day is None:
            raise ValidationError(DAY_FORMAT)
        if not self.decided_on <= day <= today():
            raise ValidationError(_l("The day lies between the decision and today"))

    def validate_form(self, field: LineField) -> None:
        """Check that an apology has its form."""
        apology = self.row is not None and needs_form(self.row.measure)
        if self.done and apology and field.data not in {each.value for each in Form}:
            raise ValidationError(_l("Choose how the apology was made"))

    def validate_evidence(self, field: LineField) -> None:
        """Check that only a piece of this complaint is named."""
        if field.data and field.data not in self.pieces:
            raise ValidationError(_l("Choose a piece of this complaint's register"))
