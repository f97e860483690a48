"""Whoever had a part in what is under review is kept from it by page, link and form."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import PART_TAKEN, Actor, Role
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import casework, reviews
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.holding import holder
from tests.web.browsing import Page
from tests.web.office_desk import address

LINK = "Conclude the review…"
CONCLUDED = {"verdict": "stands", "reason": "维持", "step": "save"}


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def under_review(session: Session, make: Make, officer: Staff, office: Office) -> Complaint:
    """A refusal under review: nobody but who refused is there to take it."""
    complaint = make.assigned(now=now())
    actor = holder(session, complaint)
    casework.decline(session, complaint, actor, code="N1", reason="", office=office, now=now())
    citizen = Actor.complainant(complaint.id)
    reviews.ask_review(session, complaint, citizen, "不服。", office=office, now=now())
    assert complaint.assignee_id == officer.id
    return complaint


@pytest.fixture
def browser(desk: Desk, officer: Staff, under_review: Complaint) -> Browser:
    """The browser of whoever refused."""
    assert under_review
    return desk.seat(officer)


def test_the_page_says_why_and_has_no_link(browser: Browser, under_review: Complaint) -> None:
    page = browser.get(address(under_review)).text

    assert LINK not in page
    assert PART_TAKEN.text.en in page
    assert "#c7.6" in page
    assert "#c7.10" in page


def test_link_and_form_are_refused_with_the_clauses(
    browser: Browser, under_review: Complaint, session: Session
) -> None:
    where = address(under_review, "conclude_review")
    sent = {**CONCLUDED, "version": str(under_review.version)}

    for response in (browser.get(where), browser.post(where, **sent)):
        assert response.status_code == 403
        assert PART_TAKEN.text.en in Page.of(response).said("main")
        assert "#c7.6" in response.text

    session.rollback()
    assert under_review.status is Status.UNDER_REVIEW


def test_whoever_takes_it_over_reviews_it(
    browser: Browser, desk: Desk, make: Make, under_review: Complaint, session: Session
) -> None:
    assert browser
    reviewer = make.staff(Role.SUPERVISOR)
    under_review.assignee_id = reviewer.id
    seat = desk.seat(reviewer)

    page = seat.get(address(under_review)).text
    seat.get(address(under_review, "conclude_review"))
    seat.post(address(under_review, "conclude_review"), **CONCLUDED)

    assert LINK in page
    assert PART_TAKEN.text.en not in page
    session.rollback()
    assert under_review.status is Status.CLOSED
