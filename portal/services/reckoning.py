"""Reckoning anew: after the calendar changed, every running clock, in batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.domain.promises import TOLD
from portal.domain.text import Text
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.services import casework, clocks, outbox
from portal.services.office import Office

BATCH = 200


def reckon_all(session: Session, *, after: int, office: Office, now: datetime) -> int | None:
    """Reckon the next batch of complaints with an id above *after*; return where it ended.

    None says that there are no more.
    """
    complaints = _running(session, after)
    for complaint in complaints:
        reckon_one(session, complaint, office=office, now=now)
    return complaints[-1].id if complaints else None


def _running(session: Session, after: int) -> Sequence[Complaint]:
    running = select(RunningClock.complaint_id).where(
        RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None)
    )
    return session.scalars(
        select(Complaint)
        .where(Complaint.id > after, Complaint.id.in_(running))
        .order_by(Complaint.id)
        .limit(BATCH)
        .with_for_update(of=Complaint)
    ).all()


def reckon_one(session: Session, complaint: Complaint, *, office: Office, now: datetime) -> None:
    """Reckon the clocks of one complaint; log each day that moved, and tell those once told."""
    before = {row.id: row.due_on for row in _settled(session, complaint)}
    clocks.reckon(session, complaint, office=office, now=now)
    moved = [
        DayMove(row.kind, before[row.id], row.due_on)
        for row in _settled(session, complaint)
        if row.due_on != before[row.id]
    ]
    if moved:
        _log(session, complaint, moved, now=now)
    if any(each.told for each in moved):
        occasion = f"calendar:{now.isoformat()}"  # days that moved back once may move again
        outbox.owe_letter(session, "extended", complaint.id, now=now, occasion=occasion)


def _settled(session: Session, complaint: Complaint) -> list[RunningClock]:
    """Return the clocks that run, but for those that stand still: these move by themselves."""
    still = any(row.last_on is None for row in clocks.tollings(session, complaint))
    return [
        row
        for row in clocks.rows(session, complaint)
        if row.running and not (still and CLOCKS[row.kind].tollable)
    ]


@dataclass(frozen=True, slots=True)
class DayMove:
    """A clock of one *kind* whose last day is another one now."""

    kind: ClockKind
    old: date
    new: date

    @property
    def told(self) -> bool:
        """Tell whether whoever complained is told of it."""
        return self.kind in TOLD


def _log(session: Session, complaint: Complaint, moved: list[DayMove], *, now: datetime) -> None:
    """Log every day that moved; the reason holds those alone that whoever complained is told."""
    told = [each for each in moved if each.told]
    office, public = _words(moved), _words(told)
    days = {each.kind.value: each.old.isoformat() for each in told}
    casework.note(
        session,
        complaint,
        Actor.system(),
        Action.RECKON,
        now=now,
        reason=public.zh if told else "",
        detail={
            "zh": office.zh,
            "en": office.en,
            **({"told": public.en, "moved": days} if told else {}),
        },
    )


def _words(moved: list[DayMove]) -> Text:
    named = [(CLOCKS[each.kind].text, f"{each.old} → {each.new}") for each in moved]
    zh = "；".join(f"{name.zh}：{days}" for name, days in named)
    en = "; ".join(f"{name.en}: {days}" for name, days in named)
    return Text(f"工作日历调整，{zh}", f"Calendar changed; {en}")


def follow_tolled(session: Session, *, office: Office, now: datetime) -> None:
    """Reckon the clocks that stand still for today: each day of waiting moves their last day."""
    for complaint in tolled(session):
        clocks.reckon(session, complaint, office=office, now=now)


def owe_daily(session: Session, *, office: Office, now: datetime) -> None:
    """Owe the following of clocks that stand still, once for each day at the office."""
    today = now.astimezone(office.zone).date().isoformat()
    outbox.put(
        session,
        "follow_tolled",
        outbox.UPKEEP,
        complaint_id=None,
        now=now,
        dedupe_key=f"follow_tolled:{today}",
    )


def tolled(session: Session) -> Sequence[Complaint]:
    """Return the complaints whose clocks stand still today: their deadlines move daily."""
    still = select(ClockTolling.complaint_id).where(ClockTolling.last_on.is_(None))
    return session.scalars(select(Complaint).where(Complaint.id.in_(still))).all()
