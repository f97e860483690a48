"""Tellings: outcomes of those whom no letter reaches are told by phone, collected, or parked.

Until then the complaint is not closed and the clock of the result runs on [2.4(d), 7.9].
"""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor
from portal.domain.revealing import Way
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.telling import Telling
from portal.services import casework, outbox
from portal.services.unreached import by_phone_only


def tell(
    session: Session, complaint: Complaint, actor: Actor, way: Way, words: str, *, now: datetime
) -> None:
    """Put on record how the outcome was told; the complaint can be closed then.

    Raises IllegalTransitionError where a letter tells it, or has been told; ForbiddenError.
    """
    decision_id = untold(session, complaint)
    if decision_id is None:
        raise IllegalTransitionError(complaint.status, Action.TELL)
    told = way.text
    casework.note(
        session, complaint, actor, Action.TELL, now=now, reason=words,
        detail={"way": way.value, "zh": f"{told.zh}：{words}", "en": f"{told.en}: {words}"},
    )  # fmt: skip
    session.add(
        Telling(
            complaint_id=complaint.id,
            decision_id=decision_id,
            way=way,
            words=words,
            staff_id=actor.staff_id,
            at=now,
        )
    )
    if complaint.status is Status.DECIDED:
        outbox.owe_closing(session, complaint.id, now=now)


def untold(session: Session, complaint: Complaint) -> int | None:
    """Return the id of the last decision if it is to be told by phone and has not been, at all.

    One that was parked may be told after all.
    """
    told = exists().where(Telling.decision_id == Decision.id, Telling.way != Way.PARKED)
    last = (
        select(Decision.id)
        .where(Decision.complaint_id == complaint.id, by_phone_only(Decision.complaint_id), ~told)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return session.scalar(last)
