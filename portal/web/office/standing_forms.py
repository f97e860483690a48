"""The forms of steps that leave the status as it is."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.clock import AnswerClass
from portal.domain.clock.extension import EXTENSION_DAYS_MAX
from portal.web.fields import LineField, LinesField, at_most, needed, one_of
from portal.web.office.forms import REASON_MAX, VersionedForm, number

GRANT, REFUSE = "grant", "refuse"


class RecuseForm(VersionedForm):
    """Why somebody steps back."""

    reason = LinesField(
        _l("What ties you to this complaint?"),
        [needed(_l("Say what ties you to this complaint")), at_most(REASON_MAX)],
    )


class HandBackForm(VersionedForm):
    """Why a complaint is not one's own."""

    reason = LinesField(
        _l("Why is it not yours?"),
        [needed(_l("Say why the complaint is not yours")), at_most(REASON_MAX)],
    )


class DecideHandBackForm(VersionedForm):
    """Whether somebody is relieved of a complaint; who is refused that is told why."""

    verdict = LineField(_l("Should somebody else take it?"))
    answer = LinesField(_l("Reasons"), [at_most(REASON_MAX)])

    @property
    def granted(self) -> bool:
        """Tell whether a valid form grants the request."""
        return self.verdict.data == GRANT

    def validate_verdict(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in {GRANT, REFUSE}:
            raise ValidationError(_l("Choose one of the answers"))

    def validate_answer(self, field: LinesField) -> None:
        """Check that a refusal has its reasons."""
        if self.verdict.data == REFUSE and not field.data.strip():
            raise ValidationError(_l("Say why it stays where it is"))


class ClassForm(VersionedForm):
    """How much work a complaint is."""

    answer_class = LineField(
        _l("How much work is it?"), [one_of(AnswerClass, _l("Choose one of the classes"))]
    )
    reason = LineField(_l("Why this class?"), [at_most(REASON_MAX)])

    @property
    def chosen(self) -> AnswerClass:
        """Return the class that a valid form names."""
        return AnswerClass(self.answer_class.data)


class ExtendForm(VersionedForm):
    """How much more time the answer is given, or is to be given, and why."""

    days = LineField(_l("How many days more?"))
    reason = LinesField(
        _l("Why, as the complainant will read it"),
        [needed(_l("Give the reason")), at_most(REASON_MAX)],
    )

    @property
    def length(self) -> int:
        """Return the days that a valid form gives."""
        return number(self.days.data)

    def validate_days(self, field: LineField) -> None:
        """Check that there are as many days as can be given."""
        if not 1 <= number(field.data) <= EXTENSION_DAYS_MAX:
            limit = {"limit": EXTENSION_DAYS_MAX}
            raise ValidationError(str(_l("Write a number of days from 1 to %(limit)d")) % limit)


class RefuseExtensionForm(VersionedForm):
    """Why there is no more time."""

    answer = LinesField(
        _l("Why is there no more time?"),
        [needed(_l("Say why there is no more time")), at_most(REASON_MAX)],
    )
