"""Whoever acts on a complaint owes its complainant a letter, and the clocks follow."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.services import casework
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

LATER = NOW + timedelta(days=3)


def owed(session: Session) -> list[str]:
    letters = select(OutboxRow.payload["letter"].astext).where(OutboxRow.kind == "letter")
    return list(session.scalars(letters.order_by(OutboxRow.id)))


def last(session: Session) -> CaseLog:
    return session.scalars(select(CaseLog).order_by(CaseLog.id.desc()).limit(1)).one()


def test_a_question_is_owed_to_the_complainant_and_stops_the_clock(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    assert complaint.next_due_on == date(2026, 9, 29)

    casework.ask_clarification(
        session, complaint, holder(session, complaint), "哪个窗口？", office=office, now=NOW
    )
    casework.clarify(
        session, complaint, Actor.complainant(complaint.id), "二号。", office=office, now=LATER
    )

    assert complaint.status is Status.ASSIGNED
    assert complaint.next_due_on == date(
        2026, 10, 9
    )  # 28 to 30 September, and two days after the holidays
    assert owed(session)[-1] == "clarification"
    assert last(session).reason == "二号。"


def test_asking_twice_owes_two_letters(session: Session, make: Make, office: Office) -> None:
    complaint = make.assigned()
    citizen = Actor.complainant(complaint.id)

    for days in (0, 1):
        at = NOW + timedelta(days=days)
        casework.ask_clarification(
            session, complaint, holder(session, complaint), "哪一天？", office=office, now=at
        )
        casework.clarify(session, complaint, citizen, "三号。", office=office, now=at)

    assert owed(session).count("clarification") == 2


def test_a_transfer_is_told_with_its_target_and_the_answer_stays_due(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()

    casework.transfer(
        session, complaint, holder(session, complaint),
        target="市公积金中心", reason="该中心派驻。", office=office, now=NOW,
    )  # fmt: skip

    assert complaint.status is Status.TRANSFERRED
    assert complaint.next_due_on == date(2026, 10, 21)
    assert owed(session)[-1] == "transferred"
    assert last(session).reason == "该中心派驻。"
    assert last(session).detail["target"] == "市公积金中心"


def test_a_withdrawal_ends_every_clock_and_owes_nothing(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    before = owed(session)

    casework.withdraw(
        session, complaint, Actor.complainant(complaint.id), reason="", office=office, now=LATER
    )

    assert complaint.status is Status.WITHDRAWN
    assert complaint.next_due_on is None
    assert owed(session) == before


def test_nobody_else_answers_or_withdraws_for_the_complainant(
    session: Session, make: Make, office: Office
) -> None:
    complaint, other = make.assigned(), make.assigned()
    stranger = Actor.complainant(other.id)
    casework.ask_clarification(
        session, complaint, holder(session, complaint), "哪一天？", office=office, now=NOW
    )

    with pytest.raises(ForbiddenError):
        casework.clarify(session, complaint, stranger, "三号。", office=office, now=NOW)
    with pytest.raises(ForbiddenError):
        casework.withdraw(session, complaint, stranger, reason="", office=office, now=NOW)
