"""The form in which the administrator enters what an organ promises."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from portal.domain.clock import Limit, LimitError
from portal.domain.commitment import WORDS_MAX, Commitment
from portal.domain.text import Text
from portal.models.commitment import either
from portal.queries.directory import OrganEntry
from portal.services.commitments import words_of
from portal.web.fields import LineField, at_most, needed
from portal.web.public.deadline_form import NO_LIMIT

ROOM = at_most(WORDS_MAX)
CHOOSE = _l("Choose an organ from the list")
PAIRS = ("service", "fee", "documents", "steps", "post", "manner")


class CommitmentForm(FlaskForm):
    """One commitment; *organs* are those that can promise. English may be left out.

    Once valid, *limit* is the promised time.
    """

    organ = LineField(_l("Organ"))
    service_zh = LineField(_l("Service"), [needed(_l("Name the service in Chinese")), ROOM])
    service_en = LineField(_l("Service, in English"), [ROOM])
    promised = LineField(_l("Promised time"))
    fee_zh = LineField(_l("Fee"), [needed(_l("State the fee, or that there is none")), ROOM])
    fee_en = LineField(_l("Fee, in English"), [ROOM])
    documents_zh = LineField(_l("What to bring"), [ROOM])
    documents_en = LineField(_l("What to bring, in English"), [ROOM])
    steps_zh = LineField(_l("Procedure"), [ROOM])
    steps_en = LineField(_l("Procedure, in English"), [ROOM])
    post_zh = LineField(_l("Post that handles it"), [ROOM])
    post_en = LineField(_l("Post that handles it, in English"), [ROOM])
    manner_zh = LineField(_l("Manner of service"), [ROOM])
    manner_en = LineField(_l("Manner of service, in English"), [ROOM])
    basis = LineField(_l("Legal basis"), [ROOM])

    organs: Sequence[OrganEntry] = ()
    limit: Limit

    def validate_organ(self, field: LineField) -> None:
        """Check that the organ is one of those that can promise."""
        if field.data not in {organ.code for organ in self.organs}:
            raise ValidationError(CHOOSE)

    def validate_promised(self, field: LineField) -> None:
        """Check that the limit is one that the clock can run by."""
        try:
            self.limit = Limit.parse(field.data.lower().replace(" ", ""))
        except LimitError as error:
            raise ValidationError(NO_LIMIT) from error

    def pairs(self) -> list[tuple[LineField, LineField]]:
        """Return the fields that are asked for in both languages."""
        return [(self[f"{name}_zh"], self[f"{name}_en"]) for name in PAIRS]

    def as_commitment(self) -> Commitment:
        """Return what a valid form promises."""
        words = {name: self.both(name) for name in PAIRS}
        return Commitment(self.organ.data, limit=self.limit, basis=self.basis.data, **words)

    def both(self, name: str) -> Text:
        """Return what was typed under *name* in both languages, or in Chinese only."""
        return either(self[f"{name}_zh"].data, self[f"{name}_en"].data)


def typed(commitment: Commitment) -> dict[str, str]:
    """Return the form's fields as they stand for *commitment*."""
    return {"organ": commitment.organ_code, **words_of(commitment)}
