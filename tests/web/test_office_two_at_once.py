"""Two at once: whoever comes second is told so, and loses nothing that was typed."""

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.extensions import db
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services import unchanged
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import address, do, findings


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    """A complaint assigned to the officer."""
    return make.assigned()


@pytest.fixture
def first(app: Flask, session: Session, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser."""
    return Desk(app, session).seat(officer)


@pytest.fixture
def second(app: Flask, session: Session, make: Make, complaint: Complaint) -> Browser:
    """A supervisor's browser."""
    return Desk(app, session).seat(make.staff(Role.SUPERVISOR))


def test_the_second_to_act_gets_a_clear_answer(
    first: Browser, second: Browser, complaint: Complaint
) -> None:
    for browser in (first, second):
        browser.get(address(complaint, "accept"))

    assert first.post(address(complaint, "accept")).status_code == 303
    late = second.post(address(complaint, "accept"))

    assert late.status_code == 409
    assert "This complaint was changed while you were working on it" in late.text


def test_what_the_second_one_typed_is_still_there(
    first: Browser, second: Browser, complaint: Complaint
) -> None:
    second.get(address(complaint, "decline"))
    do(first, complaint, "accept")

    late = second.post(address(complaint, "decline"), step="save", code="N4", reason="早有结论")

    assert late.status_code == 409
    assert Page.of(late).form()["reason"] == "早有结论"
    assert "can no longer be done" in late.text


def test_after_looking_again_the_second_one_may_insist(
    first: Browser, second: Browser, session: Session, make: Make, complaint: Complaint
) -> None:
    other = make.staff()
    session.commit()
    for browser in (first, second):
        browser.get(address(complaint, "decline"))
    do(second, complaint, "reassign", staff_id=str(other.id), reason="休假")

    again = Page.of(second.post(address(complaint, "decline"), version="1", code="N4", reason="x"))
    sent = {**again.form(), "step": "save"}

    assert again.response.status_code == 409
    assert second.post(address(complaint, "decline"), **sent).status_code == 303


@pytest.mark.parametrize("version", [None, "", "x", "-1", "0", "9" * 30, "１"])
def test_a_form_that_does_not_say_what_it_saw_is_out_of_date(
    first: Browser, complaint: Complaint, version: str | None
) -> None:
    first.get(address(complaint))

    response = first.post(address(complaint, "accept"), version=version)

    assert response.status_code == 409


def test_findings_saved_twice_at_once_are_saved_once(
    first: Browser, second: Browser, session: Session, complaint: Complaint
) -> None:
    do(first, complaint, "accept")
    filled = findings(first, complaint)
    do(first, complaint, "findings", step="save", **filled)
    stale = first.version

    again = first.post(address(complaint, "findings"), version=stale, step="save", **filled)

    assert again.status_code == 409
    assert len(session.scalars(select(Finding)).all()) == 2


def test_a_change_between_the_look_and_the_write_is_noticed(
    first: Browser, session: Session, complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtake(*_: object) -> None:
        monkeypatch.undo()
        with db.engine.begin() as connection:
            connection.execute(update(Complaint).values(version=Complaint.version + 1))

    monkeypatch.setattr(unchanged, "flag_modified", overtake)
    first.get(address(complaint, "decline"))

    response = first.post(address(complaint, "decline"), step="save", code="N4", reason="早有结论")

    assert response.status_code == 409
    assert "早有结论" in response.text
    session.rollback()
    assert session.scalars(select(Complaint.status)).one() is Status.ASSIGNED
