"""Waiting for the complainant: what moves with it is left alone, what waits for nobody is not."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Status
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.warning import GivenWarning
from portal.services import messages, raising, reckoning
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import lead_to
from tests.services.test_escalation import sweep

DAY = timedelta(days=1)
K = ClockKind


def found(session: Session) -> list[ClockKind]:
    """Return which duties were found to be late."""
    rows = select(RunningClock.kind).join(Breach, Breach.clock_id == RunningClock.id)
    return list(session.scalars(rows.order_by(Breach.id)))


def wait_for_answer(session: Session, complaint: Complaint, office: Office, days: int = 0) -> None:
    """Ask the complainant something, and let the clocks stand still for the answer."""
    messages.send(
        session, complaint, holder(session, complaint), "哪一天？",
        waits=True, office=office, now=NOW + days * DAY,
    )  # fmt: skip


def test_a_clue_of_crime_waits_for_no_answer_of_the_complainant(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office)
    officer = holder(session, complaint)
    raising.flag_clue(session, complaint, officer, reason="收据系伪造", office=office, now=NOW)
    wait_for_answer(session, complaint, office)

    for days in range(5):
        reckoning.follow_tolled(session, office=office, now=NOW + days * DAY)
        sweep(session, office, NOW + days * DAY)

    assert found(session) == [K.CRIME_CLUE_DECISION]
    warned = select(RunningClock.kind).join(GivenWarning, GivenWarning.clock_id == RunningClock.id)
    assert set(session.scalars(warned)) == {K.CRIME_CLUE_DECISION}


def test_a_day_that_had_passed_before_anybody_waited_is_told_all_the_same(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office)
    wait_for_answer(session, complaint, office, days=40)

    sweep(session, office, NOW + 41 * DAY)

    assert found(session) == [K.ANSWER_GENERAL]


def test_a_day_that_moves_with_the_waiting_is_not(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office)
    wait_for_answer(session, complaint, office, days=29)

    sweep(session, office, NOW + 60 * DAY)

    assert found(session) == []
