"""The forms of what complainants can do about their own complaint."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms.widgets import HiddenInput

from portal.web.fields import LineField, LinesField, at_most, needed
from portal.web.form_files import WithFiles

ANSWER_MAX = 5_000
REASON_MAX = 2_000


class AnswerForm(WithFiles, FlaskForm):
    """The answer to a question of the office, with files."""

    answer = LinesField(_l("Your answer"), [needed(_l("Write your answer")), at_most(ANSWER_MAX)])
    attachments = MultipleFileField(_l("Photos, recordings or documents"))
    chosen_before = LineField(widget=HiddenInput())


class WriteForm(AnswerForm):
    """What a complainant wants to add, with files."""

    answer = LinesField(
        _l("What would you like to tell us?"),
        [needed(_l("Write what you would like to tell us")), at_most(ANSWER_MAX)],
    )


class WithdrawForm(FlaskForm):
    """Why a complaint is taken back; nobody has to say."""

    reason = LinesField(_l("Why do you take it back?"), [at_most(REASON_MAX)])


class ReviewForm(FlaskForm):
    """Why a decision is to be looked at again."""

    grounds = LinesField(
        _l("What do you not agree with, and why?"),
        [needed(_l("Say what you do not agree with, and why")), at_most(ANSWER_MAX)],
    )
