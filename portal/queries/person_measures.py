"""What a decision asked of each person and what was sent to other bodies, with what became of it.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.person_measures import Form
from portal.domain.referral import Body
from portal.domain.severity import Basis, Measure, Person
from portal.models.decision import Decision
from portal.models.dispatch import Dispatch
from portal.models.evidence import Evidence
from portal.models.official import Official
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.queries.bearers import named, rests


@dataclass(frozen=True, slots=True)
class LaidOn:
    """One measure for one person; *body* is where it goes, *piece* the evidence that proves it."""

    id: int
    person_id: int
    part: Person
    name: str
    basis: Basis
    body: Body | None
    measure: Measure
    carried_by: str
    due_on: date | None
    done_on: date | None
    form: Form | None
    proof: str
    piece: str
    none_reason: str

    @property
    def open(self) -> bool:
        """Tell whether it is still owed."""
        return self.done_on is None and not self.none_reason


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to a body under which receipt number, and what the body made of it."""

    id: int
    measure: Measure
    body: Body
    sent_at: datetime
    receipt_number: str
    manifest_sha256: str
    disposed_on: date | None
    disposal: str


def laid_on_persons(session: Session, complaint_id: int) -> tuple[LaidOn, ...]:
    """Return what the last decision on a complaint asks of each person."""
    last = select(func.max(Decision.id)).where(Decision.complaint_id == complaint_id)
    rows = session.execute(
        select(PersonMeasure, OutcomePerson, Official, Evidence.what)
        .join(OutcomePerson, OutcomePerson.id == PersonMeasure.person_id)
        .outerjoin(Official, Official.id == OutcomePerson.official_id)
        .outerjoin(Evidence, Evidence.id == PersonMeasure.evidence_id)
        .where(OutcomePerson.decision_id == last.scalar_subquery())
        .order_by(PersonMeasure.id)
    )
    return tuple(_laid(*row) for row in rows)


def _laid(
    row: PersonMeasure, person: OutcomePerson, official: Official | None, piece: str | None
) -> LaidOn:
    return LaidOn(
        id=row.id,
        person_id=person.id,
        part=person.part,
        name=named(official, person.words),
        basis=rests(person),
        body=person.body,
        measure=row.measure,
        carried_by=row.carried_by,
        due_on=row.due_on,
        done_on=row.done_on,
        form=row.form,
        proof=row.proof,
        piece=piece or "",
        none_reason=row.none_reason,
    )


def sent_to_bodies(session: Session, complaint_id: int) -> tuple[Sent, ...]:
    """Return what was sent to other bodies on account of a complaint, the oldest first."""
    rows = session.scalars(
        select(Dispatch).where(Dispatch.complaint_id == complaint_id).order_by(Dispatch.id)
    )
    return tuple(
        Sent(
            row.id, row.measure, row.body, row.sent_at, row.receipt_number, row.manifest_sha256,
            row.disposed_on, row.disposal,
        )
        for row in rows
    )  # fmt: skip
