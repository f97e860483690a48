"""The forms by which the office puts something to an organ."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.clauses import CLAUSES
from portal.domain.enquiring import DAYS_MAX
from portal.queries.casefile import Casefile
from portal.queries.directory import OrganEntry
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.forms import REASON_MAX, SUMMARY_MAX, VersionedForm, number

YES, NO = "yes", "no"
TELLS_TOO_MUCH = _l(
    "The organ must not learn of the complaint: leave out its number, its subject and its words"
)


class PuttingForm(VersionedForm):
    """What is put to which organ, within how many days; empty leaves them to the adopted policy."""

    organ = LineField(_l("To which organ?"))
    days = LineField(_l("Within how many days?"))

    organs: Sequence[OrganEntry] = ()
    untold: Sequence[str] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form about *file*, which keeps the complaint's own words out of it."""
        form = super().about(file)
        form.untold = (file.reference, file.matter.subject, file.matter.facts)
        return form

    @property
    def length(self) -> int | None:
        """Return the days that a valid form gives, if it does."""
        return number(self.days.data) or None

    def validate_organ(self, field: LineField) -> None:
        """Check that one of the organs was chosen."""
        if field.data not in {each.code for each in self.organs}:
            raise ValidationError(_l("Choose one of the organs"))

    def validate_days(self, field: LineField) -> None:
        """Check that there are as many days as can be given, if any."""
        if field.data and not 1 <= number(field.data) <= DAYS_MAX:
            limit = {"limit": DAYS_MAX}
            raise ValidationError(str(_l("Write a number of days from 1 to %(limit)d")) % limit)

    def keep_untold(self, field: LinesField) -> None:
        """Check that the complaint's number, subject and facts stay out of what is put."""
        if any(words and words in field.data for words in self.untold):
            raise ValidationError(TELLS_TOO_MUCH)


class AskOrganForm(PuttingForm):
    """What an organ is asked."""

    question = LinesField(
        _l("What is asked, in your own words"),
        [needed(_l("Write what is asked")), at_most(SUMMARY_MAX)],
    )

    def validate_question(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        self.keep_untold(field)


class OrderMeasureForm(PuttingForm):
    """What an organ is to carry out, and under which clause."""

    what = LinesField(
        _l("What is the organ to do?"),
        [needed(_l("Say what the organ is to do")), at_most(SUMMARY_MAX)],
    )
    clause = LineField(_l("Under which clause?"))

    def validate_what(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        self.keep_untold(field)

    def validate_clause(self, field: LineField) -> None:
        """Check that there is such a clause."""
        if field.data not in CLAUSES:
            raise ValidationError(_l("Give the number of a clause, like 6.10"))


class VerdictForm(VersionedForm):
    """Yes or no to one measure, and the words that the organ reads."""

    measure_id = LineField(_l("Which measure?"))
    verdict = LineField(_l("Is it enough?"))
    words = LinesField(
        _l("Reasons, as the organ will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(REASON_MAX)],
    )

    ids: Sequence[int] = ()

    @property
    def chosen(self) -> int:
        """Return the id of the measure that a valid form names."""
        return number(self.measure_id.data)

    @property
    def yes(self) -> bool:
        """Tell whether a valid form says yes."""
        return self.verdict.data == YES

    def validate_measure_id(self, _field: LineField) -> None:
        """Check that one of the measures was chosen."""
        if self.chosen not in self.ids:
            raise ValidationError(_l("Choose one of the measures"))

    def validate_verdict(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in {YES, NO}:
            raise ValidationError(_l("Choose one of the answers"))
