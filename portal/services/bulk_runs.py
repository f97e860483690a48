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

from portal.domain.bulk import ACTIONS, BATCH, ITEMS_MAX, Deed, Undone, may_bulk
from portal.domain.clock import AnswerClass, ExtensionError
from portal.domain.lifecycle import IllegalTransitionError, possible_actions
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


class NothingToGiveBackError(Exception):
    """Raised when a run is to be undone that gave nothing to anybody, or is not finished."""


class MovedOnError(Exception):
    """Raised when a complaint is to be given back that somebody else has had since."""


REASONS: Mapping[type[Exception], Undone] = {
    ForbiddenError: Undone.FORBIDDEN,
    NotTaggingError: Undone.FORBIDDEN,
    IllegalTransitionError: Undone.NOT_NOW,
    ExtensionError: Undone.NOT_NOW,
    UnsuitableError: Undone.UNSUITABLE,
    MovedOnError: Undone.MOVED_ON,
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


def give_back(session: Session, actor: Actor, run_id: int, *, reason: str, now: datetime) -> int:
    """Owe the way back of everything that an own run reassigned; return the new run's id.

    Raises NothingToGiveBackError and NotInBulkError.
    """
    run = session.get(BulkRun, run_id)
    if run is None or run.staff_id != actor.staff_id or run.finished_at is None:
        raise NothingToGiveBackError(run_id)
    moved = select(BulkItem.complaint_id).where(
        BulkItem.run_id == run_id, BulkItem.undone.is_(None), BulkItem.held_by_id.is_not(None)
    )
    ids = session.scalars(moved).all()
    if not ids:
        raise NothingToGiveBackError(run_id)
    details = {"of": run_id, "from": run.details["staff_id"], "reason": reason}
    return begin(session, actor, Deed.GIVE_BACK, ids, now=now, **details)


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
        item.undone = _do(session, item, work) if who.active else Undone.FORBIDDEN
        item.at = now
    if len(waiting) > BATCH:
        _owe(session, run_id, waiting[BATCH].complaint_id, now)
    else:
        run.finished_at = now


def _do(session: Session, item: BulkItem, work: Work) -> Undone | None:
    """Do the deed to one complaint; return why not, with nothing of it left."""
    complaint_id = item.complaint_id
    try:
        with session.begin_nested(), acting_as(session, work.actor):
            seen = select(Complaint).where(Complaint.id == complaint_id)
            complaint = session.scalars(seen.with_for_update(of=Complaint)).one()
            _fitting(complaint, work)
            held_by_id = complaint.assignee_id
            DEEDS[work.deed](session, complaint, work)
    except OperationalError:
        raise
    except Exception as error:
        reason = next((REASONS[each] for each in type(error).__mro__ if each in REASONS), None)
        if reason is None:
            log.exception("a complaint of a bulk run failed", complaint=complaint_id)
        return reason or Undone.FAILED
    item.held_by_id = held_by_id if work.deed is Deed.ASSIGN else None
    return None


def _fitting(complaint: Complaint, work: Work) -> None:
    """Raise IllegalTransitionError where the status is reason enough, whoever asks."""
    action = ACTIONS.get(work.deed)
    if action is not None and action not in possible_actions(complaint.status):
        raise IllegalTransitionError(complaint.status, action)


def _assign(session: Session, complaint: Complaint, work: Work) -> None:
    handover = Handover(work.details["staff_id"], work.details["reason"])
    reassignment.reassign(
        session, complaint, work.actor, handover, office=work.office, now=work.now
    )


def _give_back(session: Session, complaint: Complaint, work: Work) -> None:
    """Give the complaint to whoever had it before; raises MovedOnError."""
    if complaint.assignee_id != work.details["from"]:
        raise MovedOnError(complaint.reference)
    before = session.get_one(BulkItem, (work.details["of"], complaint.id)).held_by_id
    if before is None:
        raise MovedOnError(complaint.reference)
    handover = Handover(before, work.details["reason"])
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
    Deed.GIVE_BACK: _give_back,
}


def fetched(session: Session, run_id: int, *, now: datetime) -> None:
    """Note that the file of a run was fetched."""
    session.get_one(BulkRun, run_id).fetched_at = now
