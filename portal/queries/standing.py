"""Where one complaint stands beside its status: its clock, a hand-back, what was asked last.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass
from portal.domain.lifecycle import MORE_TIME, Action
from portal.domain.timing import ANSWERS
from portal.models.case_log import CaseLog
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.models.hand_back import HandBack
from portal.models.staff import Staff

REVIEWS_ASKED = (Action.ASK_REVIEW, Action.ASK_SECOND_REVIEW)


@dataclass(frozen=True, slots=True)
class HandedBack:
    """Who says that a complaint is not theirs, why, and since when it waits for a decision."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Who asks for how many days more, why, and since when that waits for an answer."""

    by: str
    days: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pages of the office look at.

    *answer_on* is the day of a running answer, *extended* whether it was given more time already,
    *more_time* the request for it that waits, *still_since* the day from which the clocks stand
    still, *grounds* those of the last review.
    """

    assigned_at: datetime | None
    answer_class: AnswerClass
    answer_on: date | None
    answer_provisional: bool
    extended: bool
    more_time: MoreTime | None
    still_since: date | None
    handed_back: HandedBack | None
    grounds: str

    def extendable(self, today: date) -> bool:
        """Tell whether more time can be given for the answer: once, and before it is late."""
        return self.answer_on is not None and not self.extended and self.answer_on >= today


def standing(session: Session, row: Complaint) -> Standing:
    """Return where the complaint of *row* stands."""
    answer = _answer(session, row.id)
    return Standing(
        assigned_at=row.assigned_at,
        answer_class=row.answer_class,
        answer_on=answer.due_on if answer else None,
        answer_provisional=bool(answer and answer.provisional),
        extended=bool(answer and answer.extended_days),
        more_time=_more_time(session, row.id),
        still_since=_still_since(session, row.id),
        handed_back=_handed_back(session, row),
        grounds=last_words(session, row.id, *REVIEWS_ASKED),
    )


def _answer(session: Session, complaint_id: int) -> RunningClock | None:
    return session.scalar(
        select(RunningClock)
        .where(RunningClock.complaint_id == complaint_id, RunningClock.kind.in_(ANSWERS))
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
    )


def _more_time(session: Session, complaint_id: int) -> MoreTime | None:
    """Return the request that waits for its answer."""
    last = session.execute(
        select(Staff.name, CaseLog.detail["days"].label("days"), CaseLog.reason, CaseLog.at,
               CaseLog.action)
        .outerjoin(Staff, Staff.id == CaseLog.staff_id)
        .where(CaseLog.complaint_id == complaint_id, CaseLog.action.in_(MORE_TIME))
        .order_by(CaseLog.id.desc())
        .limit(1)
    ).one_or_none()  # fmt: skip
    if last is None or last.action != Action.ASK_EXTENSION:
        return None
    return MoreTime(last.name, last.days, last.reason, last.at)


def _still_since(session: Session, complaint_id: int) -> date | None:
    return session.scalar(
        select(ClockTolling.first_on)
        .where(ClockTolling.complaint_id == complaint_id, ClockTolling.last_on.is_(None))
        .order_by(ClockTolling.first_on)
        .limit(1)
    )


def _handed_back(session: Session, row: Complaint) -> HandedBack | None:
    """Return the request that waits for a decision, unless somebody else has the complaint."""
    found = session.execute(
        select(Staff.name, HandBack.reason, HandBack.at)
        .join(Staff, Staff.id == HandBack.staff_id)
        .where(HandBack.complaint_id == row.id, HandBack.decided_at.is_(None))
        .where(HandBack.staff_id == row.assignee_id)
    ).one_or_none()
    return HandedBack(*found) if found else None


def last_words(session: Session, complaint_id: int, *actions: Action) -> str:
    """Return what was said with the last of *actions*, or nothing if none was taken."""
    said = session.scalar(
        select(CaseLog.reason)
        .where(CaseLog.complaint_id == complaint_id, CaseLog.action.in_(actions))
        .order_by(CaseLog.id.desc())
        .limit(1)
    )
    return said or ""
