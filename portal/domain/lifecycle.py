"""The life of a complaint: which action leads to which status, and what the public sees."""

from collections.abc import Mapping

from portal.domain.cluster import CARRIED, JOINABLE
from portal.domain.conversation import AWAITING, HEARD, WRITABLE
from portal.domain.public_status import PublicStatus
from portal.domain.statuses import OPEN, WITH_ORGANS, Action, Status

__all__ = [
    "CARRYING_OUT",
    "GROUNDS",
    "JUDGING",
    "OPEN",
    "PUBLIC",
    "REVIEWING",
    "STANDING",
    "TRANSITIONS",
    "Action",
    "IllegalTransitionError",
    "PublicStatus",
    "Status",
    "next_status",
    "possible_actions",
    "public_status",
    "require_standing",
]


class IllegalTransitionError(Exception):
    """Raised when a status does not allow an action."""

    def __init__(self, status: Status, action: Action) -> None:
        super().__init__(f"cannot {action} a complaint that is {status}")
        self.status = status
        self.action = action


_S, _A = Status, Action

TRANSITIONS: Mapping[tuple[Status, Action], Status] = {
    (_S.RECEIVED, _A.ASSIGN): _S.ASSIGNED,
    (_S.ASSIGNED, _A.REASSIGN): _S.ASSIGNED,
    (_S.ASSIGNED, _A.ASK_CLARIFICATION): _S.CLARIFICATION,
    (_S.ASSIGNED, _A.ACCEPT): _S.ACCEPTED,
    (_S.ASSIGNED, _A.DECLINE): _S.DECLINED,
    (_S.ASSIGNED, _A.TRANSFER): _S.TRANSFERRED,
    (_S.CLARIFICATION, _A.CLARIFY): _S.ASSIGNED,
    (_S.CLARIFICATION, _A.DECLINE): _S.DECLINED,
    (_S.CLARIFICATION, _A.REASSIGN): _S.CLARIFICATION,
    (_S.ACCEPTED, _A.REASSIGN): _S.ACCEPTED,
    (_S.ACCEPTED, _A.INVESTIGATE): _S.INVESTIGATING,
    (_S.ACCEPTED, _A.PROPOSE_FINDINGS): _S.FINDINGS_PROPOSED,
    (_S.ACCEPTED, _A.TRANSFER): _S.TRANSFERRED,
    (_S.INVESTIGATING, _A.REASSIGN): _S.INVESTIGATING,
    (_S.INVESTIGATING, _A.PROPOSE_FINDINGS): _S.FINDINGS_PROPOSED,
    (_S.INVESTIGATING, _A.TRANSFER): _S.TRANSFERRED,
    (_S.FINDINGS_PROPOSED, _A.REASSIGN): _S.FINDINGS_PROPOSED,
    (_S.FINDINGS_PROPOSED, _A.PROPOSE_FINDINGS): _S.FINDINGS_PROPOSED,
    (_S.FINDINGS_PROPOSED, _A.INVESTIGATE): _S.INVESTIGATING,
    (_S.FINDINGS_PROPOSED, _A.SUBMIT): _S.AWAITING_APPROVAL,
    (_S.AWAITING_APPROVAL, _A.SEND_BACK): _S.INVESTIGATING,
    (_S.AWAITING_APPROVAL, _A.DECIDE): _S.DECIDED,
    (_S.AWAITING_APPROVAL, _A.REASSIGN): _S.AWAITING_APPROVAL,
    (_S.DECIDED, _A.REASSIGN): _S.DECIDED,
    (_S.DECIDED, _A.DELIVER): _S.DECIDED,
    (_S.DECIDED, _A.CLOSE): _S.CLOSED,
    (_S.DECIDED, _A.ASK_REVIEW): _S.UNDER_REVIEW,
    (_S.DECIDED, _A.ASK_SECOND_REVIEW): _S.UNDER_REVIEW,
    (_S.CLOSED, _A.ASK_REVIEW): _S.UNDER_REVIEW,
    (_S.DECLINED, _A.ASK_REVIEW): _S.UNDER_REVIEW,
    (_S.CLOSED, _A.ASK_SECOND_REVIEW): _S.UNDER_REVIEW,
    (_S.UNDER_REVIEW, _A.CONCLUDE_REVIEW): _S.CLOSED,
    (_S.UNDER_REVIEW, _A.CONCLUDE_SECOND_REVIEW): _S.CLOSED,
    (_S.UNDER_REVIEW, _A.REOPEN): _S.ACCEPTED,
    (_S.UNDER_REVIEW, _A.REASSIGN): _S.UNDER_REVIEW,
    (_S.TRANSFERRED, _A.REASSIGN): _S.TRANSFERRED,
    (_S.TRANSFERRED, _A.REPORT_BACK): _S.CLOSED,
    (_S.RECEIVED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.ASSIGNED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.CLARIFICATION, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.ACCEPTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.INVESTIGATING, _A.WITHDRAW): _S.WITHDRAWN,
}

PUBLIC: Mapping[Status, PublicStatus] = {
    Status.RECEIVED: PublicStatus.RECEIVED,
    Status.ASSIGNED: PublicStatus.IN_REVIEW,
    Status.CLARIFICATION: PublicStatus.NEEDS_YOU,
    Status.ACCEPTED: PublicStatus.ACCEPTED,
    Status.INVESTIGATING: PublicStatus.INVESTIGATING,
    Status.FINDINGS_PROPOSED: PublicStatus.INVESTIGATING,
    Status.AWAITING_APPROVAL: PublicStatus.INVESTIGATING,
    Status.DECIDED: PublicStatus.DECIDED,
    Status.CLOSED: PublicStatus.CLOSED,
    Status.UNDER_REVIEW: PublicStatus.UNDER_REVIEW,
    Status.DECLINED: PublicStatus.DECLINED,
    Status.TRANSFERRED: PublicStatus.TRANSFERRED,
    Status.WITHDRAWN: PublicStatus.WITHDRAWN,
}


def next_status(status: Status, action: Action) -> Status:
    """Return the status that *action* leads to, or raise IllegalTransitionError."""
    try:
        return TRANSITIONS[status, action]
    except KeyError:
        raise IllegalTransitionError(status, action) from None


CARRYING_OUT = (_A.TELL, _A.CHARGE, _A.PROVE, _A.REFER, _A.RECORD_DISPOSAL, _A.ISSUE)
CONCLUDED = frozenset({_S.DECIDED, _S.CLOSED, _S.UNDER_REVIEW})
"""What was decided is told, carried out and proved in these, a review notwithstanding."""

EXTENDING = (_A.ASK_EXTENSION, _A.EXTEND, _A.REFUSE_EXTENSION)
ANSWERING = frozenset({_S.ACCEPTED, _S.INVESTIGATING, _S.FINDINGS_PROPOSED, _S.AWAITING_APPROVAL})
"""While the answer is owed, more time for it is asked for, given or refused [1.3(b)]."""
MORE_TIME = (*EXTENDING, _A.ASSIGN, _A.REASSIGN, _A.DECIDE, _A.REOPEN)
"""A request for more time waits while it is the last of these: it goes with whoever asked."""

EXAMINED = frozenset({_S.ACCEPTED, _S.INVESTIGATING, _S.FINDINGS_PROPOSED, _S.UNDER_REVIEW})
"""While it stands so, an expert opinion can be awaited; once it is put up, nothing waits for it."""

STANDING: Mapping[Action, frozenset[Status]] = {
    Action.RECUSE: OPEN,
    Action.HAND_BACK: frozenset({_S.ASSIGNED}),
    Action.DECIDE_HAND_BACK: frozenset({_S.ASSIGNED}),
    Action.RECKON: OPEN | {_S.CLOSED, _S.DECLINED},
    Action.WARN: OPEN,
    Action.ESCALATE: OPEN,
    Action.RAISE: OPEN - {_S.RECEIVED, _S.DECIDED, _S.TRANSFERRED, _S.UNDER_REVIEW},
    Action.EXCUSE: frozenset(Status),
    **dict.fromkeys((Action.OVERRIDE, Action.CONCUR), frozenset({_S.FINDINGS_PROPOSED})),
    Action.APPROVE: frozenset({_S.AWAITING_APPROVAL}),
    Action.SET_ORIGIN: OPEN - {_S.DECIDED, _S.TRANSFERRED, _S.UNDER_REVIEW},
    Action.SET_CLASS: frozenset({_S.ASSIGNED, _S.ACCEPTED, _S.INVESTIGATING}),
    **dict.fromkeys(EXTENDING, ANSWERING),
    Action.RATE: frozenset({_S.CLOSED}),
    Action.CALL_BACK: frozenset(
        {
            _S.CLOSED,
            _S.UNDER_REVIEW,
            _S.ACCEPTED,
            _S.INVESTIGATING,
            _S.FINDINGS_PROPOSED,
            _S.AWAITING_APPROVAL,
            _S.DECIDED,
        }
    ),
    Action.ASK_ORGAN: frozenset({_S.ACCEPTED, _S.INVESTIGATING, _S.UNDER_REVIEW}),
    **dict.fromkeys((Action.TAKE_BACK, Action.EXTEND_ENQUIRY), WITH_ORGANS),
    **dict.fromkeys((Action.REMIND_ORGAN, Action.CHASE_ORGAN), WITH_ORGANS),
    Action.ORGAN_ANSWERS: WITH_ORGANS,
    Action.ORDER_MEASURE: frozenset({_S.DECIDED, _S.CLOSED}),
    **dict.fromkeys(
        (Action.REPORT_MEASURE, Action.CONFIRM_MEASURE, Action.OBJECT, Action.ANSWER_OBJECTION),
        WITH_ORGANS,
    ),
    **dict.fromkeys((Action.ADD_NOTE, Action.REVEAL), frozenset(Status)),
    Action.SEND_MESSAGE: WRITABLE,
    Action.STOP_WAITING: AWAITING,
    Action.WRITE: HEARD,
    **dict.fromkeys((Action.INVITE, Action.NAME_SECOND), AWAITING),
    Action.RECORD_HEARING: AWAITING | {_S.AWAITING_APPROVAL},
    Action.REGISTER_EVIDENCE: OPEN,
    **dict.fromkeys(CARRYING_OUT, CONCLUDED),
    Action.JOIN: JOINABLE,
    Action.TAKE_OUT: frozenset(Status),
    Action.CARRY_OVER: CARRIED,
    Action.ANSWER_GATE: frozenset({_S.FINDINGS_PROPOSED}),
    Action.SCREEN: frozenset({_S.FINDINGS_PROPOSED, _S.AWAITING_APPROVAL}),
    **dict.fromkeys((Action.ASK_EXPERT, Action.END_EXPERT), EXAMINED),
}
"""Actions that leave the status as it is, and the statuses in which they make sense."""


JUDGING = frozenset(
    {
        _A.ACCEPT,
        _A.INVESTIGATE,
        _A.ANSWER_GATE,
        _A.SCREEN,
        _A.DECLINE,
        _A.TRANSFER,
        _A.REPORT_BACK,
        _A.PROPOSE_FINDINGS,
        _A.OVERRIDE,
        _A.CONCUR,
        _A.SUBMIT,
        _A.APPROVE,
        _A.SEND_BACK,
        _A.DECIDE,
        _A.CONCLUDE_REVIEW,
        _A.REOPEN,
    }
)
"""Whoever did one of these has had a part in what a review looks at [practice 7.6, 7.10].

So has whoever was named to investigate beside the first, whatever they did. What a reviewer does
while it is under review is none of these.
"""

REVIEWING = frozenset({_A.CONCLUDE_REVIEW, _A.CONCLUDE_SECOND_REVIEW, _A.REOPEN})
"""What is done by whoever reviews."""

GROUNDS = (_A.ASK_REVIEW, _A.ASK_SECOND_REVIEW)
"""Actions whose reasons are the complainant's own words."""


def require_standing(status: Status, action: Action) -> None:
    """Raise IllegalTransitionError unless *action* may be taken while *status* stands."""
    if status not in STANDING.get(action, frozenset()):
        raise IllegalTransitionError(status, action)


def possible_actions(status: Status) -> list[Action]:
    """Return what the lifecycle allows in *status*, whoever asks."""
    return [
        action
        for action in Action
        if (status, action) in TRANSITIONS or status in STANDING.get(action, frozenset())
    ]


def public_status(status: Status) -> PublicStatus:
    """Return what the complainant is shown for *status*."""
    return PUBLIC[status]
