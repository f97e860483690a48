"""The outages on record."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.outage import Outage
from portal.models.staff import Staff


@dataclass(frozen=True, slots=True)
class OutageLine:
    """One outage, from one instant until another (half-open), and who recorded it."""

    from_at: datetime
    until_at: datetime
    what: str
    recorded_by: str | None


def outages(session: Session) -> list[OutageLine]:
    """Return the outages on record, newest first."""
    rows = session.execute(
        select(Outage.from_at, Outage.until_at, Outage.what, Staff.username)
        .outerjoin(Staff, Staff.id == Outage.recorded_by)
        .order_by(Outage.from_at.desc(), Outage.id.desc())
    )
    return [OutageLine(*row) for row in rows]
