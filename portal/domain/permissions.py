"""Who may do what: one table of role and action, default deny."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal.domain.actors import OFFICE_ROLES, Actor, Case, Role
from portal.domain.lifecycle import CARRYING_OUT, REVIEWING, Action
from portal.domain.relations import (
    asked_to_agree,
    assigned,
    deciding,
    issuing,
    not_assigned,
    screening,
    signing,
)
from portal.domain.text import Text

__all__ = [
    "OFFICE_ROLES",
    "PART_TAKEN",
    "PERMISSIONS",
    "Actor",
    "Case",
    "ForbiddenError",
    "Refusal",
    "Role",
    "may",
    "require",
    "took_part",
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not do what others of their role may, and by which clauses."""

    text: Text
    clauses: tuple[str, ...]


PART_TAKEN = Refusal(
    Text(
        "受理、不予受理、调查、认定、审批、决定或者复查过这件投诉的人，不得再复查、复核它。",
        "Whoever took this complaint up or declined it, investigated, found, signed, decided or "
        "reviewed anything of it does not review it.",
    ),
    ("7.6", "7.10"),
)


class ForbiddenError(Exception):
    """Raised when an actor may not carry out an action; *why* where more than the role says so."""

    def __init__(self, actor: Actor, action: Action, why: Refusal | None = None) -> None:
        super().__init__(f"{actor.role} may not {action} this complaint")
        self.actor = actor
        self.action = action
        self.why = why


Rule = Callable[[Actor, Case], bool]


def anyone(_actor: Actor, _case: Case) -> bool:
    """Allow everyone who has the role."""
    return True


def own(actor: Actor, case: Case) -> bool:
    """Allow the complainant of this complaint."""
    return actor.complaint_id == case.complaint_id


def first_review(actor: Actor, case: Case) -> bool:
    """Allow the complainant who has had no review yet [practice 7.10]."""
    return own(actor, case) and case.reviews == 0


def second_review(actor: Actor, case: Case) -> bool:
    """Allow the complainant who has had one review; after the second there is no further one."""
    return own(actor, case) and case.reviews == 1


def reviewing(actor: Actor, case: Case) -> bool:
    """Allow who holds a review and had no part in what is reviewed [practice 7.6, 7.10]."""
    return assigned(actor, case) and not took_part(actor, case) and case.reviews > 0


def reviewing_first(actor: Actor, case: Case) -> bool:
    """Allow who holds the first review and had no part in what is reviewed."""
    return reviewing(actor, case) and case.reviews == 1


def reviewing_second(actor: Actor, case: Case) -> bool:
    """Allow who holds the second review and had no part in what is reviewed, the first included."""
    return reviewing(actor, case) and case.reviews > 1


def took_part(actor: Actor, case: Case) -> bool:
    """Tell whether *actor* declined, found, decided or reviewed what is under review."""
    return actor.staff_id is not None and actor.staff_id in {case.decided_by_id, *case.judges}


_R, _A = Role, Action

PERMISSIONS: Mapping[tuple[Role, Action], Rule] = {
    (_R.SYSTEM, _A.ASSIGN): anyone,
    (_R.SYSTEM, _A.REASSIGN): anyone,
    (_R.SYSTEM, _A.DELIVER): anyone,
    (_R.SYSTEM, _A.CLOSE): anyone,
    (_R.INTAKE, _A.ACCEPT): anyone,
    (_R.INTAKE, _A.DECLINE): anyone,
    (_R.INTAKE, _A.TRANSFER): anyone,
    (_R.INTAKE, _A.ASK_CLARIFICATION): anyone,
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (
            _A.ACCEPT,
            _A.DECLINE,
            _A.TRANSFER,
            _A.ASK_CLARIFICATION,
            _A.INVESTIGATE,
            _A.PROPOSE_FINDINGS,
            _A.SUBMIT,
            _A.REPORT_BACK,
        )
    },
    (_R.OFFICER, _A.DECIDE): deciding,
    (_R.OFFICER, _A.OVERRIDE): assigned,
    (_R.OFFICER, _A.CONCUR): asked_to_agree,
    (_R.INTAKE, _A.SET_ORIGIN): anyone,
    **{
        (role, action): rule
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action, rule in (
            *((action, anyone) for action in (_A.ACCEPT, _A.DECLINE, _A.REASSIGN)),
            (_A.SET_ORIGIN, anyone),
            (_A.OVERRIDE, anyone),
            (_A.CONCUR, asked_to_agree),
            (_A.APPROVE, signing),
            (_A.SEND_BACK, not_assigned),
            (_A.DECIDE, issuing),
        )
    },
    **{
        (role, action): rule
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action, rule in (
            (_A.CONCLUDE_REVIEW, reviewing_first),
            (_A.CONCLUDE_SECOND_REVIEW, reviewing_second),
            (_A.REOPEN, reviewing),
        )
    },
    **{
        (role, action): anyone
        for role in (_R.INTAKE, _R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.RECUSE, _A.JOIN, _A.TAKE_OUT)
    },
    **{
        (role, action): not_assigned
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.DECIDE_HAND_BACK, _A.EXTEND, _A.REFUSE_EXTENSION, _A.EXCUSE)
    },
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (
            _A.ASK_ORGAN,
            _A.TAKE_BACK,
            _A.EXTEND_ENQUIRY,
            _A.ORDER_MEASURE,
            *(_A.CONFIRM_MEASURE, _A.CARRY_OVER),
        )
    },
    **{
        (role, _A.ANSWER_OBJECTION): not_assigned
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
    },
    **{(_R.LIAISON, action): anyone for action in (_A.ORGAN_ANSWERS, _A.REPORT_MEASURE, _A.OBJECT)},
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (
            *(_A.HAND_BACK, _A.SET_CLASS, _A.ASK_EXTENSION),
            *(_A.SEND_MESSAGE, _A.STOP_WAITING, _A.INVITE, _A.RECORD_HEARING),
        )
    },
    **{
        (role, action): anyone
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (
            *(_A.ADD_NOTE, _A.REVEAL, _A.NAME_SECOND, _A.REGISTER_EVIDENCE),
            *(_A.CALL_BACK, _A.RAISE, *CARRYING_OUT),
        )
    },
    **{
        (role, action): rule
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action, rule in (
            (_A.SCREEN, screening),
            *((each, assigned) for each in (_A.ANSWER_GATE, _A.ASK_EXPERT, _A.END_EXPERT)),
        )
    },
    **{(role, _A.ADD_NOTE): anyone for role in (_R.INTAKE, _R.OFFICER)},
    **{(_R.INTAKE, action): anyone for action in (_A.REGISTER_EVIDENCE, _A.TELL)},
    **{(_R.OFFICER, each): assigned for each in (_A.REVEAL, _A.REGISTER_EVIDENCE, *CARRYING_OUT)},
    **{(_R.OFFICER, action): assigned for action in (_A.CALL_BACK, _A.RAISE)},
    **{
        (_R.SYSTEM, action): anyone
        for action in (
            *(_A.RECKON, _A.WARN, _A.ESCALATE, _A.EXCUSE, _A.RAISE, _A.TAKE_OUT),
            *(_A.REMIND_ORGAN, _A.CHASE_ORGAN),
        )
    },
    **{(_R.COMPLAINANT, action): own for action in (_A.CLARIFY, _A.WITHDRAW, _A.RATE, _A.WRITE)},
    (_R.COMPLAINANT, _A.ASK_REVIEW): first_review,
    (_R.COMPLAINANT, _A.ASK_SECOND_REVIEW): second_review,
}
"""What is not listed is forbidden."""


def may(actor: Actor, action: Action, case: Case) -> bool:
    """Tell whether *actor* may carry out *action* on *case*."""
    rule = PERMISSIONS.get((actor.role, action))
    return rule is not None and rule(actor, case)


def require(actor: Actor, action: Action, case: Case) -> None:
    """Raise ForbiddenError unless *actor* may carry out *action* on *case*."""
    if not may(actor, action, case):
        kept = action in REVIEWING and took_part(actor, case)
        raise ForbiddenError(actor, action, PART_TAKEN if kept else None)
