"""The accounts of the staff, listed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.staff import Staff


def roster(session: Session) -> list[Staff]:
    """Return every account, by name."""
    return list(session.scalars(select(Staff).order_by(Staff.username)))
