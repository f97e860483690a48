"""Measures: after a decision an organ is ordered to put something right, and proves that it did.

It has thirty days and reports with proof [6.10]; an apology too is proved [2.4(a)]. Whoever has
the complaint judges the report: what is not carried out, or only in part, is reported again by
another day. Within ten working days the organ can ask for a re-examination, which somebody else
answers within fifteen [6.12].
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clauses import CLAUSES
from portal.domain.enquiring import MEASURE, Kept, News, OrganClock, id_in
from portal.domain.evidence import Source
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.complaint import Complaint
from portal.models.enquiry import OrderedMeasure
from portal.models.wall import as_system
from portal.services import casework, evidence, organ_duties, traces
from portal.services.enquiries import (
    AlreadyAnsweredError,
    organ_named,
    readers_of,
    require_reader,
)
from portal.services.evidence import Came
from portal.services.office import Office
from portal.services.organ_days import last_day
from portal.services.organ_letters import tell_holder, tell_organ


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What an organ is to carry out, under which clause, within how many calendar *days*.

    None leaves the length to the adopted policy: thirty days [6.10].
    """

    organ_code: str
    what: str
    clause: str = "6.10"
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a report is found to be, why, and within how many *days* it is made again if it is."""

    kept: Kept
    remark: str
    days: int | None = None


class ObjectionTooLateError(Exception):
    """Raised when the time for asking for a re-examination is over [6.12]."""


class NotReportedError(Exception):
    """Raised when there is no report to check, or no objection to answer, any more."""


def order(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    new: NewMeasure,
    *,
    office: Office,
    now: datetime,
) -> OrderedMeasure:
    """Order an organ to carry something out.

    Raises ForbiddenError, IllegalTransitionError, UnknownOrganError, NobodyToAskError, CopiedError,
    and KeyError for a clause that there is not.
    """
    traces.require_own_words(session, complaint, new.what)
    organ_id = organ_named(session, new.organ_code)
    row = OrderedMeasure(
        complaint_id=complaint.id,
        organ_id=organ_id,
        what=new.what,
        clause=CLAUSES[new.clause].id,
        ordered_by=actor.staff_id,
        ordered_at=now,
        due_on=last_day(session, OrganClock.MEASURE, office=office, now=now, days=new.days),
        object_until=last_day(session, OrganClock.OBJECTION, office=office, now=now),
    )
    session.add(row)
    session.flush()  # gives the number
    _note(session, complaint, actor, Action.ORDER_MEASURE, row, new.what, now)
    readers_of(session, organ_id, complaint)  # whom else would it reach
    organ_duties.begin(session, complaint, row, office=office, now=now, days=new.days)
    tell_organ(session, row, News.ORDERED, now=now)
    return row


def report(
    session: Session, number: str, actor: Actor, proof: str, *, office: Office, now: datetime,
    files: Sequence[StoredFile] = (),
) -> None:  # fmt: skip
    """Report, for the organ, that a measure is carried out, with *proof* in words and *files*.

    Raises AlreadyAnsweredError, IllegalTransitionError, and NoResultFound as an answer does.
    """
    with as_system(session):
        row = _put(session, number, actor)
        if organ_duties.running(session, row) is None:
            raise AlreadyAnsweredError(number)
        complaint = session.get_one(Complaint, row.complaint_id)
        late = organ_duties.finish(session, row, office=office, now=now)
        _note(session, complaint, actor, Action.REPORT_MEASURE, row, proof, now, late=late)
        row.proof, row.reported_by, row.done_at = proof, actor.staff_id, now
        came = Came(Source.ORGAN, actor.staff_id, measure_id=row.id)
        evidence.keep(session, row.complaint_id, files, came, now=now)
        tell_holder(session, complaint, row, News.REPORTED, now=now)


def judge(
    session: Session, complaint: Complaint, actor: Actor, measure_id: int, judgement: Judgement,
    *, office: Office, now: datetime,
) -> None:  # fmt: skip
    """Judge a report; unless the measure is kept, the organ reports again by a new day.

    Raises ForbiddenError, IllegalTransitionError, NotReportedError, CopiedError.
    """
    row, kept = _of(session, complaint, measure_id), judgement.kept
    if row.done_at is None or row.confirmed_at is not None:
        raise NotReportedError(row.number)
    traces.require_own_words(session, complaint, judgement.remark)
    _note(
        session, complaint, actor, Action.CONFIRM_MEASURE, row, judgement.remark, now,
        kept=kept.value,
    )  # fmt: skip
    row.judged, row.remark = kept, judgement.remark
    if kept is Kept.KEPT:
        row.confirmed_at, row.confirmed_by = now, actor.staff_id
    else:
        row.done_at, row.reported_by, row.proof = None, None, ""
        organ_duties.begin(session, complaint, row, office=office, now=now, days=judgement.days)
    tell_organ(session, row, News.JUDGED, now=now)


def object_to(
    session: Session, number: str, actor: Actor, grounds: str, *, office: Office, now: datetime
) -> None:
    """Ask, for the organ, that a measure be examined again [6.12].

    Raises ObjectionTooLateError, AlreadyAnsweredError, and NoResultFound as an answer does.
    """
    with as_system(session):
        row = _put(session, number, actor)
        if row.objected_at is not None or row.confirmed_at is not None:
            raise AlreadyAnsweredError(number)
        if now.astimezone(office.zone).date() > row.object_until:
            raise ObjectionTooLateError(number)
        complaint = session.get_one(Complaint, row.complaint_id)
        _note(session, complaint, actor, Action.OBJECT, row, grounds, now)
        due_on = last_day(session, OrganClock.OBJECTION_ANSWER, office=office, now=now)
        row.objection, row.objection_due_on = grounds, due_on
        row.objected_by, row.objected_at = actor.staff_id, now
        tell_holder(session, complaint, row, News.OBJECTED, now=now)


def examine(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    measure_id: int,
    *,
    lifted: bool,
    verdict: str,
    now: datetime,
) -> None:
    """Answer an objection: the measure stands or is *lifted*; by nobody who ordered or decided it.

    Raises ForbiddenError, IllegalTransitionError, NotReportedError, CopiedError.
    """
    row = _of(session, complaint, measure_id)
    if row.objected_at is None or row.examined_at is not None:
        raise NotReportedError(row.number)
    if actor.staff_id in {row.ordered_by, complaint.decided_by_id}:
        raise ForbiddenError(actor, Action.ANSWER_OBJECTION)
    traces.require_own_words(session, complaint, verdict)
    _note(session, complaint, actor, Action.ANSWER_OBJECTION, row, verdict, now, lifted=lifted)
    row.lifted, row.verdict = lifted, verdict
    row.examined_at, row.examined_by = now, actor.staff_id
    if lifted:
        organ_duties.drop(session, row, now=now)
    tell_organ(session, row, News.EXAMINED, now=now)


def _put(session: Session, number: str, actor: Actor) -> OrderedMeasure:
    row = session.scalars(
        select(OrderedMeasure)
        .where(OrderedMeasure.id == id_in(MEASURE, number))
        .with_for_update(of=OrderedMeasure)
    ).one()
    require_reader(session, actor, row, number)
    return row


def _of(session: Session, complaint: Complaint, measure_id: int) -> OrderedMeasure:
    row = session.get(OrderedMeasure, measure_id, with_for_update={"of": OrderedMeasure})
    if row is None or row.complaint_id != complaint.id:
        raise NoResultFound
    return row


def _note(
    session: Session, complaint: Complaint, actor: Actor, action: Action, row: OrderedMeasure,
    words: str, now: datetime, **more: object,
) -> None:  # fmt: skip
    detail = {"number": row.number, **more}
    casework.note(session, complaint, actor, action, now=now, reason=words, detail=detail)
