"""Assignment: a filed complaint finds its officer, and the log says why this one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from portal.domain.assignment import Candidate, Choice
from portal.domain.desks import Step, route
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.official import Official
from portal.models.wall import as_system
from portal.services import bench, casework, outbox
from portal.services.office import Office
from portal.services.outbox import OwedLetter

MANY = 2
"""From how many officials of one name on their posts have to tell them apart."""


def assign(session: Session, complaint_id: int, *, office: Office, now: datetime) -> None:
    """Give a received complaint to whoever should take it; a second call does nothing."""
    complaint = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
    if complaint.status is not Status.RECEIVED:
        return
    complaint.official_id = _official_named(session, complaint)
    choice = _choose(session, complaint, now=now, passed_over={}, even_absent=True)
    _hand_over(session, complaint, Action.ASSIGN, choice, office=office, now=now)


def pass_on(
    session: Session,
    complaint: Complaint,
    *,
    office: Office,
    now: datetime,
    but_not: int,
    why: Text,
    even_absent: bool = False,
) -> None:
    """Give an assigned complaint to another than *but_not*, by the same rules; the log says *why*.

    *even_absent*: it cannot stay where it is. Raises NobodyLeftError.
    """
    with as_system(session):
        choice = _choose(
            session, complaint, now=now, passed_over={but_not: why}, even_absent=even_absent
        )
        _hand_over(session, complaint, Action.REASSIGN, choice, office=office, now=now)


def pass_up(
    session: Session,
    complaint: Complaint,
    *,
    office: Office,
    now: datetime,
    at_least: Step,
    even_absent: bool = False,
) -> None:
    """Give a complaint to somebody not below *at_least*, under review to one with no part in it.

    *even_absent*: it cannot stay where it is; what nobody has cannot. Raises NobodyLeftError.
    """
    received = complaint.status is Status.RECEIVED
    action = Action.ASSIGN if received else Action.REASSIGN
    with as_system(session):
        choice = _choose(
            session, complaint, now=now, passed_over={}, at_least=at_least,
            even_absent=even_absent or complaint.assignee_id is None,
        )  # fmt: skip
        _hand_over(session, complaint, action, choice, office=office, now=now)


def _choose(
    session: Session,
    complaint: Complaint,
    *,
    now: datetime,
    passed_over: Mapping[int, Text],
    at_least: Step = Step.OFFICER,
    even_absent: bool,
) -> Choice:
    matter = bench.matter_of(session, complaint)
    placing = bench.read(session, now=now).choose(
        matter, at_least=at_least, passed_over=passed_over, even_absent=even_absent
    )
    complaint.desk = placing.desk
    return placing.choice


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
    outbox.owe_letters(session, [notice(complaint_id, staff_id, now=now)], now=now)


def notice(complaint_id: int, staff_id: int, *, now: datetime) -> OwedLetter:
    """Return the letter that tells somebody of a complaint now theirs."""
    occasion = f"{staff_id}:{now.isoformat()}"
    return OwedLetter("assigned", complaint_id, occasion, {"staff_id": staff_id})


def lowest_step(session: Session, complaint: Complaint) -> Step:
    """Return the step of the ladder below which nobody takes *complaint* [practice 7.2]."""
    return route(bench.incoming(session, complaint)).step


def _official_named(session: Session, complaint: Complaint) -> int | None:
    """Return the one active official of the organ who is meant, if there is just one.

    Of several of a name it is the one in the post; without a name, the head in that post [7.2].
    """
    name, post = complaint.official_name.strip(), complaint.official_post.strip()
    if not name and not post:
        return None
    meant = Official.name == name if name else and_(Official.post == post, Official.head)
    rows = session.execute(
        select(Official.id, Official.post)
        .where(Official.organ_id == complaint.organ_id, Official.active, meant)
        .order_by(Official.id)
    ).all()
    found = rows if len(rows) < MANY else [row for row in rows if row.post == post]
    return found[0].id if len(found) == 1 else None


def candidates(session: Session, complaint: Complaint, *, now: datetime) -> list[Candidate]:
    """Return everyone who could take *complaint*, with their load and what walls them off."""
    return bench.read(session, now=now).candidates(bench.matter_of(session, complaint))
