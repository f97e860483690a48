"""Who signs next: the lowest step with somebody free; where the wall leaves nobody, the next.

Whoever should sign is told, also where that changes while signatures are awaited.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF, Candidate, NobodyLeftError
from portal.domain.permissions import Role
from portal.domain.severity import Approval
from portal.domain.severity.approvals import SIGNERS, may_sign
from portal.domain.statuses import Status
from portal.models.approval import ApprovalRound
from portal.models.complaint import Complaint
from portal.models.wall import as_system
from portal.services import assignment, outbox


def who_signs(
    session: Session, complaint: Complaint, opened: ApprovalRound, *, now: datetime
) -> dict[Approval, Candidate | None]:
    """Return for each missing signature who should give it: the lowest step with somebody free.

    Where the wall leaves nobody of a role, the step goes up; None where nobody at all is left.
    """
    with as_system(session):
        free = [
            who
            for who in assignment.candidates(session, complaint, now=now)
            if who.walled is None and who.staff_id != complaint.assignee_id
        ]
    taken = set(opened.involved)
    found: dict[Approval, Candidate | None] = {}
    for signature in sorted(opened.missing, key=lambda each: len(SIGNERS[each])):
        able = [who for who in free if may_sign(signature, who.role, who.staff_id, taken)]
        found[signature] = min(able, key=_place, default=None)
        chosen = found[signature]
        taken |= {chosen.staff_id} if chosen else set()
    return {signature: found[signature] for signature in opened.missing}


def _place(who: Candidate) -> tuple[int, int, int]:
    return STEP_OF[Role(who.role)], who.open, who.staff_id


def require(
    session: Session, complaint: Complaint, opened: ApprovalRound, *, now: datetime
) -> None:
    """Raise NobodyLeftError unless somebody is left for each signature."""
    for signature, who in who_signs(session, complaint, opened, now=now).items():
        if who is None:
            raise NobodyLeftError(f"{complaint.reference}: nobody can sign as {signature}")


def tell_next(
    session: Session, complaint: Complaint, opened: ApprovalRound, *, now: datetime
) -> None:
    """Owe the letter to whoever should sign next, if a signature is missing."""
    following = next(iter(who_signs(session, complaint, opened, now=now).values()), None)
    if following is not None:
        outbox.owe_letter(
            session, "approval", complaint.id, now=now,
            occasion=f"{opened.id}:{following.staff_id}", staff_id=following.staff_id,
        )  # fmt: skip


def tell_anew(session: Session, complaint: Complaint, *, now: datetime) -> None:
    """Owe that letter where somebody else should sign now: another holder, signature or wall.

    Nobody is told twice in a round.
    """
    with as_system(session):
        session.flush()  # what has changed decides
        opened = complaint.round
        if opened is not None and complaint.status is Status.AWAITING_APPROVAL:
            tell_next(session, complaint, opened, now=now)
