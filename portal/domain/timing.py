"""What each action does to a complaint's clocks: which it ends, drops, starts or stops.

A complaint passed on keeps the clock of its answer [practice 7.12].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.clock import AnswerClass, ClockKind
from portal.domain.lifecycle import Action
from portal.domain.origin import OriginKind

ANSWERS = frozenset(answer.clock for answer in AnswerClass)
"""The clocks of the answer; which one runs is the complaint's class [4.4]."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one action does: clocks *finished* or *dropped* if they run, clocks *started*.

    *answer* starts the answer's clock of the complaint's class unless one runs; *tolls* lets the
    clocks stand still for the complainant, *resumes* ends that.
    """

    finished: frozenset[ClockKind] = frozenset()
    dropped: frozenset[ClockKind] = frozenset()
    started: tuple[ClockKind, ...] = ()
    answer: bool = False
    tolls: bool = False
    resumes: bool = False


NOTHING = Effect()

_K = ClockKind

ANSWERED = (
    ANSWERS
    | {_K.FIRST_INQUIRY_PROMISE, _K.CRIME_CLUE_DECISION}
    | {origin.clock for origin in OriginKind}
)
"""What a result answers: the complaint, what the first person asked had promised [1.3(b)], and
whoever assigned it from above or sent it [4.1-4.3, 4.5]; and it decides on a clue of crime."""
ACCEPTANCE = frozenset({_K.DECIDE_ACCEPTANCE})
EVERYTHING = frozenset(ClockKind)
CLOSING = frozenset({_K.CLOSING})
ASKED = frozenset({_K.ENQUIRY})
"""What an organ was asked is of no use any more once the matter is decided or passed on."""

EFFECTS: Mapping[Action, Effect] = {
    Action.FILE: Effect(started=(_K.DECIDE_ACCEPTANCE,)),
    Action.ASK_CLARIFICATION: Effect(tolls=True),
    Action.CLARIFY: Effect(resumes=True),
    Action.ACCEPT: Effect(finished=ACCEPTANCE, answer=True),
    Action.DECLINE: Effect(
        finished=ACCEPTANCE | (ANSWERED - ANSWERS),
        dropped=ANSWERS,
        started=(_K.REVIEW_REQUEST,),
        resumes=True,
    ),
    Action.TRANSFER: Effect(finished=ACCEPTANCE, dropped=ASKED, answer=True, resumes=True),
    Action.SUBMIT: Effect(resumes=True),
    Action.REPORT_BACK: Effect(finished=ANSWERED, started=(_K.REVIEW_REQUEST,)),
    Action.DECIDE: Effect(finished=ANSWERED, dropped=ASKED, started=(_K.RESULT_MAIL,)),
    Action.DELIVER: Effect(
        finished=frozenset({_K.RESULT_MAIL}), started=(_K.CLOSING, _K.REVIEW_REQUEST)
    ),
    Action.CLOSE: Effect(finished=frozenset({_K.RESULT_MAIL, _K.CLOSING})),
    Action.ASK_REVIEW: Effect(
        finished=frozenset({_K.REVIEW_REQUEST, _K.RESULT_MAIL}),
        dropped=CLOSING,
        started=(_K.REVIEW_DECISION,),
    ),
    Action.CONCLUDE_REVIEW: Effect(
        finished=frozenset({_K.REVIEW_DECISION}),
        dropped=ASKED,
        started=(_K.SECOND_REVIEW_REQUEST,),
        resumes=True,
    ),
    Action.REOPEN: Effect(
        finished=frozenset({_K.REVIEW_DECISION, _K.SECOND_REVIEW_DECISION}),
        dropped=frozenset({_K.MEASURE, _K.CRIME_CLUE_SENDING}),
        answer=True,
        resumes=True,
    ),
    Action.ASK_SECOND_REVIEW: Effect(
        finished=frozenset({_K.REVIEW_REQUEST, _K.SECOND_REVIEW_REQUEST, _K.RESULT_MAIL}),
        dropped=CLOSING,
        started=(_K.SECOND_REVIEW_DECISION,),
    ),
    Action.CONCLUDE_SECOND_REVIEW: Effect(
        finished=frozenset({_K.SECOND_REVIEW_DECISION}), dropped=ASKED, resumes=True
    ),
    Action.WITHDRAW: Effect(dropped=EVERYTHING, resumes=True),
}
"""Actions that are not listed leave the clocks alone."""


def effect_of(action: Action) -> Effect:
    """Return what *action* does to the clocks."""
    return EFFECTS.get(action, NOTHING)
