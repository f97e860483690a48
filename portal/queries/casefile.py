"""One complaint as the office sees it; of who complained only that they can be reached."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, lazyload

from portal.domain.category import Category
from portal.domain.declining import DeclineCode
from portal.domain.filing import Language, Loss
from portal.domain.lifecycle import Status
from portal.domain.permissions import Case
from portal.domain.severity import Basis, Measure, Severity
from portal.domain.text import Text
from portal.models.allegation import Allegation
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.queries.bearers import Bearer, bearers, rests
from portal.queries.deciding import Deciding, deciding
from portal.queries.history import LetterStep, Step, letters, steps
from portal.queries.promises import next_promise, promise_text
from portal.queries.ratings import Rated, rating
from portal.queries.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Found:
    """The finding on one point: what went into the table, and what came out."""

    inputs: dict[str, Any]
    conclusion: str
    severity: Severity
    row: str
    clauses: tuple[str, ...]
    measures: tuple[Text, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Point:
    """One point complained of, with its finding once there is one."""

    allegation_id: int
    category: Category
    found: Found | None


@dataclass(frozen=True, slots=True)
class Decided:
    """The outcome of the complaint."""

    severity: Severity
    measures: tuple[Text, ...]
    basis: Basis
    summary: str
    by: str
    at: datetime
    persons: tuple[Bearer, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is complained of, in the complainant's words."""

    organ: Text
    official_name: str
    official_post: str
    subject: str
    facts: str
    occurred_on: date | None
    place: str
    commitment: str
    loss: Loss
    loss_amount: Decimal | None
    wish: str
    language: Language
    anonymous: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Casefile:
    """One complaint with everything that hangs on it.

    *promised_on* is the next day that whoever complained is told of.
    """

    case: Case
    reference: str
    version: int
    status: Status
    severity: Severity
    decided_severity: Severity | None
    assignee: str | None
    filed_at: datetime
    due_on: date | None
    due_what: Text | None
    provisional: bool
    promised_on: date | None
    promised_provisional: bool
    decline_code: DeclineCode | None
    decline_reason: str
    matter: Matter
    points: tuple[Point, ...]
    decided: Decided | None
    deciding: Deciding
    standing: Standing
    log: tuple[Step, ...]
    letters: tuple[LetterStep, ...]
    rated: Rated | None

    def overdue(self, today: date) -> bool:
        """Tell whether the next deadline has passed: worked out, never stored."""
        return self.due_on is not None and self.due_on < today


def casefile(session: Session, reference: str) -> Casefile | None:
    """Return the complaint of that reference; None if there is none, or none for this actor."""
    row = session.scalars(select(Complaint).where(Complaint.reference == reference)).one_or_none()
    if row is None:
        return None
    promise = next_promise(session, row.id)
    return Casefile(
        case=row.as_case(),
        reference=row.reference,
        version=row.version,
        status=row.status,
        severity=row.provisional_severity,
        decided_severity=row.decided_severity,
        assignee=row.assignee.name if row.assignee else None,
        filed_at=row.filed_at,
        due_on=row.next_due_on,
        due_what=promise_text(row.next_due_kind),
        provisional=row.next_due_provisional,
        promised_on=promise.due_on if promise else None,
        promised_provisional=bool(promise and promise.provisional),
        decline_code=DeclineCode(row.decline_code) if row.decline_code else None,
        decline_reason=row.decline_reason,
        matter=_matter(session, row),
        points=_points(session, row.id),
        decided=_decided(session, row.id),
        deciding=deciding(session, row.id),
        standing=standing(session, row),
        log=steps(session, row.id),
        letters=letters(session, row.id),
        rated=rating(session, row.id),
    )


COPIED = (
    "official_name", "official_post", "subject", "facts", "occurred_on", "place", "commitment",
    "loss", "loss_amount", "wish", "language", "anonymous",
)  # fmt: skip


def _matter(session: Session, row: Complaint) -> Matter:
    way = Complainant.email_sealed.is_not(None) | Complainant.phone_sealed.is_not(None)
    reachable = select(exists().where(Complainant.complaint_id == row.id, way))
    return Matter(
        organ=row.organ.name,
        reachable=bool(session.scalar(reachable)),
        **{name: getattr(row, name) for name in COPIED},
    )


def _points(session: Session, complaint_id: int) -> tuple[Point, ...]:
    rows = session.execute(
        select(Allegation.id, Allegation.category, Finding, Staff.name)
        .outerjoin(Finding, Finding.allegation_id == Allegation.id)
        .outerjoin(Staff, Staff.id == Finding.staff_id)
        .options(lazyload(Finding.allegation))  # an inner join would drop points without finding
        .where(Allegation.complaint_id == complaint_id)
        .order_by(Allegation.category)
    )
    return tuple(
        Point(allegation_id, category, _found(finding, name) if finding else None)
        for allegation_id, category, finding, name in rows
    )


def _found(row: Finding, name: str) -> Found:
    return Found(
        inputs=row.inputs,
        conclusion=row.conclusion,
        severity=row.severity,
        row=row.row,
        clauses=tuple(row.clauses),
        measures=tuple(Measure(measure).text for measure in row.measures),
        by=name,
        at=row.found_at,
    )


def _decided(session: Session, complaint_id: int) -> Decided | None:
    found = session.execute(
        select(Decision, Staff.name)
        .join(Staff, Staff.id == Decision.decided_by_id)
        .where(Decision.complaint_id == complaint_id)
        .order_by(Decision.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row, name = found
    measures = tuple(Measure(measure).text for measure in row.measures)
    persons = bearers(session, complaint_id)
    return Decided(row.severity, measures, rests(row), row.summary, name, row.decided_at, persons)
