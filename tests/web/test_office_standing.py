"""What leaves the status as it is: stepping back, handing back, the class, more time."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import AnswerClass
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint, Recusal
from portal.models.hand_back import HandBack
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import address, send

WHY = "与被投诉人是\n大学同学 <b>"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def other(make: Make, complaint: Complaint) -> Staff:
    """Another officer."""
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    """A complaint assigned to the officer just now."""
    return make.assigned(now=now())


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser."""
    return desk.seat(officer)


@pytest.fixture
def leader(desk: Desk, make: Make, complaint: Complaint) -> Browser:
    """A supervisor's browser."""
    return desk.seat(make.staff(Role.SUPERVISOR))


def fresh(session: Session, complaint: Complaint) -> Complaint:
    session.rollback()
    session.refresh(complaint)
    return complaint


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxRow.payload["letter"].astext)))


def test_stepping_back_hides_the_complaint_and_gives_it_to_another_at_once(
    browser: Browser, session: Session, complaint: Complaint, other: Staff
) -> None:
    session.commit()

    response = send(browser, complaint, "recuse", step="save", reason=WHY)

    assert (response.status_code, response.location) == (303, "/office/")
    assert "You have stepped back" in browser.get("/office/").text
    assert browser.get(address(complaint)).status_code == 404
    assert complaint.reference not in browser.get("/office/?whose=all").text
    assert fresh(session, complaint).assignee_id == other.id
    assert session.scalars(select(Recusal.reason)).one() == WHY


def test_stepping_back_takes_a_reason(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    response = send(browser, complaint, "recuse", step="save", reason=" ")

    assert response.status_code == 422
    assert "Say what ties you" in response.text
    assert session.scalars(select(Recusal)).all() == []


def test_who_is_the_last_one_is_told_and_keeps_what_was_typed(
    browser: Browser, session: Session, complaint: Complaint, officer: Staff
) -> None:
    response = send(browser, complaint, "recuse", step="save", reason=WHY)

    assert response.status_code == 409
    assert "Nobody else could take this complaint" in response.text
    assert Page.of(response).form()["reason"] == WHY
    assert fresh(session, complaint).assignee_id == officer.id
    assert session.scalars(select(Recusal)).all() == []


def test_somebody_who_only_reads_the_complaint_can_step_back_too(
    leader: Browser, session: Session, complaint: Complaint, officer: Staff
) -> None:
    send(leader, complaint, "recuse", step="save", reason=WHY)

    assert fresh(session, complaint).assignee_id == officer.id
    assert leader.get(address(complaint)).status_code == 404


def test_handing_back_says_until_when_and_waits_for_a_supervisor(
    browser: Browser, leader: Browser, session: Session, complaint: Complaint, officer: Staff
) -> None:
    page = browser.get(address(complaint, "hand_back"))
    response = browser.post(address(complaint, "hand_back"), step="save", reason=WHY)

    assert "You can hand it back until the end of" in page.text
    assert response.status_code == 303
    assert fresh(session, complaint).assignee_id == officer.id
    assert "a supervisor decides" in browser.get(address(complaint)).text
    assert browser.get(address(complaint, "hand_back")).status_code == 409
    queue = leader.get("/office/")
    assert "1 complaint was handed back" in queue.text
    assert complaint.reference in leader.get("/office/?whose=handed_back").text
    assert "handed back and" not in browser.get("/office/").text


def test_two_days_later_it_cannot_be_handed_back(
    make: Make, desk: Desk, session: Session, officer: Staff
) -> None:
    received = now() - timedelta(days=14)
    with time_machine.travel(received, tick=False):
        complaint = make.assigned(now=received)
    browser = desk.seat(officer)

    page = browser.get(address(complaint))

    assert address(complaint, "hand_back") not in page.text
    assert browser.get(address(complaint, "hand_back")).status_code == 409


def test_a_hand_back_that_is_granted_goes_to_another(
    browser: Browser, leader: Browser, session: Session, complaint: Complaint, other: Staff
) -> None:
    session.commit()
    send(browser, complaint, "hand_back", step="save", reason=WHY)

    page = leader.get(address(complaint, "decide_hand_back"))
    leader.post(address(complaint, "decide_hand_back"), step="save", verdict="grant", answer="")

    assert "大学同学" in page.text
    assert fresh(session, complaint).assignee_id == other.id
    assert session.scalars(select(HandBack.granted)).one() is True
    assert "handed back and" not in leader.get("/office/").text
    assert "There is nothing here" in leader.get("/office/?whose=handed_back").text


def test_a_hand_back_that_is_refused_has_its_reasons(
    browser: Browser, leader: Browser, session: Session, complaint: Complaint, officer: Staff
) -> None:
    send(browser, complaint, "hand_back", step="save", reason=WHY)

    bare = send(leader, complaint, "decide_hand_back", step="save", verdict="refuse", answer="")
    send(leader, complaint, "decide_hand_back", step="save", verdict="refuse", answer="属本组")

    assert bare.status_code == 422
    assert "Say why it stays where it is" in bare.text
    assert fresh(session, complaint).assignee_id == officer.id
    assert "Refused: 属本组" in browser.get(address(complaint)).text


def test_nobody_decides_the_own_hand_back(
    desk: Desk, make: Make, session: Session, complaint: Complaint
) -> None:
    supervisor = make.staff(Role.SUPERVISOR)
    complaint.assignee_id = supervisor.id
    browser = desk.seat(supervisor)

    send(browser, complaint, "hand_back", step="save", reason=WHY)

    assert browser.get(address(complaint, "decide_hand_back")).status_code == 403


def test_who_has_it_next_can_hand_it_back_though_the_first_request_was_overtaken(
    desk: Desk, browser: Browser, leader: Browser, session: Session, complaint: Complaint,
    other: Staff,
) -> None:  # fmt: skip
    session.commit()
    send(browser, complaint, "hand_back", step="save", reason=WHY)
    send(leader, complaint, "reassign", staff_id=str(other.id), reason="休假")

    response = send(desk.seat(other), complaint, "hand_back", step="save", reason="也不是我的")

    assert response.status_code == 303
    assert session.scalars(select(HandBack.reason)).all() == ["也不是我的"]


def test_the_class_shows_its_dates_and_moves_the_day(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    send(browser, complaint, "accept")
    before = fresh(session, complaint).next_due_on

    page = browser.get(address(complaint, "set_class"))
    response = browser.post(address(complaint, "set_class"), answer_class="complex", reason="")

    assert page.text.count("answer by") == 4
    assert Page.of(page).form()["answer_class"] == "general"
    assert response.status_code == 303
    after = fresh(session, complaint)
    assert after.answer_class is AnswerClass.COMPLEX
    assert before
    assert after.next_due_on
    assert after.next_due_on > before
    assert "extended" in letters(session)


def test_a_class_that_is_none_is_given_back(browser: Browser, complaint: Complaint) -> None:
    response = send(browser, complaint, "set_class", answer_class="huge", reason="x")

    assert response.status_code == 422
    assert "Choose one of the classes" in response.text


def test_more_time_is_given_by_somebody_else_after_a_second_look(
    browser: Browser, leader: Browser, session: Session, complaint: Complaint
) -> None:
    send(browser, complaint, "accept")
    before = fresh(session, complaint).next_due_on
    words = {"days": "10", "reason": "鉴定\n未完"}

    assert browser.get(address(complaint, "extend")).status_code == 403
    check = send(leader, complaint, "extend", step="check", **words)
    assert fresh(session, complaint).next_due_on == before
    sent = Page.of(check).form()
    assert {name: sent[name] for name in words} == words
    assert "10 days more" in check.text

    leader.post(address(complaint, "extend"), **{**sent, "step": "save"})
    after = fresh(session, complaint).next_due_on
    assert before
    assert after
    assert after > before
    assert session.scalars(select(RunningClock.extended_days)).all().count(10) == 1
    assert leader.get(address(complaint, "extend")).status_code == 409
    assert "extended" in letters(session)


@pytest.mark.parametrize("days", ["0", "31", "-1", "ten", "", "９"])
def test_more_time_is_one_to_thirty_days(
    browser: Browser, leader: Browser, complaint: Complaint, days: str
) -> None:
    send(browser, complaint, "accept")

    response = send(leader, complaint, "extend", step="check", days=days, reason="x")

    assert response.status_code == 422
    assert "from 1 to 30" in Page.of(response).said("main")


STEPS = ("recuse", "hand_back", "decide_hand_back", "set_class", "extend")


@pytest.mark.parametrize("step", STEPS)
def test_whoever_comes_second_keeps_what_was_typed(
    browser: Browser, leader: Browser, complaint: Complaint, step: str
) -> None:
    who = leader if step in {"decide_hand_back", "extend"} else browser
    if step == "extend":
        send(browser, complaint, "accept")
    if step == "decide_hand_back":
        send(browser, complaint, "hand_back", reason="x")
    typed = {"reason": WHY, "answer": WHY, "days": "3", "answer_class": "simple"}
    who.get(address(complaint))

    response = who.post(address(complaint, step), **{**typed, "version": "1"})

    assert response.status_code == 409
    assert WHY.split("\n", maxsplit=1)[0] in response.text


def test_what_was_done_stands_in_the_log(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    send(browser, complaint, "hand_back", reason=WHY)

    assert WHY in session.scalars(select(CaseLog.reason)).all()
    assert complaint.status is Status.ASSIGNED
