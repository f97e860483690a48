"""Referrals and proposals of discipline: decided in three days, sent in 24 hours [5.2(4), 6.11].

The hours begin with the decision and end with the body's receipt number; what the body makes of it
is waited for by a clock of its own (`disposal`).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.person_measures import SENT
from portal.domain.referral import Body
from portal.domain.severity import Measure, Severity
from portal.domain.timing import Effect
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.dispatch import Dispatch
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.services import casework, clocks, person_measures
from portal.services.office import Office
from portal.services.person_measures import NotOwedError, ProofError

TO_DECIDE = Effect(started=(ClockKind.CRIME_CLUE_DECISION,))
TO_SEND = Effect(started=(ClockKind.CRIME_CLUE_SENDING,))
ALL_SENT = Effect(finished=frozenset({ClockKind.CRIME_CLUE_SENDING}))
TO_DISPOSE = Effect(started=(ClockKind.DISPOSAL,))


@dataclass(frozen=True, slots=True)
class Sending:
    """What was sent to which body, when, under which receipt number of that body.

    *manifest_sha256* is the hash of the list of evidence that went with it.
    """

    measure: Measure
    body: Body
    sent_at: datetime
    receipt_number: str
    manifest_sha256: str


def await_decision(
    session: Session, complaint: Complaint, severity: Severity, *, office: Office, now: datetime
) -> None:
    """Start the three days in which it is decided whether a clue of crime is sent [6.11].

    They run already where the clue was raised before.
    """
    runs = ClockKind.CRIME_CLUE_DECISION in _running(session, complaint)
    if severity is Severity.REFERRAL and not runs:
        clocks.apply(session, complaint, TO_DECIDE, evidence="", office=office, now=now)


def await_sending(
    session: Session, complaint: Complaint, severity: Severity, *, office: Office, now: datetime
) -> None:
    """Start the 24 hours in which a referral that was decided is sent [6.11]."""
    if severity is Severity.REFERRAL:
        clocks.apply(session, complaint, TO_SEND, evidence="", office=office, now=now)


def to_send(session: Session, complaint_id: int) -> list[tuple[Measure, Body]]:
    """Return what the last decision still has to send, and to whom."""
    rows = [
        (row.measure, _body(session, row))
        for row in person_measures.left(session, complaint_id)
        if row.measure in SENT
    ]
    return list(dict.fromkeys((measure, body) for measure, body in rows if body))


def send(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    sending: Sending,
    *,
    office: Office,
    now: datetime,
) -> Dispatch:
    """Put on record that something was sent; its hours end and the wait for a disposal begins.

    Raises NotOwedError for what is not to be sent, or not there, ProofError for an instant before
    the decision or to come, ForbiddenError, IllegalTransitionError.
    """
    rows = _rows(session, complaint, sending)
    if not rows:
        raise NotOwedError(sending.measure)
    if not (complaint.decided_at or now) <= sending.sent_at <= now:
        raise ProofError("sent_at")
    _note(session, complaint, actor, sending, now)
    row = _dispatch(session, complaint, actor, sending, now)
    session.add(row)
    on = sending.sent_at.astimezone(office.zone).date()
    for each in rows:
        person_measures.done(session, each, on, sending.receipt_number, actor, now=now)
    _move_clocks(session, complaint, office, now)
    return row


def _rows(session: Session, complaint: Complaint, sending: Sending) -> list[PersonMeasure]:
    return [
        row
        for row in person_measures.left(session, complaint.id)
        if row.measure is sending.measure and _body(session, row) is sending.body
    ]


def _body(session: Session, row: PersonMeasure) -> Body | None:
    return session.get_one(OutcomePerson, row.person_id).body


def _note(
    session: Session, complaint: Complaint, actor: Actor, sending: Sending, now: datetime
) -> None:
    what, body, number = sending.measure.text, sending.body.text, sending.receipt_number
    casework.note(
        session, complaint, actor, Action.REFER, now=now, reason=number,
        detail={
            "measure": sending.measure.value,
            "body": sending.body.value,
            "zh": f"{what.zh} → {body.zh}，收件回执 {number}",
            "en": f"{what.en} → {body.en}, receipt {number}",
        },
    )  # fmt: skip


def _dispatch(
    session: Session, complaint: Complaint, actor: Actor, sending: Sending, now: datetime
) -> Dispatch:
    last = select(func.max(Decision.id)).where(Decision.complaint_id == complaint.id)
    return Dispatch(
        complaint_id=complaint.id,
        decision_id=session.scalar(last),
        measure=sending.measure,
        body=sending.body,
        sent_at=sending.sent_at,
        receipt_number=sending.receipt_number,
        manifest_sha256=sending.manifest_sha256,
        sent_by=actor.staff_id or 0,
        entered_at=now,
    )


def _move_clocks(session: Session, complaint: Complaint, office: Office, now: datetime) -> None:
    waiting = {measure for measure, _ in to_send(session, complaint.id)}
    running = _running(session, complaint)
    if Measure.REFERRAL not in waiting:
        clocks.apply(session, complaint, ALL_SENT, evidence="", office=office, now=now)
    if ClockKind.DISPOSAL not in running:
        clocks.apply(session, complaint, TO_DISPOSE, evidence="", office=office, now=now)


def _running(session: Session, complaint: Complaint) -> set[ClockKind]:
    return {row.kind for row in clocks.rows(session, complaint) if row.running}
