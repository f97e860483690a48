"""What the letter about days that moved tells: which, why, and what they are now [1.3(b)]."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.domain.clock import AnswerClass, ClockKind
from portal.domain.lifecycle import Action
from portal.domain.promises import RIGHTS, TOLD
from portal.domain.text import Text
from portal.domain.timing import ANSWERS
from portal.mail.facts import ExtensionFacts, MovedDay
from portal.mail.promising import promise_to_complainant
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock

if TYPE_CHECKING:
    from portal.mail.telling import Teller

CALENDAR_CHANGED = Text(
    "工作日历有调整（例如公布了新的放假安排），期限按新的日历重新计算。",
    "The calendar of working days has changed (public holidays were announced, for example);"
    " the time limit was counted anew.",
)
MOVED_A_DAY = (Action.EXTEND, Action.SET_CLASS, Action.RECKON)


def tell_extended(teller: "Teller") -> ExtensionFacts | None:
    """Return why days that were told moved last, and the days as they stand now, if any did."""
    step = _last_move(teller)
    if step is None:
        return None
    return ExtensionFacts(
        moved=tuple(_moved(teller, step)),
        reason=_why_moved(step),
        more="" if step.action == Action.RECKON else step.reason,
        granted=step.action == Action.EXTEND,
    )


def nothing_moves(teller: "Teller") -> bool:
    """Tell whether what moved last has been done, or is owed no longer."""
    step = _last_move(teller)
    return step is not None and not any(_moved(teller, step))


def _last_move(teller: "Teller") -> CaseLog | None:
    """Return the last step that moved a day that was told: a change of the calendar need not."""
    steps = select(CaseLog).where(
        CaseLog.complaint_id == teller.sheet.id,
        CaseLog.action.in_(MOVED_A_DAY),
        (CaseLog.action != Action.RECKON) | CaseLog.detail.has_key("moved"),
    )
    return teller.session.scalar(steps.order_by(CaseLog.id.desc()).limit(1))


def _moved(teller: "Teller", step: CaseLog) -> Iterator[MovedDay]:
    before = _before(step)
    running = select(RunningClock).where(
        RunningClock.complaint_id == teller.sheet.id,
        RunningClock.kind.in_(TOLD & before.keys()),
        RunningClock.finished_at.is_(None),
        RunningClock.dropped_at.is_(None),
    )
    for row in sorted(teller.session.scalars(running), key=lambda row: (row.due_on, row.kind)):
        yield MovedDay(
            until=row.due_on,
            what=None if row.kind in RIGHTS else promise_to_complainant(row.kind),
            before=date.fromisoformat(day) if (day := before[row.kind]) else None,
            second=row.kind is ClockKind.SECOND_REVIEW_REQUEST,
            provisional=row.provisional,
        )


def _before(step: CaseLog) -> Mapping[ClockKind, str | None]:
    """Return the clocks that a step moved, each with its last day before."""
    if step.action == Action.RECKON:
        return {ClockKind(kind): day for kind, day in step.detail["moved"].items()}
    return dict.fromkeys(ANSWERS, step.detail.get("before"))


def _why_moved(step: CaseLog) -> Text | None:
    if step.action == Action.RECKON:
        return CALENDAR_CHANGED
    if step.action == Action.EXTEND:
        return None
    text = AnswerClass(step.detail["class"]).text
    return Text(
        f"本件按“{text.zh}”的事项办理。", f"We now handle your complaint as one that is: {text.en}."
    )
