"""Closing: once the outcome is out the time for a review runs, then the file is closed.

Nobody closes by hand. A decided complaint is looked at when something of it was done, and once a
day when its time for a review is over.
"""

from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from portal.domain import closing
from portal.domain.clock import ClockKind
from portal.domain.closing import Checked, Stand
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor
from portal.models.allegation import Allegation
from portal.models.approval import ApprovalRound
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.services import casework, clocks, outbox, person_measures, unreached
from portal.services.office import Office

BATCH = 200
REVIEWS_MOST = 2


class OutcomeNotOutError(Exception):
    """Raised while the outcome letter is neither sent nor parked: everything else has to wait."""


class NotCarriedOutError(Exception):
    """Raised when a decision is to stand whose measures are neither proved nor dropped."""


def owe_daily(session: Session, *, office: Office, now: datetime) -> None:
    """Owe, once a day, a look at all whose time for a review is over."""
    owe_batch(session, now.astimezone(office.zone).date(), 0, now=now)


def owe_batch(session: Session, day: date, after: int, *, now: datetime) -> None:
    """Owe the batch of the look of *day* that begins behind the complaint *after*."""
    outbox.put(
        session, "close_due", outbox.UPKEEP, complaint_id=None, now=now,
        dedupe_key=f"close_due:{day.isoformat()}:{after}", day=day.isoformat(), after=after,
    )  # fmt: skip


def owe_due(session: Session, day: date, after: int, *, now: datetime) -> None:
    """Owe a look at each of one batch of decided complaints that nobody can dispute any more."""
    disputable = exists().where(
        RunningClock.complaint_id == Complaint.id,
        RunningClock.kind == ClockKind.REVIEW_REQUEST,
        RunningClock.finished_at.is_(None),
        RunningClock.due_on >= day,
    )
    found = session.scalars(
        select(Complaint.id)
        .where(Complaint.status == Status.DECIDED, Complaint.id > after, ~disputable)
        .order_by(Complaint.id)
        .limit(BATCH)
    ).all()
    for complaint_id in found:
        outbox.owe_closing(session, complaint_id, now=now)
    if len(found) == BATCH:
        owe_batch(session, day, found[-1], now=now)


def close(session: Session, complaint_id: int, *, office: Office, now: datetime) -> None:
    """Let the time for a review begin when the outcome is out, and close when nothing is missing.

    Raises OutcomeNotOutError while its letter waits to be sent.
    """
    complaint = session.get_one(Complaint, complaint_id, with_for_update={"of": Complaint})
    if complaint.status is not Status.DECIDED or unreached.outcome_waits(session, complaint):
        return
    if outbox.letter_waiting(session, "outcome", complaint_id):
        raise OutcomeNotOutError(complaint.reference)
    system = Actor.system()
    if not delivered(session, complaint):
        casework.advance(session, complaint, system, Action.DELIVER, office=office, now=now)
    if not missing(session, complaint, office=office, now=now):
        casework.advance(session, complaint, system, Action.CLOSE, office=office, now=now)


def delivered(session: Session, complaint: Complaint) -> bool:
    """Tell whether the last outcome is out, so that the time for a review runs."""
    return any(
        row.kind is ClockKind.CLOSING and row.running for row in clocks.rows(session, complaint)
    )


def missing(
    session: Session, complaint: Complaint, *, office: Office, now: datetime
) -> tuple[closing.Need, ...]:
    """Return what closing still needs."""
    return closing.missing(stand(session, complaint), now.astimezone(office.zone).date())


def checked(
    session: Session, complaint: Complaint, *, office: Office, now: datetime
) -> tuple[Checked, ...]:
    """Return everything that closing needs, as it stands; nothing while nothing is decided."""
    if complaint.status is not Status.DECIDED:
        return ()
    return closing.checked(stand(session, complaint), now.astimezone(office.zone).date())


def require_carried_out(session: Session, complaint: Complaint) -> None:
    """Raise NotCarriedOutError while a measure of the decision is neither proved nor dropped."""
    if person_measures.left(session, complaint.id):
        raise NotCarriedOutError(complaint.reference)


def stand(session: Session, complaint: Complaint) -> Stand:
    """Return how far *complaint* has come."""
    last = session.scalars(
        select(Decision)
        .where(Decision.complaint_id == complaint.id)
        .order_by(Decision.id.desc())
        .limit(1)
    ).one_or_none()
    return Stand(
        found=_found(session, complaint),
        cited=bool(last and last.rests),
        signed=bool(last and _signed(session, last)),
        told=delivered(session, complaint),
        carried_out=not person_measures.left(session, complaint.id),
        reviewable=complaint.reviews < REVIEWS_MOST,
        window_until=_window(session, complaint),
    )


def _found(session: Session, complaint: Complaint) -> bool:
    points = select(func.count()).where(Allegation.complaint_id == complaint.id)
    found = select(func.count()).where(Finding.complaint_id == complaint.id)
    return session.scalar(points) == session.scalar(found)


def _signed(session: Session, decision: Decision) -> bool:
    round_ = session.get(ApprovalRound, decision.round_id) if decision.round_id else None
    return round_ is not None and not round_.missing


def _window(session: Session, complaint: Complaint) -> date | None:
    running = [
        row.due_on
        for row in clocks.rows(session, complaint)
        if row.kind is ClockKind.REVIEW_REQUEST and row.running
    ]
    return max(running, default=None)
