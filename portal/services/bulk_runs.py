"""Bulk runs: one deed for many complaints, each by the ordinary services, as whoever asked for it.

A batch and what came of each of its complaints are one transaction: a crash repeats nothing and
leaves nothing out. One that is refused is undone alone and keeps its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.bulk import BATCH, ITEMS_MAX, Deed, Undone, may_bulk
from portal.domain.clock import AnswerClass, ExtensionError
from portal.domain.lifecycle import IllegalTransitionError
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.bulk_run import BulkItem, BulkRun
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.models.wall import acting_as
from portal.services import extensions, outbox, reassignment, tags
from portal.services.office import Office
from portal.services.reassignment import Handover, UnsuitableError
from portal.services.tags import NotTaggingError

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, by whom, and what it needs besides the complaint."""

    deed: Deed
    details: Mapping[str, Any]
    actor: Actor
    office: Office
    now: datetime


class NotInBulkError(Exception):
    """Raised when somebody asks for a deed that their role never does."""


REASONS: Mapping[type[Exception], Undone] = {
    ForbiddenError: Undone.FORBIDDEN,
    NotTaggingError: Undone.FORBIDDEN,
    IllegalTransitionError: Undone.NOT_NOW,
    ExtensionError: Undone.NOT_NOW,
    UnsuitableError: Undone.UNSUITABLE,
    NoResultFound: Undone.UNSEEN,
    StaleDataError: Undone.CHANGED,
}


def begin(
    session: Session,
    actor: Actor,
    deed: Deed,
    complaint_ids: Iterable[int],
    *,
    now: datetime,
    **details: Any,  # noqa: ANN401 -- what the deed needs, as JSON
) -> int:
    """Owe *deed* to each of those complaints, ITEMS_MAX at most; return the run's id.

    Raises NotInBulkError.
    """
    if not may_bulk(actor.role, deed):
        raise NotInBulkError(actor.role, deed)
    run = BulkRun(deed=deed, staff_id=actor.staff_id, details=details, begun_at=now)
    session.add(run)
    session.flush()  # gives run.id
    ids = sorted(set(complaint_ids))[:ITEMS_MAX]
    session.add_all(BulkItem(run_id=run.id, complaint_id=each) for each in ids)
    session.flush()  # before the work is owed
    _owe(session, run.id, ids[0] if ids else 0, now)
    return run.id


def _owe(session: Session, run_id: int, first: int, now: datetime) -> None:
    outbox.put(
        session, "bulk", outbox.UPKEEP, complaint_id=None, now=now,
        dedupe_key=f"bulk:{run_id}:{first}", run=run_id,
    )  # fmt: skip


def carry_on(session: Session, run_id: int, *, office: Office, now: datetime) -> None:
    """Do the next batch of a run, and owe the one after it, or finish."""
    run = session.get_one(BulkRun, run_id, with_for_update=True)
    waiting = session.scalars(
        select(BulkItem)
        .where(BulkItem.run_id == run_id, BulkItem.at.is_(None))
        .order_by(BulkItem.complaint_id)
        .limit(BATCH + 1)
    ).all()
    who = session.get_one(Staff, run.staff_id)
    work = Work(run.deed, run.details, who.as_actor(), office, now)
    for item in waiting[:BATCH]:
        item.undone = _do(session, item.complaint_id, work) if who.active else Undone.FORBIDDEN
        item.at = now
    if len(waiting) > BATCH:
        _owe(session, run_id, waiting[BATCH].complaint_id, now)
    else:
        run.finished_at = now


def _do(session: Session, complaint_id: int, work: Work) -> Undone | None:
    """Do the deed to one complaint; return why not, with nothing of it left."""
    try:
        with session.begin_nested(), acting_as(session, work.actor):
            seen = select(Complaint).where(Complaint.id == complaint_id)
            complaint = session.scalars(seen.with_for_update(of=Complaint)).one()
            DEEDS[work.deed](session, complaint, work)
    except OperationalError:
        raise
    except Exception as error:
        reason = next((REASONS[each] for each in type(error).__mro__ if each in REASONS), None)
        if reason is None:
            log.exception("a complaint of a bulk run failed", complaint=complaint_id)
        return reason or Undone.FAILED
    return None


def _assign(session: Session, complaint: Complaint, work: Work) -> None:
    handover = Handover(work.details["staff_id"], work.details["reason"])
    reassignment.reassign(
        session, complaint, work.actor, handover, office=work.office, now=work.now
    )


def _tag(session: Session, complaint: Complaint, work: Work) -> None:
    tags.tag(session, complaint, work.actor, work.details["tag"], now=work.now)


def _untag(session: Session, complaint: Complaint, work: Work) -> None:
    tags.untag(session, complaint, work.actor, work.details["tag"])


def _set_class(session: Session, complaint: Complaint, work: Work) -> None:
    extensions.set_class(
        session, complaint, work.actor, AnswerClass(work.details["answer_class"]),
        reason=work.details["reason"], office=work.office, now=work.now,
    )  # fmt: skip


def _export(_session: Session, _complaint: Complaint, _work: Work) -> None:
    """Do nothing but see: that it was seen is what is written down."""


DEEDS: Mapping[Deed, Callable[[Session, Complaint, Work], None]] = {
    Deed.ASSIGN: _assign,
    Deed.TAG: _tag,
    Deed.UNTAG: _untag,
    Deed.SET_CLASS: _set_class,
    Deed.EXPORT: _export,
}


def fetched(session: Session, run_id: int, *, now: datetime) -> None:
    """Note that the file of a run was fetched."""
    session.get_one(BulkRun, run_id).fetched_at = now
