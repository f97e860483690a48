"""Reckoning anew: after the calendar changed, every running clock, in batches."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, ClockKind
from portal.domain.escalating import OWN_DUTIES
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
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
    """Reckon the clocks of one complaint; a promised day that moved is logged and told."""
    before = promised_days(session, complaint)
    clocks.reckon(session, complaint, office=office, now=now)
    after = promised_days(session, complaint)
    moved = {kind: (before[kind], day) for kind, day in after.items() if before.get(kind) != day}
    if moved and complaint.status.open and not _stands_still(session, complaint):
        _tell(session, complaint, moved, now=now)


def _stands_still(session: Session, complaint: Complaint) -> bool:
    """Tell whether the complainant is waited for: the days move by themselves, nothing is news."""
    return any(row.last_on is None for row in clocks.tollings(session, complaint))


def promised_days(session: Session, complaint: Complaint) -> dict[str, str]:
    """Return the last day of each running duty, as it stands."""
    return {
        row.kind.value: row.due_on.isoformat()
        for row in clocks.rows(session, complaint)
        if row.running and row.kind in OWN_DUTIES
    }


def _tell(
    session: Session,
    complaint: Complaint,
    moved: dict[str, tuple[str, str]],
    *,
    now: datetime,
) -> None:
    zh = "；".join(f"{_name(kind).zh}：{old} → {new}" for kind, (old, new) in moved.items())
    en = "; ".join(f"{_name(kind).en}: {old} → {new}" for kind, (old, new) in moved.items())
    casework.note(
        session,
        complaint,
        Actor.system(),
        Action.RECKON,
        now=now,
        reason=f"工作日历调整，{zh}",
        detail={"zh": f"工作日历调整，{zh}", "en": f"Calendar changed; {en}"},
    )
    occasion = f"calendar:{now.isoformat()}"  # days that moved back once may move again
    outbox.owe_letter(session, "extended", complaint.id, now=now, occasion=occasion)


def _name(kind: str) -> Text:
    return CLOCKS[ClockKind(kind)].text


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
