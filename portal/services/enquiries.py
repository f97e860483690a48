"""Enquiries: the investigator puts a question to an organ, a liaison of that organ answers.

The organ is told a question and a day, under a number of the enquiry's own: not the complaint, not
who complained [7.5]. It is asked in writing and with a date [7.12].
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY, OrganClock, id_in
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.liaison_wall import liaison_of, liaisons_for, told_of
from portal.models.organ import Organ
from portal.models.wall import as_system
from portal.services import casework, outbox
from portal.services.intake import UnknownOrganError
from portal.services.office import Office
from portal.services.organ_days import last_day


class NobodyToAskError(Exception):
    """Raised when an organ has no liaison who may be told of the matter."""


class AlreadyAnsweredError(Exception):
    """Raised when somebody else has answered, reported or objected before."""


def ask(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    organ_code: str,
    question: str,
    *,
    office: Office,
    now: datetime,
    days: int | None = None,
) -> Enquiry:
    """Put *question* to an organ, to be answered within ten calendar *days* unless told otherwise.

    Raises ForbiddenError, IllegalTransitionError, UnknownOrganError, NobodyToAskError.
    """
    organ_id = organ_named(session, organ_code)
    row = Enquiry(
        complaint_id=complaint.id,
        organ_id=organ_id,
        question=question,
        due_on=last_day(session, OrganClock.ENQUIRY, office=office, now=now, days=days),
        asked_by=actor.staff_id,
        asked_at=now,
    )
    session.add(row)
    session.flush()  # gives the number
    casework.note(
        session, complaint, actor, Action.ASK_ORGAN, now=now, reason=question,
        detail={"number": row.number},
    )  # fmt: skip
    for reader in readers_of(session, organ_id, complaint):
        outbox.owe_letter(
            session, "enquiry", complaint.id, now=now, occasion=f"{row.number}:{reader}",
            enquiry_id=row.id, staff_id=reader,
        )  # fmt: skip
    return row


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


def answer(session: Session, number: str, actor: Actor, text: str, *, now: datetime) -> None:
    """Answer an enquiry for the organ that was asked.

    Raises ForbiddenError, AlreadyAnsweredError, IllegalTransitionError, and NoResultFound for an
    enquiry to another organ and for one behind the liaison's wall.
    """
    with as_system(session):
        row = session.scalars(
            select(Enquiry).where(Enquiry.id == id_in(ENQUIRY, number)).with_for_update(of=Enquiry)
        ).one()
        require_reader(session, actor, row, number)
        if row.answered_at is not None:
            raise AlreadyAnsweredError(number)
        casework.note(
            session, session.get_one(Complaint, row.complaint_id), actor, Action.ORGAN_ANSWERS,
            now=now, reason=text, detail={"number": number},
        )  # fmt: skip
        row.answer, row.answered_by, row.answered_at = text, actor.staff_id, now


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
