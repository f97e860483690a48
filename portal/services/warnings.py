"""Warnings: at 50 %, at 80 % and one working day before, each once; the assignee is reminded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from portal.domain.clock import CLOCKS, WarningKind, state_of
from portal.domain.lifecycle import Action
from portal.domain.permissions import Actor
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.models.warning import GivenWarning
from portal.services import calendars, casework, outbox
from portal.services.office import Office


def give(session: Session, clock_ids: Sequence[int], office: Office, now: datetime) -> None:
    """Give the warnings of these clocks that have come and were not given yet."""
    rows = select(RunningClock).where(RunningClock.id.in_(clock_ids)).order_by(RunningClock.id)
    found = session.scalars(rows.execution_options(populate_existing=True)).all()
    came = _came(session, [clock for clock in found if clock.running], office, now)
    given = _written(session, came)
    for clock in found:
        if clock.id in given:
            _tell(session, clock, given[clock.id], office, now)


def _came(
    session: Session, running: Sequence[RunningClock], office: Office, now: datetime
) -> list[dict[str, Any]]:
    """Return a row for each warning whose day has come."""
    today = now.astimezone(office.zone).date()
    calendar, still = calendars.in_force(session, now=now), _tollings(session, running)
    return [
        {
            "complaint_id": clock.complaint_id,
            "clock_id": clock.id,
            "kind": kind,
            "on": on,
            "given_at": now,
        }
        for clock in running
        for kind, on in state_of(
            clock.as_clock(still[clock.complaint_id], today), calendar, office.zone
        ).warned_on.items()
        if on <= today
    ]


def _tollings(
    session: Session, running: Sequence[RunningClock]
) -> defaultdict[int, list[ClockTolling]]:
    """Return the periods in which the clocks of each complaint stood still."""
    ids = {clock.complaint_id for clock in running}
    found: defaultdict[int, list[ClockTolling]] = defaultdict(list)
    rows = select(ClockTolling).where(ClockTolling.complaint_id.in_(ids))
    for row in session.scalars(rows.order_by(ClockTolling.id)):
        found[row.complaint_id].append(row)
    return found


def _written(session: Session, came: list[dict[str, Any]]) -> dict[int, list[WarningKind]]:
    """Write these warnings down; return, by clock, those that were not written down before."""
    if not came:
        return {}
    new = session.execute(
        insert(GivenWarning)
        .values(came)
        .on_conflict_do_nothing(constraint="uq_warning_once")
        .returning(GivenWarning.clock_id, GivenWarning.kind)
    )
    given: dict[int, list[WarningKind]] = {}
    for row in new:
        given.setdefault(row.clock_id, []).append(row.kind)
    return given


def _tell(
    session: Session, clock: RunningClock, given: list[WarningKind], office: Office, now: datetime
) -> None:
    complaint = session.get_one(Complaint, clock.complaint_id, populate_existing=True)
    what, most = CLOCKS[clock.kind].text, given[-1].text
    casework.note(
        session, complaint, Actor.system(), Action.WARN, now=now,
        reason=f"{what.zh}：{most.zh}，期限 {clock.due_on}",
        detail={
            "clock": clock.kind.value,
            "kinds": [kind.value for kind in given],
            "zh": f"{what.zh}：{most.zh}，期限 {clock.due_on}",
            "en": f"{what.en}: {most.en}, due on {clock.due_on}",
        },
    )  # fmt: skip
    if complaint.assignee_id is not None:
        today = now.astimezone(office.zone).date()
        outbox.owe_letter(
            session, "reminder", complaint.id, now=now, occasion=f"{clock.id}:{today}",
            staff_id=complaint.assignee_id, clock_id=clock.id,
        )  # fmt: skip


def given_to(session: Session, clock_id: int) -> list[GivenWarning]:
    """Return the warnings given before one clock ran out, the oldest first."""
    rows = select(GivenWarning).where(GivenWarning.clock_id == clock_id)
    return list(session.scalars(rows.order_by(GivenWarning.on, GivenWarning.id)))
