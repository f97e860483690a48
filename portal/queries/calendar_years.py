"""The years of the calendar: which are entered, from which notice, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.calendar import PublishedYear


@dataclass(frozen=True, slots=True)
class EnteredYear:
    """One year whose notice is entered; *entered_by* is empty for those the portal came with."""

    year: int
    notice: str
    entered_by: str
    entered_at: datetime


def entered_years(session: Session) -> list[EnteredYear]:
    """Return the years that are entered, the latest first."""
    rows = session.scalars(select(PublishedYear).order_by(PublishedYear.year.desc()))
    return [EnteredYear(row.year, row.notice, row.entered_by, row.entered_at) for row in rows]
