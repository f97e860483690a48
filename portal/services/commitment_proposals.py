"""What an organ proposes about its own commitments; the administrator publishes, or says why not.

The commitments are the organ's promises [2.1]; who publishes them is the administrator.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.models.commitment import PublishedCommitment
from portal.models.commitment_proposal import CommitmentProposal
from portal.models.liaison_wall import liaison_of


class AlreadyAnsweredProposalError(Exception):
    """Raised when somebody else has answered the proposal before."""


def propose(
    session: Session, actor: Actor, words: str, *, now: datetime, commitment_id: int | None = None
) -> CommitmentProposal:
    """Propose, for the liaison's own organ, a new commitment or a change of one that stands.

    Raises NoResultFound for anybody but a liaison, and for another organ's commitment.
    """
    liaison = liaison_of(session, actor.staff_id or 0)
    if liaison is None:
        raise NoResultFound
    if commitment_id is not None:
        session.scalars(
            select(PublishedCommitment.id).where(
                PublishedCommitment.id == commitment_id,
                PublishedCommitment.organ_id == liaison.organ_id,
                PublishedCommitment.withdrawn_on.is_(None),
            )
        ).one()
    row = CommitmentProposal(
        organ_id=liaison.organ_id, commitment_id=commitment_id, words=words,
        proposed_by=liaison.id, proposed_at=now,
    )  # fmt: skip
    session.add(row)
    return row


def answer(session: Session, actor: Actor, proposal_id: int, words: str, *, now: datetime) -> None:
    """Say what became of a proposal; by the administrator.

    Raises NoResultFound, AlreadyAnsweredProposalError.
    """
    row = session.get(CommitmentProposal, proposal_id, with_for_update=True)
    if row is None or actor.role is not Role.ADMIN:
        raise NoResultFound
    if row.answered_at is not None:
        raise AlreadyAnsweredProposalError(str(proposal_id))
    row.answer, row.answered_by, row.answered_at = words, actor.staff_id, now
