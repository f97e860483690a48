"""Handling a complaint as graver: asked for, confirmed, and done at once."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.office_desk import address, send

CLUE = {"ground": "clue", "reason": "收据系伪造"}
CLAIM = {"ground": "claim", "category": "C13", "loss": "some", "reason": "补充后得知"}


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff(tier=Band.REFERRAL)


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    return make.assigned(now=now(), categories=(Category.C12,))


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    return desk.seat(officer)


def band_of(session: Session, complaint: Complaint) -> Band:
    session.expire_all()
    return session.get_one(Complaint, complaint.id).band


def test_a_clue_is_confirmed_before_anything_moves(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    asked = send(browser, complaint, "raise_severity", step="check", **CLUE)

    assert asked.status_code == 200
    assert 'name="ground"' in asked.text
    assert "收据系伪造" in asked.text
    assert band_of(session, complaint) is Band.STANDARD

    done = send(browser, complaint, "raise_severity", step="save", **CLUE)

    assert (done.status_code, band_of(session, complaint)) == (303, Band.REFERRAL)
    assert "收据系伪造" in browser.get(address(complaint)).text


def test_a_graver_claim_moves_it_up(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    done = send(browser, complaint, "raise_severity", step="save", **CLAIM)

    assert (done.status_code, band_of(session, complaint)) == (303, Band.DISCIPLINE)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"ground": ""}, "ground"),
        ({"reason": " "}, "reason"),
        ({"category": "C99"}, "category"),
        ({"loss": "huge"}, "loss"),
        ({"category": "C12", "loss": "none"}, "loss"),
    ],
)
def test_what_says_too_little_or_weighs_no_more_is_asked_again(
    session: Session, browser: Browser, complaint: Complaint, changes: dict[str, str], wrong: str
) -> None:
    answer = send(browser, complaint, "raise_severity", step="save", **{**CLAIM, **changes})

    assert answer.status_code == 422
    assert f'href="#{wrong}"' in answer.text
    assert band_of(session, complaint) is Band.STANDARD


def test_the_way_is_shown_to_whoever_may_take_it(
    desk: Desk, make: Make, browser: Browser, complaint: Complaint
) -> None:
    way = f'href="{address(complaint, "raise_severity")}"'
    other = desk.seat(make.staff())

    assert way in browser.get(address(complaint)).text
    assert way in desk.seat(make.staff(Role.SUPERVISOR)).get(address(complaint)).text
    assert way not in other.get(address(complaint)).text
    assert other.get(address(complaint, "raise_severity")).status_code == 403


def test_a_clue_flagged_twice_keeps_what_was_typed(browser: Browser, complaint: Complaint) -> None:
    send(browser, complaint, "raise_severity", step="save", **CLUE)

    again = send(browser, complaint, "raise_severity", step="save", **CLUE)

    assert again.status_code == 409
    assert "收据系伪造" in again.text
