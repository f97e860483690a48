"""Measures per person: owed by a decision, charged to somebody, done with proof or not at all.

What goes to a competent body is done by being sent (`referrals`). Only the last decision binds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.person_measures import NEVER_DROPPED, SENT, Form, needs_form
from portal.domain.severity import Measure
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.evidence import Evidence
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.services import casework, outbox
from portal.services.office import Office


@dataclass(frozen=True, slots=True)
class Charge:
    """Who carries a measure out, and by which day."""

    carried_by: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Proof:
    """On which day a measure was done, what proves it, and how an apology was delivered.

    *evidence_id* names a piece of the complaint's register, where there is one.
    """

    done_on: date
    words: str
    form: Form | None = None
    evidence_id: int | None = None


class NotOwedError(Exception):
    """Raised when a measure is no longer owed, or is none that is recorded so."""


class ProofError(ValueError):
    """Raised for a day before the decision or to come, and for an apology without its form."""


def owe(session: Session, persons: Iterable[OutcomePerson]) -> None:
    """Owe every measure that a decision lays on each of *persons*."""
    session.add_all(
        PersonMeasure(complaint_id=each.complaint_id, person_id=each.id, measure=Measure(name))
        for each in persons
        for name in each.measures
    )


def charge(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    measure_id: int,
    to: Charge,
    *,
    now: datetime,
) -> None:
    """Say who carries a measure out and by when, first or anew.

    Raises NotOwedError, NoResultFound, ForbiddenError, IllegalTransitionError.
    """
    row = _owed(session, complaint, measure_id)
    told = f"{to.carried_by} · {to.due_on.isoformat()}"
    _note(session, complaint, actor, Action.CHARGE, row, told, now)
    row.carried_by, row.due_on = to.carried_by, to.due_on
    row.charged_by, row.charged_at = actor.staff_id, now


def prove(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    measure_id: int,
    proof: Proof,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Put on record that a measure was done, with its proof [2.4(a)].

    Raises NotOwedError for what has to be sent, ProofError, and as charge does.
    """
    row = _owed(session, complaint, measure_id)
    if row.measure in SENT:
        raise NotOwedError(row.measure)
    _check(session, complaint, row, proof, office, now)
    _note(session, complaint, actor, Action.PROVE, row, proof.words, now)
    row.form, row.evidence_id = proof.form, proof.evidence_id
    done(session, row, proof.done_on, proof.words, actor, now=now)


def drop(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    measure_id: int,
    reason: str,
    *,
    now: datetime,
) -> None:
    """Put on record why there is none; raises NotOwedError for a referral [6.11], and as charge."""
    row = _owed(session, complaint, measure_id)
    if row.measure in NEVER_DROPPED:
        raise NotOwedError(row.measure)
    _note(session, complaint, actor, Action.PROVE, row, reason, now, none=True)
    row.none_reason, row.recorded_by, row.recorded_at = reason, actor.staff_id, now
    outbox.owe_closing(session, complaint.id, now=now)


def done(
    session: Session, row: PersonMeasure, on: date, words: str, actor: Actor, *, now: datetime
) -> None:
    """Write down that *row* was done, and let it be seen whether the complaint can be closed."""
    row.done_on, row.proof = on, words
    row.recorded_by, row.recorded_at = actor.staff_id, now
    outbox.owe_closing(session, row.complaint_id, now=now)


def left(session: Session, complaint_id: int) -> list[PersonMeasure]:
    """Return what the last decision on a complaint still asks of anybody."""
    session.flush()  # what was just recorded counts
    last = select(func.max(Decision.id)).where(Decision.complaint_id == complaint_id)
    return list(
        session.scalars(
            select(PersonMeasure)
            .join(OutcomePerson, OutcomePerson.id == PersonMeasure.person_id)
            .where(
                OutcomePerson.decision_id == last.scalar_subquery(),
                PersonMeasure.recorded_at.is_(None),
            )
            .order_by(PersonMeasure.id)
        )
    )


def _owed(session: Session, complaint: Complaint, measure_id: int) -> PersonMeasure:
    row = session.get(PersonMeasure, measure_id)
    if row is None or row.complaint_id != complaint.id:
        raise NoResultFound
    if row not in left(session, complaint.id):
        raise NotOwedError(row.measure)
    return row


def _check(
    session: Session,
    complaint: Complaint,
    row: PersonMeasure,
    proof: Proof,
    office: Office,
    now: datetime,
) -> None:
    today = now.astimezone(office.zone).date()
    decided = (complaint.decided_at or now).astimezone(office.zone).date()
    if not decided <= proof.done_on <= today:
        raise ProofError("done_on")
    if needs_form(row.measure) is not (proof.form is not None):
        raise ProofError("form")
    if proof.evidence_id is not None:
        own = Evidence.complaint_id == complaint.id
        session.scalars(select(Evidence.id).where(own, Evidence.id == proof.evidence_id)).one()


def _note(
    session: Session, complaint: Complaint, actor: Actor, action: Action, row: PersonMeasure,
    words: str, now: datetime, **more: bool,
) -> None:  # fmt: skip
    told = row.measure.text
    none = ("不再落实", "dropped") if more else ("", "")
    detail = {
        "measure": row.measure.value,
        "zh": f"{told.zh}{none[0]}：{words}",
        "en": " ".join(filter(None, (told.en, none[1]))) + f": {words}",
    }
    casework.note(session, complaint, actor, action, now=now, reason=words, detail=detail)
