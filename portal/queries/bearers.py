"""On whom a decision falls, as it was stored with it.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.referral import Body
from portal.domain.severity import Basis, Measure, Person, Severity
from portal.domain.text import Text
from portal.models.approval import ApprovalRound
from portal.models.decision import Decision
from portal.models.official import Official
from portal.models.outcome_person import OutcomePerson


@dataclass(frozen=True, slots=True)
class Bearer:
    """One person of an outcome; *name* is empty where nobody knows it."""

    part: Person
    name: str
    severity: Severity
    measures: tuple[Text, ...]
    basis: Basis
    body: Body | None


def bearers(session: Session, complaint_id: int) -> tuple[Bearer, ...]:
    """Return the persons of the last decision on a complaint [5.2(1)]."""
    last = select(func.max(Decision.id)).where(Decision.complaint_id == complaint_id)
    rows = session.execute(
        select(OutcomePerson, Official)
        .outerjoin(Official, Official.id == OutcomePerson.official_id)
        .where(OutcomePerson.decision_id == last.scalar_subquery())
        .order_by(OutcomePerson.id)
    )
    return tuple(
        Bearer(
            row.part, named(official, row.words), row.severity,
            tuple(Measure(measure).text for measure in row.measures), rests(row), row.body,
        )
        for row, official in rows
    )  # fmt: skip


def rests(row: Decision | OutcomePerson | ApprovalRound) -> Basis:
    """Return on what a *row* rests, each kind by itself."""
    return Basis(tuple(row.clauses), tuple(row.adopted or ()), tuple(row.law or ()))


def named(official: Official | None, words: str) -> str:
    """Return what to call a person: the official by post and name, else the complaint's words."""
    return f"{official.post} {official.name}".strip() if official else words
