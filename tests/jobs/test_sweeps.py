"""The sweeps: what every minute looks after, and what it owes once a day."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.jobs import drain, sweeps
from portal.models.outbox import OutboxRow
from portal.services import casework
from portal.services.office import Office
from tests.factories import NOW, Make


def owed(session: Session) -> int | None:
    return session.scalar(
        select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "follow_tolled")
    )


def test_following_the_clocks_that_stand_still_is_owed_once_a_day(session: Session) -> None:
    with time_machine.travel(datetime(2026, 9, 21, 1, tzinfo=UTC), tick=False) as clock:
        sweeps.sweep()
        sweeps.sweep()
        assert owed(session) == 1

        clock.shift(timedelta(days=1))
        sweeps.sweep()
        assert owed(session) == 2


def test_a_deadline_that_waits_for_the_complainant_moves_on_each_day(
    session: Session, make: Make, office: Office
) -> None:
    officer = make.staff()
    complaint = make.assigned()
    casework.ask_clarification(
        session, complaint, officer.as_actor(), question="哪一天去的？", office=office, now=NOW
    )
    session.commit()
    before = complaint.next_due_on

    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        sweeps.sweep()
        drain.drain("upkeep")

    session.refresh(complaint)
    assert before is not None
    assert complaint.next_due_on is not None
    assert complaint.next_due_on > before
    assert complaint.next_due_on > date(2026, 10, 1)
