"""Escalation: no deadline passes unnoticed [1.3(b), 4.6].

Two sweeps over the running duties, in batches walked by last day and id. Each batch is one outbox
row done in one transaction and owes the next, so that a sweep can be killed, doubled or run by
two workers at once: what is locked is left to the next sweep, what is done is not done again.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, tuple_
from sqlalchemy.orm import Session

from portal.domain.clock import PUT_TO_ORGANS, ClockKind
from portal.domain.escalating import IN_HOURS, OWN_DUTIES, TOLLABLE
from portal.domain.lifecycle import OPEN
from portal.domain.statuses import WITH_ORGANS
from portal.models.breach import Breach
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.services import breaches, organ_late, outbox, warnings
from portal.services.office import Office

BATCH = 1000
Place = tuple[date, int]
START: Place = (date.min, 0)
"""Where a sweep begins: it goes by the last day of a clock, then by its id."""


def owe_sweeps(session: Session, *, office: Office, now: datetime) -> None:
    """Owe the warnings once a day, and once an hour the escalation of what ran out."""
    local = now.astimezone(office.zone)
    owe_warnings(session, local.date().isoformat(), START, now=now)
    owe_escalation(session, f"{local:%Y-%m-%dT%H}", START, now=now)


def owe_warnings(session: Session, sweep: str, after: Place, *, now: datetime) -> None:
    """Owe the batch of a *sweep* of warnings that begins behind *after*."""
    batch = _batch("warn", sweep, after)
    outbox.put(session, "warn", outbox.UPKEEP, complaint_id=None, now=now, **batch)


def owe_escalation(session: Session, sweep: str, after: Place, *, now: datetime) -> None:
    """Owe the batch of a *sweep* of what ran out that begins behind *after*."""
    batch = _batch("escalate", sweep, after)
    outbox.put(session, "escalate", outbox.UPKEEP, complaint_id=None, now=now, **batch)


def _batch(kind: str, sweep: str, after: Place) -> dict[str, Any]:
    place = [after[0].isoformat(), after[1]]
    key = f"{kind}:{sweep}:{place[0]}:{place[1]}"
    return {"dedupe_key": key, "sweep": sweep, "after": place}


def read_place(payload: dict[str, Any]) -> Place:
    """Return where the batch begins that an outbox row owes."""
    day, number = payload["after"]
    return date.fromisoformat(day), number


def warn(session: Session, *, after: Place, office: Office, now: datetime) -> Place | None:
    """Give the warnings due on the next batch of duties; return where it ended, None at the end."""
    due = RunningClock.due_on >= _today(office, now)
    rows = session.execute(_duties(due, after, now)).all()
    warnings.give(session, [row.id for row in rows], office, now)
    return (rows[-1].due_on, rows[-1].id) if rows else None


def escalate(session: Session, *, after: Place, office: Office, now: datetime) -> Place | None:
    """Escalate the next batch of duties that ran out; return where it ended, None at the end."""
    today = _today(office, now)
    over = or_(RunningClock.due_on < today, RunningClock.kind.in_(sorted(IN_HOURS)))
    unknown = or_(Breach.id.is_(None), Breach.next_on < today)
    due = and_(RunningClock.due_on <= today, over, unknown)
    rows = session.execute(_duties(due, after, now)).all()
    breaches.pursue(session, [row.id for row in rows if row.kind in OWN_DUTIES], office, now)
    organ_late.pursue(session, [row.id for row in rows if row.kind in PUT_TO_ORGANS], office, now)
    return (rows[-1].due_on, rows[-1].id) if rows else None


def _today(office: Office, now: datetime) -> date:
    return now.astimezone(office.zone).date()


def _duties(due: ColumnElement[bool], after: Place, now: datetime) -> Select[int, date, ClockKind]:
    """Return the next running duties with their complaints locked; those standing still wait.

    What was put to organs waits for nobody, and outlives the closing of the complaint.
    """
    own = and_(
        RunningClock.kind.in_(sorted(OWN_DUTIES)),
        Complaint.status.in_(sorted(OPEN)),
        ~_standing_still(now),
    )
    put = and_(
        RunningClock.kind.in_(sorted(PUT_TO_ORGANS)), Complaint.status.in_(sorted(WITH_ORGANS))
    )
    return (
        select(RunningClock.id, RunningClock.due_on, RunningClock.kind)
        .join(Complaint, Complaint.id == RunningClock.complaint_id)
        .outerjoin(Breach, Breach.clock_id == RunningClock.id)
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
        .where(due, or_(own, put), tuple_(RunningClock.due_on, RunningClock.id) > after)
        .order_by(RunningClock.due_on, RunningClock.id)
        .limit(BATCH)
        .with_for_update(of=Complaint, skip_locked=True)
    )


def _standing_still(now: datetime) -> ColumnElement[bool]:
    """Return the condition that whoever complained is waited for, and the day still moves by it.

    Neither that of a duty that may not stand still does, nor one that had passed before.
    """
    return exists().where(
        ClockTolling.complaint_id == Complaint.id,
        ClockTolling.last_on.is_(None),
        ClockTolling.entered_at <= now,
        ClockTolling.first_on <= RunningClock.due_on,
        RunningClock.kind.in_(sorted(TOLLABLE)),
    )
