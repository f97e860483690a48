"""Ratings: given once after closing; a bad one is called back [7.9, 8.2, 8.4, 8.5]."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.rating import Satisfaction
from portal.models.complaint import Complaint
from portal.models.rating import Rating
from portal.services import casework


class AlreadyRatedError(Exception):
    """Raised when a complaint is rated a second time; names its reference."""


def rate(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    handling: Satisfaction,
    result: Satisfaction,
    comment: str,
    now: datetime,
) -> None:
    """Take the complainant's two answers, the complaint's row being locked [8.4].

    Raises AlreadyRatedError, ForbiddenError or IllegalTransitionError and then changes nothing.
    """
    if rating_of(session, complaint) is not None:
        raise AlreadyRatedError(complaint.reference)
    told = {
        "zh": f"办理：{handling.text.zh}；结果：{result.text.zh}",
        "en": f"Handling: {handling.text.en}; result: {result.text.en}",
    }
    given = {"handling": handling.value, "result": result.value}
    casework.note(session, complaint, actor, Action.RATE, now=now, detail={**given, **told})
    session.add(
        Rating(complaint_id=complaint.id, handling=handling, result=result, comment=comment, at=now)
    )


def call_back(
    session: Session, complaint: Complaint, actor: Actor, *, note: str, now: datetime
) -> None:
    """Note that the complainant was called back, and what came of it [8.5].

    Raises IllegalTransitionError where nobody is to be called back.
    """
    rating = rating_of(session, complaint)
    if rating is None or not rating.bad or rating.called_back_at or complaint.anonymous:
        raise IllegalTransitionError(complaint.status, Action.CALL_BACK)
    casework.note(session, complaint, actor, Action.CALL_BACK, now=now, reason=note)
    rating.called_back_at, rating.called_back_by, rating.call_back = now, actor.staff_id, note


def rating_of(session: Session, complaint: Complaint) -> Rating | None:
    """Return the rating of *complaint*, if it has one."""
    return session.scalar(select(Rating).where(Rating.complaint_id == complaint.id))
