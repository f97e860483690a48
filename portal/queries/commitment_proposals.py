"""What organs proposed about their commitments: one organ's, and what waits for an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from portal.domain.text import Text
from portal.models.commitment import PublishedCommitment
from portal.models.commitment_proposal import CommitmentProposal
from portal.models.organ import Organ


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal; without a *service* it is for a new commitment."""

    id: int
    organ: Text
    service: str
    words: str
    proposed_at: datetime
    answer: str
    answered_at: datetime | None


QUERY: Select[*tuple[Any, ...]] = (
    select(CommitmentProposal, Organ, PublishedCommitment.service_zh)
    .join(Organ, Organ.id == CommitmentProposal.organ_id)
    .outerjoin(PublishedCommitment, PublishedCommitment.id == CommitmentProposal.commitment_id)
    .order_by(CommitmentProposal.id.desc())
)
SHOWN = 50


def proposals_of(session: Session, organ_id: int) -> list[Proposal]:
    """Return what an organ proposed last, the newest first."""
    rows = session.execute(QUERY.where(CommitmentProposal.organ_id == organ_id).limit(SHOWN))
    return [_proposal(row) for row in rows]


def open_proposals(session: Session) -> list[Proposal]:
    """Return what waits for an answer, the newest first."""
    rows = session.execute(QUERY.where(CommitmentProposal.answered_at.is_(None)).limit(SHOWN))
    return [_proposal(row) for row in rows]


def _proposal(row: Row[*tuple[Any, ...]]) -> Proposal:
    found: CommitmentProposal = row.CommitmentProposal
    return Proposal(
        found.id, row.Organ.name, row.service_zh or "", found.words, found.proposed_at,
        found.answer, found.answered_at,
    )  # fmt: skip
