"""Who must sign an outcome before it stands: by severity, and one step higher for an override.

Nobody approves their own work [6.6, 7.7], and each slot is signed by a different person.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from portal.domain.severity.scale import Severity
from portal.domain.text import Text


class Approval(StrEnum):
    """A signature that an outcome needs."""

    SUPERVISOR = "supervisor"
    DIRECTOR = "director"
    SECOND_SIGNER = "second_signer"

    @property
    def text(self) -> Text:
        """Return the name of the signature."""
        return APPROVAL_TEXTS[self]

    @property
    def why(self) -> Text:
        """Return why the signature is needed."""
        return APPROVAL_GROUNDS[self]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the clauses that ask for it; all are adopted policy."""
        return APPROVAL_CLAUSES[self]


APPROVAL_TEXTS = {
    Approval.SUPERVISOR: Text("科长批准", "Supervisor"),
    Approval.DIRECTOR: Text("主任批准", "Director"),
    Approval.SECOND_SIGNER: Text("第二人会签", "Second signer"),
}

APPROVAL_GROUNDS = {
    Approval.SUPERVISOR: Text(
        "调查和审批分开：认定和告诫、诫勉教育须由科长审批",
        "Who investigates does not approve: findings, warnings and apologies are signed by a "
        "supervisor",
    ),
    Approval.DIRECTOR: Text(
        "建议处分、移交，以及改变裁量表的结果，由负责人决定",
        "Discipline, transfers and departures from the table are the director's to sign",
    ),
    Approval.SECOND_SIGNER: Text(
        "移交、改变处分建议须由第二人会签",
        "A transfer, or a change of proposed discipline, is signed by a second person",
    ),
}
APPROVAL_CLAUSES: Mapping[Approval, tuple[str, ...]] = {
    Approval.SUPERVISOR: ("6.6",),
    Approval.DIRECTOR: ("6.6", "7.7"),
    Approval.SECOND_SIGNER: ("6.11", "7.7"),
}

SIGNERS: Mapping[Approval, frozenset[str]] = {
    Approval.SUPERVISOR: frozenset({"supervisor", "director", "superior"}),
    Approval.DIRECTOR: frozenset({"director", "superior"}),
    Approval.SECOND_SIGNER: frozenset({"supervisor", "director", "superior"}),
}
"""The roles that may give each signature.

A transfer is screened by a second *person* rather than by a higher one: an office has one director,
and a crime clue has three days, so a supervisor may be that person; the superior body steps in
where the wall leaves nobody else.
"""

STEPS = (
    (Approval.SUPERVISOR,),
    (Approval.SUPERVISOR, Approval.DIRECTOR),
    (Approval.DIRECTOR, Approval.SECOND_SIGNER),
)
STEP_OF = {Severity.DISCIPLINE: 1, Severity.REFERRAL: 2}


def approvals_for(severity: Severity, *, overridden: bool = False) -> tuple[Approval, ...]:
    """Return the signatures for *severity*; an override takes those of the next step."""
    step = STEP_OF.get(severity, 0) + overridden
    return STEPS[min(step, len(STEPS) - 1)]


def together(*needed: Iterable[Approval]) -> tuple[Approval, ...]:
    """Return the signatures that are *needed* for one reason or another, each once."""
    wanted = {approval for each in needed for approval in each}
    return tuple(approval for approval in Approval if approval in wanted)


def may_sign(approval: Approval, role: str, person: int, involved: Collection[int]) -> bool:
    """Tell whether *person* may give *approval*: right role, and neither author nor other signer.

    *involved* are the persons who proposed the outcome or have already signed it.
    """
    return role in SIGNERS[approval] and person not in involved
