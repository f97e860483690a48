"""The conversation: both sides write, waiting lets the clocks stand still, answers let them run."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import TollingCause
from portal.domain.conversation import Sender
from portal.domain.evidence import Source
from portal.domain.filing import StoredFile
from portal.domain.lifecycle import IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError
from portal.models.attachment import Attachment
from portal.models.case_log import CaseLog
from portal.models.clock import ClockTolling
from portal.models.complaint import Complaint
from portal.models.message import Message
from portal.models.outbox import OutboxRow
from portal.services import casework, messages
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

LATER = NOW + timedelta(days=3)
FILE = StoredFile("ab" * 16, "照片.jpg", "image/jpeg", 3, "f" * 64)


@pytest.fixture
def complaint(make: Make, office: Office) -> Complaint:
    """An accepted complaint of the officer's."""
    found = make.assigned()
    casework.accept(make.session, found, holder(make.session, found), office=office, now=NOW)
    return found


def own(complaint: Complaint) -> Actor:
    return Actor.complainant(complaint.id)


def ask(session: Session, complaint: Complaint, office: Office) -> Message:
    return messages.send(
        session, complaint, holder(session, complaint), "哪一天去的？",
        waits=True, office=office, now=NOW,
    )  # fmt: skip


def tolling(session: Session) -> ClockTolling:
    return session.scalars(select(ClockTolling)).one()


def test_a_message_is_owed_as_a_letter_and_logged_without_its_words(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = messages.send(
        session, complaint, holder(session, complaint), "已向窗口调取录像。", office=office, now=NOW
    )

    session.flush()
    owed = session.scalars(select(OutboxRow).order_by(OutboxRow.id.desc())).first()
    assert owed is not None
    assert (owed.payload["letter"], owed.payload["said_id"]) == ("message", row.id)
    logged = session.scalars(select(CaseLog).order_by(CaseLog.id.desc())).first()
    assert logged is not None
    assert (logged.action, logged.reason) == ("send_message", "")
    assert session.scalar(select(ClockTolling.id)) is None


def test_while_an_answer_is_awaited_the_clocks_stand_still(
    session: Session, complaint: Complaint, office: Office
) -> None:
    before = complaint.next_due_on
    ask(session, complaint, office)
    messages.write(session, complaint, own(complaint), "九月七日。", office=office, now=LATER)

    assert before is not None
    assert complaint.next_due_on is not None
    assert complaint.next_due_on > before
    still = tolling(session)
    assert (still.cause, still.evidence) == (TollingCause.COMPLAINANT, "哪一天去的？")
    assert still.last_on == LATER.date()
    assert complaint.status is Status.ACCEPTED


def test_a_second_question_lets_nothing_stand_still_twice(
    session: Session, complaint: Complaint, office: Office
) -> None:
    first, second = ask(session, complaint, office), ask(session, complaint, office)
    messages.write(session, complaint, own(complaint), "九月七日。", office=office, now=LATER)

    assert (first.settled_at, second.settled_at) == (LATER, LATER)
    assert tolling(session).last_on == LATER.date()


def test_whoever_waits_can_go_on_without_the_answer(
    session: Session, complaint: Complaint, office: Office
) -> None:
    ask(session, complaint, office)
    who = holder(session, complaint)

    messages.stop_waiting(session, complaint, who, reason="已另行查明。", office=office, now=LATER)

    assert tolling(session).last_on == LATER.date()
    with pytest.raises(messages.NotWaitingError):
        messages.stop_waiting(session, complaint, who, reason="无", office=office, now=LATER)


def test_nothing_waits_for_the_complainant_before_acceptance_but_a_clarification(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()

    with pytest.raises(IllegalTransitionError):
        ask(session, complaint, office)

    assert session.scalar(select(Message.id)) is None


def test_a_clarification_and_its_answer_stand_in_the_conversation(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    who = holder(session, complaint)
    casework.ask_clarification(session, complaint, who, "哪个窗口？", office=office, now=NOW)

    messages.write(
        session, complaint, own(complaint), "三号窗口。", files=[FILE], office=office, now=LATER
    )

    said = session.scalars(select(Message).order_by(Message.id)).all()
    assert [(each.sender, each.body, each.settled_at) for each in said] == [
        (Sender.OFFICE, "哪个窗口？", LATER),
        (Sender.COMPLAINANT, "三号窗口。", None),
    ]
    assert complaint.status is Status.ASSIGNED
    kept = session.scalars(select(Attachment)).one()
    assert (kept.message_id, kept.source) == (said[1].id, Source.COMPLAINANT)


def test_only_whose_work_it_is_writes_and_only_whose_complaint_it_is_answers(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    other = make.staff().as_actor()

    with pytest.raises(ForbiddenError):
        messages.send(session, complaint, other, "您好", office=office, now=NOW)
    with pytest.raises(ForbiddenError):
        messages.write(
            session, complaint, Actor.complainant(complaint.id + 1), "您好", office=office, now=NOW
        )


def test_a_message_is_read_once_by_the_other_side(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = ask(session, complaint, office)
    session.flush()

    messages.mark_read(session, complaint.id, holder(session, complaint), now=NOW)
    session.refresh(row)
    unread = row.read_at
    for when in (NOW, LATER):
        messages.mark_read(session, complaint.id, own(complaint), now=when)

    session.refresh(row)
    assert (unread, row.read_at, row.read_by) == (None, NOW, None)
