"""Owed letters go out to whom they are for, or are parked with the reason; never to another."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.jobs import drain
from portal.jobs.drain import Drain
from portal.jobs.letters import Tools, mail_settings, read_ahead
from portal.jobs.queues import settings
from portal.jobs.stopping import Stop
from portal.mail.delivery import Post
from portal.models.letter_log import LetterLog
from portal.models.outbox import OutboxRow
from portal.services import casework, outbox
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder

Letters = Callable[[], list[EmailMessage]]


def test_a_question_reaches_the_complainant(
    session: Session, make: Make, office: Office, letters: Letters
) -> None:
    complaint = make.assigned()
    actor = holder(session, complaint)
    casework.ask_clarification(session, complaint, actor, "哪个窗口？", office=office, now=NOW)
    session.commit()

    drain.drain("mail")

    asked = [letter for letter in letters() if letter["X-Portal-Letter"] == "clarification"]
    assert [letter["To"] for letter in asked] == ["wang@example.org"]
    text = asked[0].get_body(("plain",))
    assert text is not None
    assert "哪个窗口？" in text.get_content()


def test_a_question_answered_meanwhile_is_not_asked_any_more(
    session: Session, make: Make, office: Office, letters: Letters
) -> None:
    complaint = make.assigned()
    actor, citizen = holder(session, complaint), Actor.complainant(complaint.id)
    casework.ask_clarification(session, complaint, actor, "哪个窗口？", office=office, now=NOW)
    casework.clarify(
        session, complaint, citizen, "二号。", office=office, now=NOW + timedelta(days=1)
    )
    session.commit()

    drain.drain("mail")

    names = {letter["X-Portal-Letter"] for letter in letters()}
    assert names == {"receipt", "assigned"}
    told = select(OutboxRow.parked_at).where(OutboxRow.kind != "index")
    assert session.scalars(told).all().count(None) == 4


def test_what_changed_since_it_was_read_ahead_is_told_as_it_is_now(
    session: Session, make: Make, office: Office, letters: Letters
) -> None:
    asked, other = make.assigned(), make.assigned()
    casework.ask_clarification(
        session, asked, holder(session, asked), "哪个窗口？", office=office, now=NOW
    )
    session.commit()
    working = Drain("mail", Tools(office, Post(mail_settings(settings())), ExitStack()), Stop())

    with working.at_hand.stack:
        rows = working.claim()
        working.at_hand.sheets = read_ahead(session, rows)
        citizen = Actor.complainant(asked.id)
        casework.clarify(session, asked, citizen, "二号。", office=office, now=NOW)
        session.commit()
        for row in rows:
            working.do(row)

    assert set(working.at_hand.sheets) == {asked.id, other.id}
    assert "clarification" not in {letter["X-Portal-Letter"] for letter in letters()}


def test_a_letter_whose_facts_are_missing_is_parked_at_once_and_goes_to_nobody(
    session: Session, make: Make, letters: Letters
) -> None:
    complaint = make.assigned()
    for letter in ("enquiry", "progress"):
        outbox.owe_letter(session, letter, complaint.id, now=NOW)
    session.commit()

    drain.drain("mail")

    reasons = session.scalars(
        select(OutboxRow.parked_reason).where(OutboxRow.parked_at.is_not(None))
    ).all()
    assert len(reasons) == 2
    assert all(str(reason).startswith("MissingFactError") for reason in reasons)
    assert {letter["X-Portal-Letter"] for letter in letters()} == {"receipt", "assigned"}
    assert sorted(session.scalars(select(LetterLog.recipient))) == ["complainant", "staff"]


def test_all_letters_come_from_the_office_and_hang_together(
    session: Session, make: Make, office: Office, letters: Letters
) -> None:
    complaint = make.assigned()
    actor = holder(session, complaint)
    casework.ask_clarification(session, complaint, actor, "哪个窗口？", office=office, now=NOW)
    session.commit()

    drain.drain("mail")

    sent = letters()
    hosts = {str(letter["Message-ID"]).rpartition("@")[2] for letter in sent}
    assert {letter["From"].addresses[0].display_name for letter in sent} == {office.name.zh}
    assert {letter["References"] for letter in sent} == {
        f"<complaint-{complaint.reference}@{hosts.pop()}"
    }
    assert hosts == set()
