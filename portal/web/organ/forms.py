"""What a liaison writes for the organ."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import MultipleFileField
from wtforms.widgets import HiddenInput

from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.form_files import WithFiles

WORDS_MAX = 20_000
PROPOSAL_MAX = 5_000


class ProvingForm(WithFiles, FlaskForm):
    """Words that files come with."""

    attachments = MultipleFileField(_l("Files"))
    chosen_before = LineField(widget=HiddenInput())


class AnswerForm(ProvingForm):
    """The organ's answer to an enquiry."""

    words = LinesField(
        _l("Answer of the organ"), [needed(_l("Write the answer")), at_most(WORDS_MAX)]
    )


class ReportForm(ProvingForm):
    """The proof that a measure is carried out."""

    words = LinesField(
        _l("What was done, when, and how it can be checked"),
        [needed(_l("Say what was done and how it can be checked")), at_most(WORDS_MAX)],
    )


class ObjectionForm(FlaskForm):
    """Why a measure should be examined again."""

    words = LinesField(
        _l("Why should the measure be examined again?"),
        [needed(_l("Give the grounds")), at_most(WORDS_MAX)],
    )


class ProposalForm(FlaskForm):
    """What an organ proposes about its commitments; an empty *commitment* is a new one."""

    commitment = LineField(_l("Which commitment?"))
    words = LinesField(
        _l("What should be promised instead, and why?"),
        [needed(_l("Write what should be promised")), at_most(PROPOSAL_MAX)],
    )
