"""The forms of what complainants can do about their own complaint."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from portal.web.fields import LinesField, at_most, needed

ANSWER_MAX = 5_000
REASON_MAX = 2_000


class AnswerForm(FlaskForm):
    """The answer to a question of the office."""

    answer = LinesField(_l("Your answer"), [needed(_l("Write your answer")), at_most(ANSWER_MAX)])


class WithdrawForm(FlaskForm):
    """Why a complaint is taken back; nobody has to say."""

    reason = LinesField(_l("Why do you take it back?"), [at_most(REASON_MAX)])


class ReviewForm(FlaskForm):
    """Why a decision is to be looked at again."""

    grounds = LinesField(
        _l("What do you not agree with, and why?"),
        [needed(_l("Say what you do not agree with, and why")), at_most(ANSWER_MAX)],
    )
