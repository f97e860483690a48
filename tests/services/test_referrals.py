"""Referrals: three days to decide, 24 hours to send [5.2(4), 6.11], and the disposal afterwards."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, ForbiddenError
from portal.domain.referral import Body
from portal.domain.severity import Crime, Measure, Verified
from portal.domain.severity import Finding as Inputs
from portal.models.allegation import Allegation
from portal.models.breach import Breach
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services import clocks, disposal, findings, person_measures, referrals
from portal.services.findings import Established
from portal.services.office import Office
from portal.services.person_measures import NotOwedError, ProofError
from portal.services.referrals import Sending
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, lead_to
from tests.services.test_escalation import sweep

K = ClockKind
SENT = Sending(Measure.REFERRAL, Body.SUPERVISORY_COMMISSION, NOW, "收 17", "a" * 64)


@pytest.fixture
def clue(session: Session, make: Make, office: Office) -> Life:
    """A complaint in which a crime is suspected, put up for signature."""
    complaint = lead_to(
        session, make, Status.INVESTIGATING, office=office, categories=(Category.C06,)
    )
    life = Life(session, complaint, office)
    point = session.scalars(select(Allegation).where(Allegation.complaint_id == complaint.id)).one()
    inputs = Inputs(point.category, verified=Verified.YES, crime=Crime.SUSPECTED)
    findings.propose(
        session, complaint, life.holder, [Established(point.id, inputs, "属实")],
        office=office, now=NOW,
    )  # fmt: skip
    life.submit()
    return life


def running(session: Session, complaint: Complaint) -> set[ClockKind]:
    """Return which clocks run."""
    return {row.kind for row in clocks.rows(session, complaint) if row.running}


def send(life: Life, sending: Sending = SENT, actor: Actor | None = None) -> None:
    """Send the referral, and nothing else."""
    referrals.send(
        life.session, life.complaint, actor or life.holder, sending, office=life.office, now=NOW
    )


def test_three_days_run_until_it_is_decided_and_24_hours_until_it_is_sent(
    session: Session, clue: Life
) -> None:
    before = running(session, clue.complaint)
    clue.approve()
    clue.decide()
    decided = running(session, clue.complaint)

    send(clue)

    assert K.CRIME_CLUE_DECISION in before - decided
    assert K.CRIME_CLUE_SENDING in decided - before
    assert K.CRIME_CLUE_SENDING not in running(session, clue.complaint)
    assert K.DISPOSAL in running(session, clue.complaint)
    assert clue.complaint.next_due_kind == K.RESULT_MAIL


def test_24_hours_are_over_when_they_are_over_not_when_the_day_is(
    session: Session, clue: Life, office: Office
) -> None:
    clue.approve()
    clue.decide()
    late = select(Breach.due_on).join(RunningClock, RunningClock.id == Breach.clock_id)
    late = late.where(RunningClock.kind == K.CRIME_CLUE_SENDING)

    sweep(session, office, NOW + timedelta(hours=23, minutes=59))
    before = session.scalars(late).all()
    for minutes in (0, 1):
        sweep(session, office, NOW + timedelta(hours=24, minutes=minutes))

    assert before == []
    assert session.scalars(late).all() == [(NOW + timedelta(hours=24)).date()]


def test_a_referral_is_not_dropped_and_proved_only_by_being_sent(
    session: Session, clue: Life, office: Office
) -> None:
    clue.approve()
    clue.decide()
    rows = person_measures.left(session, clue.complaint.id)
    row = next(each for each in rows if each.measure is Measure.REFERRAL)

    with pytest.raises(NotOwedError):
        person_measures.drop(session, clue.complaint, clue.holder, row.id, "无", now=NOW)

    send(clue)
    assert row.proof == "收 17"
    with pytest.raises(NotOwedError):
        send(clue)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"body": Body.PUBLIC_SECURITY}, NotOwedError),
        ({"measure": Measure.WARNING}, NotOwedError),
        ({"sent_at": NOW + timedelta(minutes=1)}, ProofError),
        ({"sent_at": NOW - timedelta(minutes=1)}, ProofError),
    ],
)
def test_what_was_not_decided_so_is_not_sent(
    clue: Life, change: dict[str, object], error: type[Exception]
) -> None:
    clue.approve()
    clue.decide()

    with pytest.raises(error):
        send(clue, replace(SENT, **change))  # type: ignore[arg-type]  # one field each


def test_nobody_else_sends(clue: Life, make: Make) -> None:
    clue.approve()
    clue.decide()

    with pytest.raises(ForbiddenError):
        send(clue, actor=make.staff().as_actor())


def test_the_disposal_is_told_and_ends_its_clock_though_the_complaint_is_closed(
    session: Session, clue: Life, office: Office
) -> None:
    clue.approve()
    clue.decide()
    clue.close()
    assert clue.complaint.status is Status.CLOSED
    who = holder(session, clue.complaint)

    for row in disposal.awaited(session, clue.complaint.id):
        disposal.record(
            session, clue.complaint, who, row.id, disposed_on=NOW.date(), disposal="已立案",
            office=office, now=NOW,
        )  # fmt: skip

    assert K.DISPOSAL not in running(session, clue.complaint)
    owed = session.scalars(select(OutboxRow.payload).where(OutboxRow.done_at.is_(None))).all()
    assert "disposal" in {row.get("letter") for row in owed}
    assert clue.complaint.next_due_on is None
