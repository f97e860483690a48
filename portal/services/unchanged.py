"""Acting on what was looked at: nobody acts on a complaint that changed under their eyes."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from portal.models.complaint import Complaint


def unchanged(session: Session, reference: str, version: int) -> Complaint:
    """Return the complaint if it is still as it was at *version*, and take that version.

    Whatever follows moves the version on, even if the complaint's own row stays as it is. Raises
    NoResultFound, also behind the wall, and StaleDataError.
    """
    complaint = session.scalars(select(Complaint).where(Complaint.reference == reference)).one()
    if complaint.version != version:
        raise StaleDataError(f"{reference} is at version {complaint.version}, not {version}")
    flag_modified(complaint, "status")
    return complaint


def as_it_is(session: Session, reference: str) -> Complaint:
    """Return the complaint as it is now, for what is only added to it: one after the other.

    The version moves on, so that others see that something is new. Raises NoResultFound.
    """
    complaint = session.scalars(
        select(Complaint)
        .where(Complaint.reference == reference)
        .with_for_update(of=Complaint)
        .execution_options(populate_existing=True)
    ).one()
    flag_modified(complaint, "status")
    return complaint
