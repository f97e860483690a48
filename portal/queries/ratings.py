"""Ratings as the pages show them, and who waits to be called back [8.5]."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.rating import Satisfaction
from portal.models.complaint import Complaint
from portal.models.rating import WAITING_SQL, Rating
from portal.models.staff import Staff

LISTED = 50


@dataclass(frozen=True, slots=True)
class Rated:
    """What a complainant answered, and what the office did about it; *named* if not anonymous."""

    handling: Satisfaction
    result: Satisfaction
    comment: str
    at: datetime
    named: bool
    called_back_at: datetime | None
    called_back_by: str
    call_back: str

    @property
    def waits(self) -> bool:
        """Tell whether the complainant is still to be called back."""
        return self.named and self.called_back_at is None and (self.handling.bad or self.result.bad)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A complaint whose complainant is to be called back."""

    reference: str
    subject: str
    rated_at: datetime


def rating(session: Session, complaint_id: int) -> Rated | None:
    """Return the rating of one complaint, if it has one."""
    found = session.execute(
        select(Rating, Complaint.anonymous, Staff.name)
        .join(Complaint, Complaint.id == Rating.complaint_id)
        .outerjoin(Staff, Staff.id == Rating.called_back_by)
        .where(Rating.complaint_id == complaint_id)
    ).one_or_none()
    if found is None:
        return None
    row, anonymous, name = found
    return Rated(
        handling=row.handling,
        result=row.result,
        comment=row.comment,
        at=row.at,
        named=not anonymous,
        called_back_at=row.called_back_at,
        called_back_by=name or "",
        call_back=row.call_back,
    )


def waiting(session: Session) -> tuple[Waiting, ...]:
    """Return who waits to be called back, the longest waiting first, LISTED at most."""
    rows = session.execute(
        select(Complaint.reference, Complaint.subject, Rating.at)
        .join(Rating, Rating.complaint_id == Complaint.id)
        .where(text(WAITING_SQL), Complaint.anonymous.is_(False))
        .order_by(Rating.at, Rating.id)
        .limit(LISTED)
    )
    return tuple(Waiting(*row) for row in rows)
