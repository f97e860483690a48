"""Who may do what: one table of role and action, default deny."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Action
from portal.domain.severity.approvals import needs_second_person
from portal.domain.severity.scale import Severity
from portal.domain.text import Text


class Role(StrEnum):
    """What somebody is in the office, or towards it."""

    INTAKE = "intake"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"
    SUPERIOR = "superior"
    AUDITOR = "auditor"
    ADMIN = "admin"
    LIAISON = "liaison"
    SYSTEM = "system"
    COMPLAINANT = "complainant"

    @property
    def text(self) -> Text:
        """Return the name of the role."""
        return ROLE_TEXTS[self]


ROLE_TEXTS: Mapping[Role, Text] = {
    Role.INTAKE: Text("受理员", "Intake clerk"),
    Role.OFFICER: Text("承办人", "Investigator"),
    Role.SUPERVISOR: Text("科长", "Supervisor"),
    Role.DIRECTOR: Text("主任", "Director"),
    Role.SUPERIOR: Text("上级机关", "Superior body"),
    Role.AUDITOR: Text("审计员", "Auditor"),
    Role.ADMIN: Text("管理员", "Administrator"),
    Role.LIAISON: Text("机关联络员", "Organ liaison"),
    Role.SYSTEM: Text("系统", "System"),
    Role.COMPLAINANT: Text("投诉人", "Complainant"),
}

OFFICE_ROLES = frozenset(
    {Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR, Role.AUDITOR}
)
"""The roles that work in the supervision office and may read complaints, wall permitting."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a member of staff, the complainant of one complaint, or the system."""

    role: Role
    staff_id: int | None = None
    name: str = ""
    complaint_id: int | None = None

    @classmethod
    def system(cls) -> "Actor":
        """Return the actor that the workers are."""
        return cls(Role.SYSTEM, name="system")

    @classmethod
    def complainant(cls, complaint_id: int | None) -> "Actor":
        """Return the complainant of one complaint, or somebody who has none yet."""
        return cls(Role.COMPLAINANT, complaint_id=complaint_id)


@dataclass(frozen=True, slots=True)
class Case:
    """What the permissions look at in a complaint.

    *severity* is what its findings come to, *submitted* says that they wait for approval.
    """

    complaint_id: int
    assignee_id: int | None = None
    decided_by_id: int | None = None
    reviews: int = 0
    severity: Severity | None = None
    submitted: bool = False


class ForbiddenError(Exception):
    """Raised when an actor may not carry out an action."""

    def __init__(self, actor: Actor, action: Action) -> None:
        super().__init__(f"{actor.role} may not {action} this complaint")
        self.actor = actor
        self.action = action


Rule = Callable[[Actor, Case], bool]


def anyone(_actor: Actor, _case: Case) -> bool:
    """Allow everyone who has the role."""
    return True


def assigned(actor: Actor, case: Case) -> bool:
    """Allow the member of staff to whom the complaint is assigned."""
    return actor.staff_id is not None and actor.staff_id == case.assignee_id


def own(actor: Actor, case: Case) -> bool:
    """Allow the complainant of this complaint."""
    return actor.complaint_id == case.complaint_id


def first_review(actor: Actor, case: Case) -> bool:
    """Allow the complainant who has had no review yet [practice 7.10]."""
    return own(actor, case) and case.reviews == 0


def second_review(actor: Actor, case: Case) -> bool:
    """Allow the complainant who has had one review; after the second there is no further one."""
    return own(actor, case) and case.reviews == 1


def reviewing_first(actor: Actor, case: Case) -> bool:
    """Allow who holds the first review and did not decide the complaint [practice 7.6]."""
    return assigned(actor, case) and not _decided(actor, case) and case.reviews == 1


def reviewing_second(actor: Actor, case: Case) -> bool:
    """Allow who holds the second review and did not decide the complaint [practice 7.6]."""
    return assigned(actor, case) and not _decided(actor, case) and case.reviews > 1


def reviewing(actor: Actor, case: Case) -> bool:
    """Allow who holds a review and did not decide the complaint."""
    return assigned(actor, case) and not _decided(actor, case) and case.reviews > 0


def _decided(actor: Actor, case: Case) -> bool:
    return actor.staff_id is not None and actor.staff_id == case.decided_by_id


def not_assigned(actor: Actor, case: Case) -> bool:
    """Allow everyone but the one whose work it is: nobody approves own work."""
    return not assigned(actor, case)


def deciding_alone(actor: Actor, case: Case) -> bool:
    """Allow whose work it is, as long as one person is enough for the severity [severity M6]."""
    graver = case.severity is not None and needs_second_person(case.severity)
    return assigned(actor, case) and not (case.submitted or graver)


def deciding(actor: Actor, case: Case) -> bool:
    """Allow also who is asked to approve, and is not whose work it is [severity M6; 6.6]."""
    approving = case.submitted and not_assigned(actor, case)
    return approving or deciding_alone(actor, case)


_R, _A = Role, Action

PERMISSIONS: Mapping[tuple[Role, Action], Rule] = {
    (_R.SYSTEM, _A.ASSIGN): anyone,
    (_R.SYSTEM, _A.REASSIGN): anyone,
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
            _A.CLOSE,
            _A.REPORT_BACK,
        )
    },
    (_R.OFFICER, _A.DECIDE): deciding_alone,
    **{(role, _A.DECIDE): deciding for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)},
    **{
        (role, action): anyone
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.ACCEPT, _A.DECLINE, _A.REASSIGN, _A.CLOSE)
    },
    **{(role, _A.SEND_BACK): not_assigned for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)},
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
        (role, _A.RECUSE): anyone
        for role in (_R.INTAKE, _R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
    },
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.HAND_BACK, _A.SET_CLASS)
    },
    **{
        (role, action): not_assigned
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.DECIDE_HAND_BACK, _A.EXTEND, _A.EXCUSE)
    },
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.ASK_ORGAN, _A.ORDER_MEASURE, _A.CONFIRM_MEASURE)
    },
    **{
        (role, _A.ANSWER_OBJECTION): not_assigned
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
    },
    **{(_R.LIAISON, action): anyone for action in (_A.ORGAN_ANSWERS, _A.REPORT_MEASURE, _A.OBJECT)},
    **{
        (role, action): assigned
        for role in (_R.OFFICER, _R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.SEND_MESSAGE, _A.STOP_WAITING, _A.INVITE, _A.RECORD_HEARING)
    },
    **{
        (role, action): anyone
        for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)
        for action in (_A.ADD_NOTE, _A.REVEAL, _A.TELL, _A.NAME_SECOND, _A.REGISTER_EVIDENCE)
    },
    **{(role, _A.ADD_NOTE): anyone for role in (_R.INTAKE, _R.OFFICER)},
    **{(_R.INTAKE, action): anyone for action in (_A.REGISTER_EVIDENCE, _A.TELL)},
    **{(_R.OFFICER, action): assigned for action in (_A.REVEAL, _A.TELL, _A.REGISTER_EVIDENCE)},
    (_R.OFFICER, _A.CALL_BACK): assigned,
    **{(role, _A.CALL_BACK): anyone for role in (_R.SUPERVISOR, _R.DIRECTOR, _R.SUPERIOR)},
    (_R.SYSTEM, _A.RECKON): anyone,
    (_R.SYSTEM, _A.WARN): anyone,
    (_R.SYSTEM, _A.ESCALATE): anyone,
    (_R.SYSTEM, _A.EXCUSE): anyone,
    (_R.COMPLAINANT, _A.CLARIFY): own,
    (_R.COMPLAINANT, _A.WITHDRAW): own,
    (_R.COMPLAINANT, _A.RATE): own,
    (_R.COMPLAINANT, _A.WRITE): own,
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
        raise ForbiddenError(actor, action)
