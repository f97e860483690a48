"""Assignment: a filed complaint finds its officer, and the log says why this one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import Session

from portal.domain.assignment import Candidate, Choice, Need, choose
from portal.domain.desks import Incoming, Step, route
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.domain.wall import Reason, Subject, walls_of
from portal.models.allegation import Allegation
from portal.models.case_log import CaseLog
from portal.models.complaint import OPEN_SQL, Complaint, Recusal
from portal.models.official import Official
from portal.models.staff import Staff
from portal.models.wall import as_system
from portal.models.walls import SUPERVISION, own_offices, people_near, ties_of
from portal.services import casework, outbox
from portal.services.office import Office

ASSIGNABLE = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
JUDGING = (
    Action.DECLINE,
    Action.TRANSFER,
    Action.PROPOSE_FINDINGS,
    Action.SEND_BACK,
    Action.DECIDE,
    Action.REPORT_BACK,
    Action.CONCLUDE_REVIEW,
)
"""Whoever did one of these has had a part in what a review looks at [practice 7.6, 7.10]."""


def assign(session: Session, complaint_id: int, *, office: Office, now: datetime) -> None:
    """Give a received complaint to whoever should take it; a second call does nothing."""
    complaint = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
    if complaint.status is not Status.RECEIVED:
        return
    complaint.official_id = _official_named(session, complaint)
    choice = _choose(session, complaint, now=now, passed_over={})
    _hand_over(session, complaint, Action.ASSIGN, choice, office=office, now=now)


def pass_on(
    session: Session,
    complaint: Complaint,
    *,
    office: Office,
    now: datetime,
    but_not: int,
    why: Text,
) -> None:
    """Give an assigned complaint to another than *but_not*, by the same rules; the log says *why*.

    Raises NobodyLeftError.
    """
    with as_system(session):
        choice = _choose(session, complaint, now=now, passed_over={but_not: why})
        _hand_over(session, complaint, Action.REASSIGN, choice, office=office, now=now)


def pass_up(
    session: Session, complaint: Complaint, *, office: Office, now: datetime, at_least: Step
) -> None:
    """Give a complaint to somebody not below *at_least*, under review to one with no part in it.

    Raises NobodyLeftError.
    """
    received = complaint.status is Status.RECEIVED
    action = Action.ASSIGN if received else Action.REASSIGN
    with as_system(session):
        choice = _choose(session, complaint, now=now, passed_over={}, at_least=at_least)
        _hand_over(session, complaint, action, choice, office=office, now=now)


def _choose(
    session: Session,
    complaint: Complaint,
    *,
    now: datetime,
    passed_over: Mapping[int, Text],
    at_least: Step = Step.OFFICER,
) -> Choice:
    row = route(_incoming(session, complaint))
    people = [
        replace(who, walled=passed_over.get(who.staff_id, who.walled))
        for who in candidates(session, complaint, now=now)
    ]
    step = max(row.step, at_least)
    choice = choose(people, Need(complaint.band, step, row.desk, complaint.language))
    complaint.desk = row.desk
    return choice


def _hand_over(
    session: Session,
    complaint: Complaint,
    action: Action,
    choice: Choice,
    *,
    office: Office,
    now: datetime,
) -> None:
    staff_id, reason = choice.chosen.staff_id, choice.reason
    complaint.assignee_id = staff_id
    complaint.assigned_at = now
    casework.advance(
        session,
        complaint,
        Actor.system(),
        action,
        office=office,
        now=now,
        reason=reason.zh,
        detail={"to": choice.chosen.username, "zh": reason.zh, "en": reason.en},
    )
    owe_notice(session, complaint.id, staff_id, now=now)


def owe_notice(session: Session, complaint_id: int, staff_id: int, *, now: datetime) -> None:
    """Owe the letter that tells somebody of a complaint now theirs."""
    occasion = f"{staff_id}:{now.isoformat()}"
    outbox.owe_letter(
        session, "assigned", complaint_id, now=now, occasion=occasion, staff_id=staff_id
    )


def lowest_step(session: Session, complaint: Complaint) -> Step:
    """Return the step of the ladder below which nobody takes *complaint* [practice 7.2]."""
    return route(_incoming(session, complaint)).step


def _incoming(session: Session, complaint: Complaint) -> Incoming:
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
    people = session.execute(
        select(Staff.id, Staff.username, Staff.role, Staff.tier, Staff.skills)
        .where(Staff.active, Staff.role.in_(ASSIGNABLE))
        .where(or_(Staff.absent_until.is_(None), Staff.absent_until <= now))
        .order_by(Staff.id)
    ).all()
    loads, walls = _loads(session), _walls(session, complaint)
    return [
        Candidate(
            who.id,
            who.username,
            who.role,
            who.tier,
            loads.get(who.id, 0),
            walls(who.id, who.role),
            frozenset(who.skills.split()),
        )
        for who in people
    ]


def _loads(session: Session) -> dict[int, int]:
    """Return how many open complaints each member of staff has."""
    rows = session.execute(
        select(Complaint.assignee_id, func.count())
        .where(text(OPEN_SQL), Complaint.assignee_id.is_not(None))
        .group_by(Complaint.assignee_id)
    )
    return {staff_id: count for staff_id, count in rows if staff_id is not None}


def _walls(session: Session, complaint: Complaint) -> Callable[[int, Role], Text | None]:
    """Return the question what walls somebody off from *complaint*."""
    connection = session.connection()
    ties = ties_of(connection)
    people = people_near(connection, [tie for each in ties.values() for tie in each])
    own = own_offices(connection)
    recused = set(
        session.scalars(select(Recusal.staff_id).where(Recusal.complaint_id == complaint.id))
    )
    judged = _judged(session, complaint)
    subject = Subject(complaint.organ_id, complaint.official_id)

    def why(staff_id: int, role: Role) -> Text | None:
        if staff_id in recused:
            return Reason.RECUSED.text
        if staff_id in judged:
            return Reason.TOOK_PART.text
        reason = walls_of(role, ties.get(staff_id, []), people, own).between(subject)
        return reason.text if reason else None

    return why


def _judged(session: Session, complaint: Complaint) -> set[int | None]:
    """Return who had a part in what is under review; nobody outside a review."""
    if complaint.status is not Status.UNDER_REVIEW:
        return set()
    return set(
        session.scalars(
            select(CaseLog.staff_id).where(
                CaseLog.complaint_id == complaint.id, CaseLog.action.in_(JUDGING)
            )
        )
    )
