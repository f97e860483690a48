"""The forms by which an outcome is put up for signature and signed."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain.referral import Clue, Standing
from portal.domain.severity.responsible import Competence
from portal.web.fields import LineField, LinesField, at_most
from portal.web.office.forms import REASON_MAX, VersionedForm


class SubmitForm(VersionedForm):
    """What decides which body acts; only asked of an outcome that leaves the office."""

    clue = LineField(_l("What kind of clue is it?"))
    standing = LineField(_l("What is the official?"))

    @property
    def competence(self) -> Competence:
        """Return what a valid form says of it."""
        return Competence(
            Clue(self.clue.data) if "clue" in self and self.clue.data in list(Clue) else None,
            Standing(self.standing.data)
            if "standing" in self and self.standing.data in list(Standing)
            else None,
        )

    def ask(self, *, clue: bool, standing: bool) -> None:
        """Leave out what need not be asked."""
        if not clue:
            del self.clue
        if not standing:
            del self.standing

    def validate_clue(self, field: LineField) -> None:
        """Check that one of the kinds was chosen."""
        if field.data not in list(Clue):
            raise ValidationError(_l("Say what kind of clue it is"))

    def validate_standing(self, field: LineField) -> None:
        """Check that one of the answers was chosen."""
        if field.data not in list(Standing):
            raise ValidationError(_l("Say what the official is"))


class ApproveForm(VersionedForm):
    """A signature, with a remark if there is one to make."""

    remark = LinesField(_l("Remark"), [at_most(REASON_MAX)])
