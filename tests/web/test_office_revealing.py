"""Who complained is shown once, for a reason, on record; outcomes are told where no letter goes."""

import re

import pytest
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from portal.domain.conversation import Sender
from portal.domain.filing import Identity
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.extensions import db
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.disclosure import Disclosure
from portal.models.message import Message
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import closing
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.web.office_desk import address, send

WHY = {"code": "ask", "words": "须当面核对票据"}
PHONE = Identity("王某", "", "000-0000")
PAGE_STATEMENTS = 50


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    return make.assigned(now=now())


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    return desk.seat(officer)


def test_the_seal_is_broken_once_for_a_reason_on_a_page_that_nothing_keeps(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    form = browser.get(address(complaint, "reveal")).text
    key = re.findall(r'name="form_key"[^>]*value="([0-9a-f]+)"', form)[0]

    bare = browser.post(address(complaint, "reveal"), form_key=key, step="save")
    shown = browser.post(address(complaint, "reveal"), form_key=key, step="save", **WHY)
    again = browser.post(address(complaint, "reveal"), form_key=key, step="save", **WHY)

    assert (bare.status_code, shown.status_code, again.status_code) == (422, 200, 303)
    assert "wang@example.org" in shown.text
    assert "000-0000" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Refresh"].startswith("120;")
    session.rollback()
    assert [row.code for row in session.scalars(select(Disclosure))] == ["ask"]
    logged = session.scalars(select(CaseLog).order_by(CaseLog.id.desc())).first()
    assert logged is not None
    assert (logged.action, logged.reason) == ("reveal", "须当面核对票据")


def test_a_colleague_breaks_no_seal_and_the_auditor_reads_who_did(
    make: Make, desk: Desk, browser: Browser, complaint: Complaint
) -> None:
    send(browser, complaint, "reveal", form_key="a" * 32, step="save", **WHY)
    colleague, auditor = desk.seat(make.staff()), desk.seat(make.staff(Role.AUDITOR))

    refused = colleague.get(address(complaint, "reveal"))
    listed = auditor.get("/office/revealed")

    assert refused.status_code == 403
    assert complaint.reference in listed.text
    assert "须当面核对票据" in listed.text
    assert colleague.get("/office/revealed").status_code == 403


def test_nothing_can_be_shown_of_who_left_nothing(
    make: Make, desk: Desk, officer: Staff, session: Session
) -> None:
    nameless = make.assigned(now=now(), anonymous=True, identity=Identity())
    browser = desk.seat(officer)

    page = send(browser, nameless, "reveal", form_key="c" * 32, step="save", **WHY)

    assert page.status_code == 409
    session.rollback()
    assert session.scalar(select(Disclosure.id)) is None


PAGES = (
    "evidence", "evidence.txt", "reveal", "send_message", "add_note", "invite", "name_second",
    "register_evidence", "tell",
)  # fmt: skip


def test_behind_the_wall_no_page_of_it_is_there(
    make: Make, desk: Desk, complaint: Complaint
) -> None:
    tied = make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    browser = desk.seat(tied)

    answers = {browser.get(address(complaint, page)).status_code for page in PAGES}

    assert answers == {404}
    assert complaint.reference not in browser.get("/office/to_call").text


@pytest.fixture
def decided(make: Make, office: Office, session: Session) -> Complaint:
    """A decided complaint of somebody who left a phone number only."""
    return lead_to(session, make, Status.DECIDED, office=office, identity=PHONE)


def test_an_outcome_that_no_letter_tells_waits_to_be_called(
    session: Session, make: Make, desk: Desk, office: Office, decided: Complaint
) -> None:
    clerk = desk.seat(make.staff(Role.INTAKE))
    closing.close(session, decided.id, office=office, now=NOW)
    session.commit()
    before, status = clerk.get("/office/to_call").text, decided.status

    told = send(clerk, decided, "tell", way="called", words="本人接听，已告知。", step="save")

    assert (decided.reference in before, status, told.status_code) == (True, Status.DECIDED, 303)
    assert decided.reference not in clerk.get("/office/to_call").text
    session.rollback()
    assert session.scalar(select(OutboxRow.id).where(OutboxRow.kind == "close")) is not None
    session.execute(update(OutboxRow).values(done_at=NOW))
    closing.close(session, decided.id, office=office, now=NOW)
    assert closing.delivered(session, session.get_one(Complaint, decided.id))


def test_an_outcome_that_a_letter_tells_is_not_told_by_phone(
    session: Session, make: Make, desk: Desk, office: Office
) -> None:
    mailed = lead_to(session, make, Status.DECIDED, office=office)
    clerk = desk.seat(make.staff(Role.INTAKE))

    page = send(clerk, mailed, "tell", way="called", words="已告知。", step="save")

    assert page.status_code == 409
    assert mailed.reference not in clerk.get("/office/to_call").text


def test_a_long_complaint_is_one_page_in_few_questions_its_older_half_folded(
    session: Session, browser: Browser, officer: Staff, complaint: Complaint
) -> None:
    statements: list[str] = []

    def count(*told: object) -> None:
        statements.append(str(told[2]))

    event.listen(db.engine, "before_cursor_execute", count)
    browser.get(address(complaint))
    short = len(statements)
    grow(session, complaint, officer)
    statements.clear()
    page = browser.get(address(complaint)).text
    event.remove(db.engine, "before_cursor_execute", count)

    assert short == len(statements) <= PAGE_STATEMENTS
    assert ("50 earlier messages" in page, "earlier steps" in page) == (True, True)


def grow(session: Session, complaint: Complaint, officer: Staff) -> None:
    """Give *complaint* sixty messages and two hundred steps."""
    for each in range(60):
        session.add(
            Message(
                complaint_id=complaint.id, sender=Sender.OFFICE, staff_id=officer.id, at=NOW,
                body=f"第{each}封",
            )
        )  # fmt: skip
    for _ in range(200):
        session.add(
            CaseLog(
                complaint_id=complaint.id, at=NOW, role=Role.OFFICER, staff_id=officer.id,
                action="add_note", from_status=Status.ASSIGNED, to_status=Status.ASSIGNED,
            )
        )  # fmt: skip
    session.commit()
