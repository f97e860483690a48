"""The checklist of one complaint: what is done of it, and what keeps its outcome back [7.7]."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from portal.domain import checklist
from portal.domain.category import Category
from portal.domain.checklist import Checked, Done, Item
from portal.domain.severity import Gate, Severity
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.hearing import Hearing
from portal.models.wall import as_system
from portal.services import conversation, gates, outcomes, second_investigators
from portal.services.outcomes import Reached


class ChecklistError(Exception):
    """Raised while something is to be done before findings can be submitted; says what."""

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(", ".join(item.id for item in items))
        self.items = tuple(items)


def checked(session: Session, complaint: Complaint) -> tuple[Checked, ...]:
    """Return the checklist of *complaint* by what its findings come to, or may come to."""
    return checklist.checked(_done(session, complaint))


def open_items(session: Session, complaint: Complaint) -> list[Item]:
    """Return what must be done before the findings can be submitted."""
    return checklist.open_items(_done(session, complaint))


def require(session: Session, complaint: Complaint) -> None:
    """Raise ChecklistError while anything is left that must be done before submitting."""
    left = open_items(session, complaint)
    if left:
        raise ChecklistError(left)


def require_gates(session: Session, complaint: Complaint) -> None:
    """Raise ChecklistError while something has to be said in writing of what is being signed."""
    left = open_gates(session, complaint)
    if left:
        raise ChecklistError(left)


def open_gates(session: Session, complaint: Complaint) -> list[Item]:
    """Return of which gates something has still to be said in writing."""
    left = {each.gate for each in gates.asked(session, complaint) if each.open}
    return [checklist.GATE_ITEMS[gate] for gate in Gate if gate in left]


def _done(session: Session, complaint: Complaint) -> Done:
    session.flush()  # what was just done counts
    reached = outcomes.reached(session, complaint)
    two, behind_wall = _investigators(session, complaint)
    met = gates.asked(session, complaint)
    return Done(
        severity=outcomes.gravest(reached) if reached else complaint.provisional_severity,
        found=_found(session, complaint, reached),
        named=bool(complaint.official_id or complaint.official_name or complaint.official_post),
        heard=_heard(session, complaint),
        second=two,
        behind_wall=behind_wall,
        faults=_faults(reached),
        supported=_supported(session, complaint),
        awaited=bool(conversation.waiting(session, complaint)),
        gates=frozenset(each.gate for each in met),
        unanswered=frozenset(each.gate for each in met if each.open),
    )


def _investigators(session: Session, complaint: Complaint) -> tuple[bool, bool]:
    with as_system(session):
        return second_investigators.free(session, complaint)


def _found(session: Session, complaint: Complaint, reached: Sequence[Reached]) -> bool:
    points = select(func.count()).where(Allegation.complaint_id == complaint.id)
    reasoned = [each for each in reached if each.finding.conclusion.strip()]
    return len(reasoned) == session.scalar(points)


def _heard(session: Session, complaint: Complaint) -> bool:
    """Tell whether somebody was heard, and nobody who was invited still may speak."""
    mine = Hearing.complaint_id == complaint.id
    ended = select(exists().where(mine, Hearing.ended.is_not(None)))
    running = select(exists().where(mine, Hearing.ended.is_(None)))
    return bool(session.scalar(ended)) and not session.scalar(running)


def _faults(reached: Sequence[Reached]) -> frozenset[Category]:
    return frozenset(
        each.finding.allegation.category
        for each in reached
        if each.outcome.severity is not Severity.NO_FAULT
    )


def _supported(session: Session, complaint: Complaint) -> frozenset[Category]:
    found = session.scalars(
        select(func.unnest(Evidence.supports)).where(Evidence.complaint_id == complaint.id)
    )
    return frozenset(map(Category, found))
