"""Who else has a complaint open: a hint, as old as the last sign of life."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.glance import Glance
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who has the complaint open, or had it a moment ago."""

    name: str
    role: Role


def present(
    session: Session, complaint_id: int, *, but_of: int | None, now: datetime
) -> list[Present]:
    """Return who else has the complaint open *now*, by name."""
    rows = session.execute(
        select(Staff.name, Staff.role)
        .join(Glance, Glance.staff_id == Staff.id)
        .where(Glance.complaint_id == complaint_id, Glance.here_until > now)
        .where(Glance.staff_id != (but_of or 0))
        .order_by(Staff.name)
    )
    return [Present(row.name, row.role) for row in rows]
