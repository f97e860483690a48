"""The narrow way to the organs: what of a complaint's enquiries and measures a liaison may read.

The listener of models/wall.py denies liaisons every row that hangs on a complaint. What is put to
their organ is asked for by the system, under the condition given here, and handed on as plain
values without anything of the complaint [practice 7.5].
"""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from portal.domain.enquiring import kept_from_liaison
from portal.domain.permissions import Role
from portal.domain.statuses import WITH_ORGANS
from portal.models.complaint import Complaint
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import Staff
from portal.models.walls import people_near, ties_of


def liaison_of(session: Session, staff_id: int) -> Staff | None:
    """Return the liaison of that id; None for anybody else, and for one switched off."""
    staff = session.get(Staff, staff_id)
    return staff if staff and staff.role is Role.LIAISON and staff.active else None


def open_to(session: Session, liaison: Staff) -> ColumnElement[bool]:
    """Return the condition on Complaint under which *liaison* may be told what was put.

    Never where the complaint is about the liaison, somebody above, or somebody of their name.
    """
    connection = session.connection()
    ties = ties_of(connection, liaison.id).get(liaison.id, [])
    hidden = kept_from_liaison(ties, people_near(connection, ties))
    named = session.scalars(select(Official.name).where(Official.id.in_(hidden)))
    return and_(
        Complaint.status.in_(WITH_ORGANS),
        or_(Complaint.official_id.is_(None), Complaint.official_id.not_in(hidden)),
        Complaint.official_name.not_in({liaison.name, *named}),
    )


def liaisons_for(session: Session, organ_id: int, complaint_id: int) -> list[Staff]:
    """Return, to a session of the system, the liaisons of an organ who may be told of it."""
    of_organ = session.scalars(
        select(Staff)
        .where(Staff.role == Role.LIAISON, Staff.organ_id == organ_id, Staff.active)
        .order_by(Staff.id)
    )
    return [each for each in of_organ if told_of(session, each, complaint_id)]


def organs_to_ask(session: Session, complaint_id: int) -> set[str]:
    """Return, to a session of the system, the codes of the organs that have such a liaison."""
    every = session.scalars(select(Staff).where(Staff.role == Role.LIAISON, Staff.active))
    told = {each.organ_id for each in every if told_of(session, each, complaint_id)}
    return set(session.scalars(select(Organ.code).where(Organ.id.in_(told))))


def told_of(session: Session, liaison: Staff, complaint_id: int) -> bool:
    """Tell, to a session of the system, whether *liaison* may be told what a complaint put."""
    seen = select(Complaint.id).where(Complaint.id == complaint_id, open_to(session, liaison))
    return session.scalar(seen) is not None
