"""An officer asks for more time on the page of the complaint; a supervisor grants or refuses it."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import address, send

WHY = "鉴定未完。"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    assert officer.id
    return make.assigned(now=now())


@pytest.fixture
def browser(desk: Desk, complaint: Complaint, officer: Staff) -> Browser:
    browser = desk.seat(officer)
    send(browser, complaint, "accept")
    send(browser, complaint, "ask_extension", days="9", reason=WHY)
    return browser


@pytest.fixture
def leader(desk: Desk, make: Make) -> Browser:
    return desk.seat(make.staff(Role.SUPERVISOR))


def day(session: Session, complaint: Complaint) -> date | None:
    session.rollback()
    session.refresh(complaint)
    return complaint.next_due_on


def test_a_request_shows_on_the_complaint_and_a_refusal_leaves_the_day(
    session: Session, browser: Browser, leader: Browser, complaint: Complaint
) -> None:
    before = day(session, complaint)
    page = leader.get(address(complaint)).text
    assert "asks for 9 days more" in page
    assert WHY in page
    assert browser.get(address(complaint, "refuse_extension")).status_code == 403

    answered = send(leader, complaint, "refuse_extension", answer="不需要。")

    assert answered.status_code == 303
    assert day(session, complaint) == before
    assert "不需要。" in session.scalars(select(CaseLog.reason)).all()
    assert "asks for 9 days more" not in leader.get(address(complaint)).text


def test_a_refusal_without_reasons_is_given_back(
    leader: Browser, browser: Browser, complaint: Complaint
) -> None:
    assert browser
    response = send(leader, complaint, "refuse_extension", answer=" ")

    assert response.status_code == 422
    assert "Say why there is no more time" in response.text


def test_what_was_asked_for_stands_in_the_form_that_grants_it(
    browser: Browser, leader: Browser, complaint: Complaint
) -> None:
    assert browser

    form = Page.of(leader.get(address(complaint, "extend"))).form()

    assert (form["days"], form["reason"].strip()) == ("9", WHY)


def test_nobody_asks_twice_while_it_waits(browser: Browser, complaint: Complaint) -> None:
    assert browser.get(address(complaint, "ask_extension")).status_code == 409
