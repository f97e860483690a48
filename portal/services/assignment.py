"""Assignment: a filed complaint finds its officer, and the log says why this one."""

from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from portal.domain.assignment import Candidate, Choice, choose
from portal.domain.lifecycle import OPEN, Action, Status
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.complaint import Complaint, Recusal
from portal.models.official import Official
from portal.models.staff import Staff, StaffTie
from portal.services import casework, outbox
from portal.services.office import Office

ASSIGNABLE = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)

WALLED = {
    "recused": Text("已回避", "recused"),
    "organ": Text("与被投诉机关有关联", "same organ"),
    "official": Text("与被投诉人有关联", "tied to the official"),
}


def assign(session: Session, complaint_id: int, *, office: Office, now: datetime) -> None:
    """Give a received complaint to whoever should take it; a second call does nothing."""
    complaint = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
    if complaint.status is not Status.RECEIVED:
        return
    complaint.official_id = _official_named(session, complaint)
    choice = choose(candidates(session, complaint, now=now), complaint.band)
    _hand_over(session, complaint, choice, office=office, now=now)


def _hand_over(
    session: Session, complaint: Complaint, choice: Choice, *, office: Office, now: datetime
) -> None:
    complaint.assignee_id = choice.chosen.staff_id
    complaint.assigned_at = now
    casework.advance(
        session,
        complaint,
        Actor.system(),
        Action.ASSIGN,
        office=office,
        now=now,
        reason=choice.reason.zh,
        detail={"to": choice.chosen.username, "zh": choice.reason.zh, "en": choice.reason.en},
    )
    occasion = f"{choice.chosen.staff_id}:{now.isoformat()}"
    outbox.owe_letter(
        session,
        "assigned",
        complaint.id,
        now=now,
        occasion=occasion,
        staff_id=choice.chosen.staff_id,
    )


def _official_named(session: Session, complaint: Complaint) -> int | None:
    """Return the one active official of the organ with the name given, if there is just one."""
    if not complaint.official_name:
        return None
    found = session.scalars(
        select(Official.id)
        .where(
            Official.organ_id == complaint.organ_id,
            Official.name == complaint.official_name.strip(),
            Official.active,
        )
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def candidates(session: Session, complaint: Complaint, *, now: datetime) -> list[Candidate]:
    """Return everyone who could take *complaint*, with their load and what walls them off."""
    loads = (
        select(Complaint.assignee_id, func.count().label("open"))
        .where(Complaint.status.in_(sorted(OPEN)), Complaint.assignee_id.is_not(None))
        .group_by(Complaint.assignee_id)
        .subquery()
    )
    rows = session.execute(
        select(Staff, func.coalesce(loads.c.open, 0), _tie(complaint))
        .outerjoin(loads, loads.c.assignee_id == Staff.id)
        .where(Staff.active, Staff.role.in_(ASSIGNABLE))
        .where(or_(Staff.absent_until.is_(None), Staff.absent_until <= now))
        .order_by(Staff.id)
    )
    return [
        Candidate(who.id, who.username, who.role, who.tier, load, WALLED.get(tie))
        for who, load, tie in rows
    ]


def _tie(complaint: Complaint) -> ColumnElement[str]:
    """Return the SQL that names what ties a member of staff to *complaint*, or an empty word."""
    tied = StaffTie.staff_id == Staff.id
    recused = exists().where(Recusal.staff_id == Staff.id, Recusal.complaint_id == complaint.id)
    organ = exists().where(tied, StaffTie.organ_id == complaint.organ_id)
    official = exists().where(tied, StaffTie.official_id == complaint.official_id)
    return case((recused, "recused"), (organ, "organ"), (official, "official"), else_="")
