"""More time asked for: granted or refused by somebody else, and on record [1.3(b), 4.6]."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ExtensionError
from portal.domain.lifecycle import IllegalTransitionError
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.accountability_case import AccountabilityCase
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services import casework, extensions, reassignment
from portal.services.office import Office
from portal.services.reassignment import Handover
from tests.factories import NOW, Make
from tests.holding import holder
from tests.services.test_escalation import DAY, sweep

LATER = NOW + timedelta(days=1)
WHY = "需要调阅旧卷。"
NO = "旧卷本局即可查到。"


@pytest.fixture
def leader(make: Make) -> Actor:
    return make.staff(Role.SUPERVISOR).as_actor()


@pytest.fixture
def complaint(session: Session, make: Make, leader: Actor, office: Office) -> Complaint:
    """A complaint taken up on 21 September, for which its officer asks for nine days more."""
    assert leader.staff_id
    make.staff()
    complaint = make.assigned()
    actor = holder(session, complaint)
    casework.accept(session, complaint, actor, office=office, now=NOW)
    extensions.ask(session, complaint, actor, days=9, reason=WHY, office=office, now=NOW)
    return complaint


def test_asking_moves_no_day_and_tells_nobody(session: Session, complaint: Complaint) -> None:
    letter = OutboxRow.payload["letter"].astext

    asked = extensions.pending(session, complaint.id)

    assert complaint.next_due_on == date(2026, 10, 21)
    assert asked
    assert (asked.staff_id, asked.reason, asked.detail["days"]) == (complaint.assignee_id, WHY, 9)
    assert session.scalars(select(letter).where(letter == "extended")).all() == []


def test_a_refusal_keeps_the_day_and_says_by_whom_and_why(
    session: Session, complaint: Complaint, leader: Actor
) -> None:
    extensions.refuse(session, complaint, leader, reason=NO, now=LATER)

    row = session.scalars(select(CaseLog).where(CaseLog.action == "refuse_extension")).one()
    assert (row.staff_id, row.reason, row.detail["days"]) == (leader.staff_id, NO, 9)
    assert row.detail["asked_for"] == WHY
    assert complaint.next_due_on == date(2026, 10, 21)
    assert extensions.pending(session, complaint.id) is None


def test_what_was_refused_can_be_asked_for_again(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.refuse(session, complaint, leader, reason=NO, now=LATER)

    extensions.ask(
        session, complaint, holder(session, complaint), days=3, reason=WHY, office=office, now=LATER
    )

    asked = extensions.pending(session, complaint.id)
    assert asked
    assert asked.detail["days"] == 3


def test_what_is_granted_waits_no_longer(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.extend(session, complaint, leader, days=9, reason=WHY, office=office, now=LATER)

    assert complaint.next_due_on == date(2026, 10, 30)
    assert extensions.pending(session, complaint.id) is None
    with pytest.raises(ExtensionError, match="already"):
        extensions.ask(
            session, complaint, holder(session, complaint),
            days=3, reason=WHY, office=office, now=LATER,
        )  # fmt: skip


def test_a_request_waits_once(session: Session, complaint: Complaint, office: Office) -> None:
    with pytest.raises(ExtensionError, match="waits"):
        extensions.ask(
            session, complaint, holder(session, complaint),
            days=3, reason=WHY, office=office, now=LATER,
        )  # fmt: skip


def test_whoever_asks_does_not_answer(
    session: Session, make: Make, office: Office, leader: Actor
) -> None:
    own = make.assigned()
    assert own.assignee_id == leader.staff_id
    casework.accept(session, own, leader, office=office, now=NOW)
    extensions.ask(session, own, leader, days=9, reason=WHY, office=office, now=NOW)

    with pytest.raises(ForbiddenError):
        extensions.refuse(session, own, leader, reason=NO, now=LATER)
    with pytest.raises(ForbiddenError):
        extensions.extend(session, own, leader, days=9, reason=WHY, office=office, now=LATER)


def test_only_whose_work_it_is_asks(
    session: Session, make: Make, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.refuse(session, complaint, leader, reason=NO, now=LATER)

    with pytest.raises(ForbiddenError):
        extensions.ask(
            session, complaint, make.staff().as_actor(),
            days=3, reason=WHY, office=office, now=LATER,
        )  # fmt: skip


def test_a_refusal_gives_its_reason(session: Session, complaint: Complaint, leader: Actor) -> None:
    with pytest.raises(ExtensionError, match="no reason"):
        extensions.refuse(session, complaint, leader, reason=" ", now=LATER)


def test_a_request_goes_with_whoever_asked(
    session: Session, make: Make, complaint: Complaint, leader: Actor, office: Office
) -> None:
    reassignment.reassign(
        session, complaint, leader, Handover(make.staff().id, "调整"), office=office, now=LATER
    )

    with pytest.raises(ExtensionError, match="nobody has asked"):
        extensions.refuse(session, complaint, leader, reason=NO, now=LATER)


def test_before_the_complaint_is_taken_up_there_is_nothing_to_ask_for(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    early = make.assigned()

    with pytest.raises(IllegalTransitionError):
        extensions.ask(
            session, early, holder(session, early), days=3, reason=WHY, office=office, now=NOW
        )


def test_a_refusal_stands_in_the_evidence_of_a_breach(
    session: Session, complaint: Complaint, leader: Actor, office: Office
) -> None:
    extensions.refuse(session, complaint, leader, reason=NO, now=LATER)

    sweep(session, office, NOW + 32 * DAY)

    case = session.scalars(
        select(AccountabilityCase)
        .join(Breach, Breach.id == AccountabilityCase.breach_id)
        .where(Breach.due_on == date(2026, 10, 21))
    ).one()
    assert case.evidence["extensions"] == [
        {"what": "ask_extension", "at": NOW.isoformat(), "days": 9, "reason": WHY},
        {"what": "refuse_extension", "at": LATER.isoformat(), "days": 9, "reason": NO},
    ]
