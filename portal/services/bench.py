"""Reading the bench: who is there to take complaints, and what a choice looks at in one."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from portal.domain.bench import Bench, Matter, Seat
from portal.domain.desks import Incoming
from portal.domain.permissions import Role
from portal.domain.wall import Subject, walls_of
from portal.models.allegation import Allegation
from portal.models.complaint import OPEN_SQL, Complaint, Recusal
from portal.models.staff import Staff
from portal.models.walls import SUPERVISION, own_offices, people_near, ties_of

ASSIGNABLE = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)

NEVER_NOBODY = (Role.DIRECTOR, Role.SUPERIOR)
"""Who takes a complaint even while away, where nobody else is left."""


def read(session: Session, *, now: datetime, loads: Mapping[int, int] | None = None) -> Bench:
    """Return everyone who can take complaints *now*; *loads* are counted unless they are known.

    Directors and the superior body stay on the bench while they are away.
    """
    return Bench(_seats(session, now), _loads(session) if loads is None else loads)


def _seats(session: Session, now: datetime) -> Iterable[Seat]:
    here = or_(Staff.absent_until.is_(None), Staff.absent_until <= now)
    people = session.execute(
        select(Staff.id, Staff.username, Staff.role, Staff.tier, Staff.skills, here.label("here"))
        .where(Staff.active, Staff.role.in_(ASSIGNABLE))
        .where(or_(here, Staff.role.in_(NEVER_NOBODY)))
        .order_by(Staff.id)
    ).all()
    connection = session.connection()
    ties = ties_of(connection)
    near = people_near(connection, [tie for each in ties.values() for tie in each])
    own = own_offices(connection)
    for who in people:
        walls = walls_of(who.role, ties.get(who.id, []), near, own)
        skills = frozenset(who.skills.split())
        yield Seat(who.id, who.username, who.role, who.tier, walls, skills, not who.here)


def _loads(session: Session) -> dict[int, int]:
    """Return how many open complaints each member of staff has."""
    rows = session.execute(
        select(Complaint.assignee_id, func.count())
        .where(text(OPEN_SQL), Complaint.assignee_id.is_not(None))
        .group_by(Complaint.assignee_id)
    )
    return {staff_id: count for staff_id, count in rows if staff_id is not None}


def matter_of(session: Session, complaint: Complaint) -> Matter:
    """Return what the choice of who takes *complaint* looks at."""
    recused = select(Recusal.staff_id).where(Recusal.complaint_id == complaint.id)
    return Matter(
        Subject(complaint.organ_id, complaint.official_id),
        incoming(session, complaint),
        frozenset(session.scalars(recused)),
        complaint.judges(),
    )


def incoming(session: Session, complaint: Complaint) -> Incoming:
    """Return what the routes look at in *complaint*."""
    categories = session.scalars(
        select(Allegation.category).where(Allegation.complaint_id == complaint.id)
    )
    return Incoming(
        band=complaint.band,
        categories=frozenset(categories),
        language=complaint.language,
        level=complaint.organ.level,
        own_office=complaint.organ.kind == SUPERVISION,
        head=bool(complaint.official and complaint.official.head),
    )
