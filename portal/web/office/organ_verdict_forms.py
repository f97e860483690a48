"""The forms by which the office answers organs: on reports, objections, and their questions."""

from collections.abc import Sequence
from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.clock.extension import EXTENSION_DAYS_MAX
from portal.domain.enquiring import DAYS_MAX, Kept
from portal.queries.casefile import Casefile
from portal.services.measures import Judgement
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.forms import REASON_MAX, VersionedForm, number
from portal.web.office.organ_forms import keep_days, keep_own_words
from portal.web.office.organ_rows import awaited

YES, NO = "yes", "no"


class VerdictForm(VersionedForm):
    """Yes or no to one measure, and the words that the organ reads."""

    measure_id = LineField(_l("Which measure?"))
    verdict = LineField(_l("Is it enough?"))
    words = LinesField(
        _l("Reasons, as the organ will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(REASON_MAX)],
    )

    ids: Sequence[int] = ()
    complaint_id: int = 0

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form about *file*, whose own words are kept out of it."""
        form = super().about(file)
        form.complaint_id = file.case.complaint_id
        return form

    def validate_words(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        keep_own_words(self.complaint_id, field)

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


class JudgementForm(VerdictForm):
    """Whether a measure is carried out, and by when the organ reports again if it is not."""

    days = LineField(_l("If not: within how many days does the organ report again?"))

    @property
    def judgement(self) -> Judgement:
        """Return the judgement that a valid form gives."""
        days = number(self.days.data) or None
        return Judgement(Kept(self.verdict.data), self.words.data, days)

    def validate_verdict(self, field: LineField) -> None:
        """Check that one of the judgements was chosen."""
        if field.data not in set(Kept):
            raise ValidationError(_l("Choose one of the answers"))

    def validate_days(self, field: LineField) -> None:
        """Check that there are as many days as can be given, if any."""
        keep_days(field, DAYS_MAX)


class EnquiryForm(VersionedForm):
    """One of the enquiries that the organ has not answered yet, and why something changes."""

    enquiry = LineField(_l("Which enquiry?"))
    reason = LinesField(
        _l("Reasons, as the organ will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(REASON_MAX)],
    )

    complaint_id: int = 0
    numbers: Sequence[str] = ()

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form about the open enquiries of *file*."""
        form = super().about(file)
        form.complaint_id = file.case.complaint_id
        form.numbers = [each.number for each in awaited(file)]
        if not form.is_submitted():
            form.enquiry.data = request.args.get("number", "") or next(iter(form.numbers), "")
        return form

    def validate_enquiry(self, field: LineField) -> None:
        """Check that one of the open enquiries was chosen."""
        if field.data not in self.numbers:
            raise ValidationError(_l("Choose one of the enquiries"))

    def validate_reason(self, field: LinesField) -> None:
        """Check that nothing of the complaint is told."""
        keep_own_words(self.complaint_id, field)


class MoreTimeForm(EnquiryForm):
    """How much more time an organ gets for its answer, and why."""

    days = LineField(_l("How many more days?"), [needed(_l("Write how many days"))])

    def validate_days(self, field: LineField) -> None:
        """Check that it is an extension that can be given."""
        keep_days(field, EXTENSION_DAYS_MAX)
