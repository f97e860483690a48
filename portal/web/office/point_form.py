"""The form of one finding: what the severity table asks about the point, and the reasoned words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form
from wtforms.validators import ValidationError

from portal.domain.severity import Finding, from_record, presumes_violation
from portal.queries.casefile import Point
from portal.services.findings import Established
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.language import say
from portal.web.office.inputs import CHOICES, COUNTED, FLAGS, NEEDED, asked, label, options

CONCLUSION_MAX = 10_000
TICKED = ("", "0", "false")
PRESUMED, YES, NO = "presumed", "yes", "no"
COUNT_MAX = 99


class PointForm(Form):
    """The finding on one *point*; fields that make no difference to its category are left out."""

    verified = LineField()
    loss = LineField()
    impact = LineField()
    circumstances = LineField()
    intent = LineField()
    crime = LineField()
    violation = LineField(default=PRESUMED)
    special_reason = BooleanField(false_values=TICKED)
    barred_by_policy = BooleanField(false_values=TICKED)
    exempt = BooleanField(false_values=TICKED)
    subordinate_disciplined = BooleanField(false_values=TICKED)
    prior_12m = LineField(default="0")
    conclusion = LinesField(
        _l("Conclusion, with its reasons"),
        [needed(_l("Write the conclusion and its reasons")), at_most(CONCLUSION_MAX)],
    )

    point: Point

    @classmethod
    def about(cls, point: Point, sent: MultiDict[str, str] | None) -> Self:
        """Return the form as it was *sent*, or as the point was found before, or empty."""
        form = cls(sent, prefix=f"p{point.allegation_id}-", data=found_before(point))
        form.point = point
        for name in (*FLAGS, COUNTED):
            if ("repeated" if name == COUNTED else name) not in asked(point.category):
                del form[name]
        return form

    @property
    def choices(self) -> list[LineField]:
        """Return the fields with several values."""
        return [self[name] for name in CHOICES]

    @property
    def flags(self) -> list[BooleanField]:
        """Return the fields to tick."""
        return [self[name] for name in FLAGS if name in self]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check every field; an answer that the table cannot do without must be there."""
        fine = bool(super().validate(extra_validators))
        for field in self.choices:
            fault = self.fault(field)
            if fault:
                field.errors = [fault]
                fine = False
        return fine

    def answered(self) -> bool:
        """Tell whether the table can read the answers, whatever the conclusion still lacks."""
        self.validate()
        return all(not field.errors for field in self if field.short_name != "conclusion")

    def fault(self, field: LineField) -> str | None:
        """Return what is wrong with the answer in *field*, if anything is."""
        name = field.short_name
        if field.data in options(name):
            return None
        if not field.data and name not in NEEDED.get(self.verified.data, {"verified"}):
            return None
        said = _("%(point)s: answer “%(question)s”")
        return str(said) % {"point": self.point.category.value, "question": say(label(name))}

    def validate_prior_12m(self, field: LineField) -> None:
        """Check that the count is one."""
        if not (field.data.isascii() and field.data.isdecimal() and int(field.data) <= COUNT_MAX):
            raise ValidationError(_("Write how many warnings there were, in figures"))

    def validate_violation(self, field: LineField) -> None:
        """Check that it was answered with one of the answers."""
        if field.data not in {PRESUMED, YES, NO}:
            raise ValidationError(_("Choose one of the answers"))

    def as_finding(self) -> Finding:
        """Return the finding that a valid form describes."""
        record: dict[str, object] = {"category": self.point.category.value}
        record |= {field.short_name: field.data for field in self.choices if field.data}
        record |= {field.short_name: bool(field.data) for field in self.flags}
        if COUNTED in self:
            record[COUNTED] = int(self[COUNTED].data)
        return self._with_violation(from_record(record))

    def _with_violation(self, finding: Finding) -> Finding:
        presumed = presumes_violation(finding)
        stated = {PRESUMED: presumed, YES: True, NO: False}[self.violation.data]
        return replace(finding, violation=stated)

    def as_established(self) -> Established:
        """Return what is put on record."""
        return Established(self.point.allegation_id, self.as_finding(), self.conclusion.data)


def found_before(point: Point) -> dict[str, Any] | None:
    """Return the fields of the finding that the point has, if it has one."""
    if point.found is None:
        return None
    inputs = point.found.inputs
    as_presumed = presumes_violation(from_record(inputs)) == inputs["violation"]
    stated = YES if inputs["violation"] else NO
    return {
        **inputs,
        COUNTED: str(inputs[COUNTED]),
        "violation": PRESUMED if as_presumed else stated,
        "conclusion": point.found.conclusion,
    }
