"""The final disposal: what another body made of what was sent to it, told once it is in force.

It comes long after the outcome; the complaint may be closed by then [5.2(3), 5.2(4)].
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.timing import Effect
from portal.models.complaint import Complaint
from portal.models.dispatch import Dispatch
from portal.services import casework, clocks, outbox
from portal.services.office import Office
from portal.services.person_measures import NotOwedError, ProofError

DISPOSED = Effect(finished=frozenset({ClockKind.DISPOSAL}))


def record(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    dispatch_id: int,
    *,
    disposed_on: date,
    disposal: str,
    office: Office,
    now: datetime,
) -> None:
    """Put on record what a body decided, and owe the complainant the letter about it.

    Raises NoResultFound, NotOwedError for what is on record already, ProofError for a day before
    the sending or to come, ForbiddenError, IllegalTransitionError.
    """
    row = session.get(Dispatch, dispatch_id)
    if row is None or row.complaint_id != complaint.id:
        raise NoResultFound
    if row.recorded_at is not None:
        raise NotOwedError(row.measure)
    sent_on = row.sent_at.astimezone(office.zone).date()
    if not sent_on <= disposed_on <= now.astimezone(office.zone).date():
        raise ProofError("disposed_on")
    _note(session, complaint, actor, row, disposal, now)
    row.disposed_on, row.disposal = disposed_on, disposal
    row.recorded_by, row.recorded_at = actor.staff_id, now
    session.flush()  # whether anything is still waited for
    if not awaited(session, complaint.id):
        clocks.apply(session, complaint, DISPOSED, evidence="", office=office, now=now)
    outbox.owe_letter(
        session, "disposal", complaint.id, now=now, occasion=str(row.id), dispatch_id=row.id
    )


def _note(
    session: Session, complaint: Complaint, actor: Actor, row: Dispatch, words: str, now: datetime
) -> None:
    body = row.body.text
    casework.note(
        session, complaint, actor, Action.RECORD_DISPOSAL, now=now, reason=words,
        detail={"body": row.body.value, "zh": f"{body.zh}：{words}", "en": f"{body.en}: {words}"},
    )  # fmt: skip


def awaited(session: Session, complaint_id: int) -> list[Dispatch]:
    """Return what was sent to other bodies and is not disposed of yet."""
    return list(
        session.scalars(
            select(Dispatch)
            .where(Dispatch.complaint_id == complaint_id, Dispatch.recorded_at.is_(None))
            .order_by(Dispatch.id)
        )
    )
