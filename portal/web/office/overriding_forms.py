"""The forms by which another outcome than the table's is proposed, and answered."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.assignment import Candidate
from portal.domain.clauses import CLAUSES
from portal.domain.severity import Modifier, Severity
from portal.queries.casefile import Point
from portal.services.overrides import Proposal
from portal.web.fields import LineField, LinesField, at_most, needed, one_of
from portal.web.office.forms import REASON_MAX, VersionedForm, number

AGREE, REFUSE = "agree", "refuse"
GROUNDS = tuple(ground for ground in Modifier if ground is not Modifier.LEADER)


class OverrideForm(VersionedForm):
    """To what the outcome on one point should be changed, on which ground, and with whom."""

    point = LineField(_l("On which point?"))
    to = LineField(_l("What should it come to?"), [one_of(Severity, _l("Choose an outcome"))])
    ground = LineField(
        _l("What lets you depart from the table?"),
        [one_of(Modifier, _l("Choose what lets you depart from the table"))],
    )
    clause = LineField(_l("Under which clause?"))
    reason = LinesField(
        _l("Why does the table's outcome not fit?"),
        [needed(_l("Say why the table's outcome does not fit")), at_most(REASON_MAX)],
    )
    second = LineField(_l("Who should look at it as the second person?"))

    points: Sequence[Point] = ()
    able: Sequence[Candidate] = ()
    names: Mapping[int, str] = {}

    @property
    def proposal(self) -> Proposal:
        """Return what a valid form proposes."""
        return Proposal(
            number(self.point.data),
            Severity(self.to.data),
            Modifier(self.ground.data),
            self.reason.data,
            self.clause.data,
            number(self.second.data),
        )

    @property
    def chosen(self) -> Point | None:
        """Return the point that the form names."""
        named = number(self.point.data)
        return next((each for each in self.points if each.allegation_id == named), None)

    def validate_point(self, _field: LineField) -> None:
        """Check that one of the points was chosen."""
        if self.chosen is None or self.chosen.found is None:
            raise ValidationError(_l("Choose one of the points"))

    def validate_clause(self, field: LineField) -> None:
        """Check that there is such a clause."""
        if field.data not in CLAUSES:
            raise ValidationError(_l("Name a clause, for example 6.13"))

    def validate_second(self, field: LineField) -> None:
        """Check that whoever is chosen can be the second person."""
        if number(field.data) not in {who.staff_id for who in self.able}:
            raise ValidationError(_l("Choose somebody from the list"))


class ConcurForm(VersionedForm):
    """Whether the second person agrees, and why not."""

    verdict = LineField(_l("Do you agree?"))
    reason = LinesField(_l("Reasons"), [at_most(REASON_MAX)])

    @property
    def agreed(self) -> bool:
        """Tell whether a valid form agrees."""
        return self.verdict.data == AGREE

    def validate_verdict(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in {AGREE, REFUSE}:
            raise ValidationError(_l("Choose one of the answers"))

    def validate_reason(self, field: LinesField) -> None:
        """Check that a refusal has its reasons."""
        if self.verdict.data == REFUSE and not field.data.strip():
            raise ValidationError(_l("Say why the table's outcome should stand"))
