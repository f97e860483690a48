"""Enquiries: the investigator puts a question to an organ, a liaison of that organ answers.

The organ is told a question and a day, under a number of the enquiry's own: not the complaint, not
who complained; of its words only a passage put on purpose [7.5]. It is asked in writing and with a
date, and reminded and chased by the sweep of all deadlines [7.12].
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.clock import Extension
from portal.domain.enquiring import ENQUIRY, News, OrganClock, id_in
from portal.domain.evidence import Source
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, liaisons_for, told_of
from portal.models.organ import Organ
from portal.models.wall import as_system
from portal.services import casework, evidence, organ_duties, outbox, traces
from portal.services.evidence import Came
from portal.services.intake import UnknownOrganError
from portal.services.office import Office
from portal.services.organ_days import last_day
from portal.services.organ_letters import tell_holder, tell_organ
from portal.services.traces import TracesError


@dataclass(frozen=True, slots=True)
class Question:
    """What an organ is asked, within how many calendar *days*; None: the adopted policy's ten.

    A *passage* of the complaint goes with it only if it is *sure*: nothing in it tells who
    complained, or somebody read it and said so. *again* is the number of the enquiry asked anew,
    *pictures* are what the organ is shown, without any trace of where they came from.
    """

    organ_code: str
    words: str
    days: int | None = None
    passage: str = ""
    sure: bool = False
    again: str = ""
    pictures: Sequence[StoredFile] = ()


class NobodyToAskError(Exception):
    """Raised when an organ has no liaison who may be told of the matter."""


class AlreadyAnsweredError(Exception):
    """Raised when somebody else has answered, reported or objected before, or nothing is asked."""


def ask(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    question: Question,
    *,
    office: Office,
    now: datetime,
) -> Enquiry:
    """Put *question* to an organ.

    Raises ForbiddenError, IllegalTransitionError, UnknownOrganError, NobodyToAskError, CopiedError
    for the complaint's own words, TracesError for a passage that could tell who complained.
    """
    organ_id = organ_named(session, question.organ_code)
    _require_no_traces(session, complaint, question, office)
    row = _new(session, complaint, actor, question, organ_id, office, now)
    casework.note(
        session, complaint, actor, Action.ASK_ORGAN, now=now, reason=question.words,
        detail={"number": row.number, "passage": question.passage, "sure": question.sure},
    )  # fmt: skip
    organ_duties.begin(session, complaint, row, office=office, now=now, days=question.days)
    _show(session, row, actor, question.pictures, now)
    for reader in readers_of(session, organ_id, complaint):
        outbox.owe_letter(
            session, "enquiry", complaint.id, now=now, occasion=f"{row.number}:{reader}",
            enquiry_id=row.id, staff_id=reader,
        )  # fmt: skip
    return row


def _require_no_traces(
    session: Session, complaint: Complaint, question: Question, office: Office
) -> None:
    traces.require_own_words(session, complaint, question.words)
    told = f"{question.words}\n{question.passage}"
    found = traces.found(session, complaint, told, office=office)
    if found and not question.sure:
        raise TracesError(found)


def _new(
    session: Session, complaint: Complaint, actor: Actor, question: Question, organ_id: int,
    office: Office, now: datetime,
) -> Enquiry:  # fmt: skip
    days = question.days
    row = Enquiry(
        complaint_id=complaint.id,
        organ_id=organ_id,
        question=question.words,
        passage=question.passage,
        follows_id=of(session, complaint, question.again).id if question.again else None,
        due_on=last_day(session, OrganClock.ENQUIRY, office=office, now=now, days=days),
        asked_by=actor.staff_id,
        asked_at=now,
    )
    session.add(row)
    session.flush()  # gives the number
    return row


def _show(
    session: Session, row: Enquiry, actor: Actor, pictures: Sequence[StoredFile], now: datetime
) -> None:
    """Keep what the organ is shown, under names that are the enquiry's."""
    named = [
        replace(each, name=f"{row.number}-{place}.{each.name.rpartition('.')[2]}")
        for place, each in enumerate(pictures, 1)
    ]
    came = Came(Source.OFFICE, actor.staff_id, enquiry_id=row.id)
    evidence.keep(session, row.complaint_id, named, came, now=now)


def of(session: Session, complaint: Complaint, number: str) -> Enquiry:
    """Return the enquiry of *complaint* under *number*, locked; raises NoResultFound."""
    row = session.scalars(
        select(Enquiry)
        .where(Enquiry.id == id_in(ENQUIRY, number), Enquiry.complaint_id == complaint.id)
        .with_for_update(of=Enquiry)
    ).one()
    if row.number != number:
        raise NoResultFound
    return row


def take_back(
    session: Session, complaint: Complaint, actor: Actor, number: str, reason: str, *,
    now: datetime,
) -> None:  # fmt: skip
    """Withdraw a question that nobody has answered; the organ reads the *reason*.

    Raises ForbiddenError, IllegalTransitionError, AlreadyAnsweredError, CopiedError, NoResultFound.
    """
    row = of(session, complaint, number)
    if organ_duties.running(session, row) is None:
        raise AlreadyAnsweredError(number)
    traces.require_own_words(session, complaint, reason)
    casework.note(
        session, complaint, actor, Action.TAKE_BACK, now=now, reason=reason,
        detail={"number": number},
    )  # fmt: skip
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now, actor.staff_id, reason
    organ_duties.drop(session, row, now=now)
    tell_organ(session, row, News.WITHDRAWN, now=now)


def extend(
    session: Session, complaint: Complaint, actor: Actor, number: str, *, days: int, reason: str,
    office: Office, now: datetime,
) -> None:  # fmt: skip
    """Give the organ more time for its answer, once, before it ran out and for a *reason*.

    Raises ForbiddenError, IllegalTransitionError, ExtensionError, NoResultFound.
    """
    row = of(session, complaint, number)
    casework.note(
        session, complaint, actor, Action.EXTEND_ENQUIRY, now=now, reason=reason,
        detail={"number": number, "days": days},
    )  # fmt: skip
    extension = Extension(days, reason, str(actor.staff_id), now)
    organ_duties.extend(session, complaint, row, extension, office=office, now=now)
    tell_organ(session, row, News.EXTENDED, now=now)


def organ_named(session: Session, code: str) -> int:
    """Return the id of an active organ; raises UnknownOrganError."""
    found = session.scalar(select(Organ.id).where(Organ.code == code, Organ.active))
    if found is None:
        raise UnknownOrganError
    return found


def readers_of(session: Session, organ_id: int, complaint: Complaint) -> list[int]:
    """Return the liaisons who may be told what a complaint puts; raises NobodyToAskError."""
    with as_system(session):
        found = [each.id for each in liaisons_for(session, organ_id, complaint.id)]
    if not found:
        raise NobodyToAskError(str(organ_id))
    return found


def answer(
    session: Session, number: str, actor: Actor, text: str, *, office: Office, now: datetime,
    files: Sequence[StoredFile] = (),
) -> None:  # fmt: skip
    """Answer an enquiry for the organ that was asked; *files* go into the register of evidence.

    Raises ForbiddenError, AlreadyAnsweredError, IllegalTransitionError, and NoResultFound for an
    enquiry to another organ and for one behind the liaison's wall.
    """
    with as_system(session):
        row = session.scalars(
            select(Enquiry).where(Enquiry.id == id_in(ENQUIRY, number)).with_for_update(of=Enquiry)
        ).one()
        require_reader(session, actor, row, number)
        if organ_duties.running(session, row) is None:
            raise AlreadyAnsweredError(number)
        late = organ_duties.finish(session, row, office=office, now=now)
        complaint = session.get_one(Complaint, row.complaint_id)
        casework.note(
            session, complaint, actor, Action.ORGAN_ANSWERS, now=now, reason=text,
            detail={"number": number, "late": late},
        )  # fmt: skip
        row.answer, row.answered_by, row.answered_at = text, actor.staff_id, now
        came = Came(Source.ORGAN, actor.staff_id, enquiry_id=row.id)
        evidence.keep(session, row.complaint_id, files, came, now=now)
        tell_holder(session, complaint, row, News.ANSWERED, now=now)


def require_reader(
    session: Session, actor: Actor, row: Enquiry | OrderedMeasure, number: str
) -> None:
    """Raise NoResultFound unless *actor* is a liaison who may read *row* under *number*."""
    liaison = liaison_of(session, actor.staff_id or 0)
    if (
        liaison is None
        or row.number != number
        or row.organ_id != liaison.organ_id
        or not told_of(session, liaison, row.complaint_id)
    ):
        raise NoResultFound
