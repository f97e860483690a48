"""The forms of the ways a complaint can take besides being decided."""

from typing import Self

from flask import g
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.queries.casefile import Casefile
from portal.services import person_measures
from portal.transaction import reading
from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.office.forms import REASON_MAX, SUMMARY_MAX, VersionedForm

TARGET_MAX = 100
STANDS, ANEW = "stands", "anew"
NOT_CARRIED_OUT = _l(
    "Measures of this decision are neither proved nor dropped. See to them first, or set it aside"
)


class ClarificationForm(VersionedForm):
    """What the complainant is asked."""

    question = LinesField(
        _l("What do you need to know?"),
        [needed(_l("Write what you need to know")), at_most(REASON_MAX)],
    )


class TransferForm(VersionedForm):
    """To which body a complaint goes, and why."""

    target = LineField(
        _l("Which body is to act on it?"),
        [needed(_l("Name the body that is to act on it")), at_most(TARGET_MAX)],
    )
    reason = LinesField(
        _l("Reasons, as the complainant will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(REASON_MAX)],
    )


class ReportForm(VersionedForm):
    """What the body reported to which the complaint went."""

    report = LinesField(
        _l("What did the body report?"),
        [needed(_l("Write what the body reported")), at_most(SUMMARY_MAX)],
    )


class SendBackForm(VersionedForm):
    """Why findings are not approved."""

    reason = LinesField(
        _l("What is still missing, or does not follow?"),
        [needed(_l("Say what is missing")), at_most(REASON_MAX)],
    )


class ReviewForm(VersionedForm):
    """Whether a decision stands, and why."""

    verdict = LineField(_l("Does the decision stand?"))
    reason = LinesField(
        _l("Reasons, as the complainant will read them"),
        [needed(_l("Give the reasons in your own words")), at_most(SUMMARY_MAX)],
    )

    left = False

    @classmethod
    def about(cls, file: Casefile) -> Self:
        """Return the form as it was sent, or a new one, and whether measures are left to do."""
        form = super().about(file)
        with reading(g.actor) as session:
            form.left = bool(person_measures.left(session, file.case.complaint_id))
        return form

    @property
    def stands(self) -> bool:
        """Tell whether a valid form lets the decision stand."""
        return self.verdict.data == STANDS

    def validate_verdict(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in {STANDS, ANEW}:
            raise ValidationError(_l("Choose one of the answers"))
        if field.data == STANDS and self.left:
            raise ValidationError(NOT_CARRIED_OUT)
