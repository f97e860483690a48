"""The service commitments: what stands, organ by organ, and all that was ever published."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from portal.domain.clock import Limit
from portal.domain.commitment import Commitment, in_brief
from portal.domain.text import Text
from portal.models.commitment import PublishedCommitment, either
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.queries.directory import KINDS

STANDS = PublishedCommitment.withdrawn_on.is_(None)


@dataclass(frozen=True, slots=True)
class StandingCommitment:
    """A commitment that can be held against its organ since *published_on*."""

    id: int
    published_on: date
    promise: Commitment


@dataclass(frozen=True, slots=True)
class Promising:
    """An organ with its commitments; *phone* takes complaints about broken ones [2.3]."""

    code: str
    name: Text
    phone: str
    commitments: tuple[StandingCommitment, ...]


@dataclass(frozen=True, slots=True)
class BriefCommitment:
    """A commitment as a complaint would name it."""

    organ_code: str
    text: Text


@dataclass(frozen=True, slots=True)
class RecordedCommitment:
    """A row of the register: what was promised, by whom it was published and withdrawn."""

    id: int
    organ: Text
    promise: Commitment
    published_on: date
    published_by: str
    withdrawn_on: date | None
    withdrawn_by: str


def promising_organs(session: Session) -> list[Promising]:
    """Return the active organs with what each promises, kind by kind, by name within."""
    rows = session.execute(
        select(Organ, PublishedCommitment)
        .outerjoin(PublishedCommitment, and_(PublishedCommitment.organ_id == Organ.id, STANDS))
        .where(Organ.active)
        .order_by(PublishedCommitment.service_zh)
    )
    found: dict[Organ, list[StandingCommitment]] = {}
    for organ, row in rows:
        standing = found.setdefault(organ, [])
        if row is not None:
            promise = row.as_commitment(organ.code)
            standing.append(StandingCommitment(row.id, row.published_on, promise))
    places = {kind: place for place, kind in enumerate(KINDS)}
    ordered = sorted(found, key=lambda each: (places.get(each.kind, len(places)), each.name_zh))
    return [
        Promising(organ.code, organ.name, organ.phone, tuple(found[organ])) for organ in ordered
    ]


def brief_commitments(session: Session) -> list[BriefCommitment]:
    """Return what stands at the active organs, each in one line."""
    row = PublishedCommitment
    rows = session.execute(
        select(Organ.code, row.service_zh, row.service_en, row.promised)
        .join(Organ, Organ.id == row.organ_id)
        .where(Organ.active, STANDS)
        .order_by(Organ.code, row.service_zh)
    )
    return [
        BriefCommitment(
            found.code,
            in_brief(either(found.service_zh, found.service_en), Limit.parse(found.promised)),
        )
        for found in rows
    ]


def recorded_commitments(
    session: Session, commitment_id: int | None = None
) -> list[RecordedCommitment]:
    """Return everything that was published, what stands first, or the one row of that id."""
    publisher, withdrawer = aliased(Staff), aliased(Staff)
    asked = [] if commitment_id is None else [PublishedCommitment.id == commitment_id]
    rows = session.execute(
        select(PublishedCommitment, Organ, publisher.name, withdrawer.name)
        .join(Organ, Organ.id == PublishedCommitment.organ_id)
        .join(publisher, publisher.id == PublishedCommitment.published_by)
        .outerjoin(withdrawer, withdrawer.id == PublishedCommitment.withdrawn_by)
        .where(*asked)
        .order_by(
            PublishedCommitment.withdrawn_at.desc().nulls_first(),
            Organ.name_zh,
            PublishedCommitment.service_zh,
        )
    )
    return [
        RecordedCommitment(
            row.id,
            organ.name,
            row.as_commitment(organ.code),
            row.published_on,
            published_by,
            row.withdrawn_on,
            withdrawn_by or "",
        )
        for row, organ, published_by, withdrawn_by in rows
    ]
