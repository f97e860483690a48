"""A day at a desk: accept, decline, investigate, find, decide, give away; each looked at twice."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.finding import Finding
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import address, do, findings, send


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    """A complaint assigned to the officer."""
    return make.assigned()


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser."""
    return desk.seat(officer)


def status(session: Session, complaint: Complaint) -> Status:
    session.rollback()
    return session.scalars(select(Complaint.status).where(Complaint.id == complaint.id)).one()


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxRow.payload["letter"].astext)))


def test_accepting_tells_the_complainant(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    response = do(browser, complaint, "accept")

    assert (response.status_code, response.location) == (303, address(complaint))
    assert status(session, complaint) is Status.ACCEPTED
    assert "accepted" in letters(session)
    assert "Accepted. The complainant is being told." in browser.get(address(complaint)).text


def test_accepting_says_first_what_the_complainant_is_told(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    assert f'href="{address(complaint, "accept")}"' in browser.get(address(complaint)).text

    page = browser.get(address(complaint, "accept"))

    assert status(session, complaint) is Status.ASSIGNED
    assert "What the complainant is told" in page.text
    sent = {**Page.of(page).form(), "step": "save"}
    assert browser.post(address(complaint, "accept"), **sent).status_code == 303
    assert status(session, complaint) is Status.ACCEPTED


def test_declining_is_looked_at_twice(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    words = {"code": "N1", "reason": "不属于\n本办受理范围 <b>"}

    check = do(browser, complaint, "decline", step="check", **words)
    assert status(session, complaint) is Status.ASSIGNED
    sent = Page.of(check).form()
    assert {name: sent[name] for name in words} == words
    assert "Turn to the body that is in charge" in check.text

    saved = browser.post(address(complaint, "decline"), **{**sent, "step": "save"})
    assert saved.status_code == 303
    assert status(session, complaint) is Status.DECLINED
    assert "declined" in letters(session)


def test_what_was_checked_can_still_be_changed(browser: Browser, complaint: Complaint) -> None:
    response = do(browser, complaint, "decline", step="change", code="N3", reason="别处已受理")

    sent = Page.of(response).form()
    assert (sent["code"], sent["reason"]) == ("N3", "别处已受理")


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"code": "N99", "reason": "x"}, "Choose one of the grounds"),
        ({"code": "", "reason": "x"}, "Choose one of the grounds"),
        ({"code": "N1", "reason": " \n "}, "Give the reasons in your own words"),
        ({"code": "N1", "reason": "长" * 2001}, "You wrote 2001 characters"),
    ],
)
def test_a_decline_without_ground_or_reasons_is_given_back(
    browser: Browser, session: Session, complaint: Complaint, fields: dict[str, str], fault: str
) -> None:
    response = do(browser, complaint, "decline", step="save", **fields)

    assert response.status_code == 422
    assert fault in response.text
    assert status(session, complaint) is Status.ASSIGNED


def test_a_complaint_is_worked_to_its_outcome(
    browser: Browser, session: Session, complaint: Complaint, desk: Desk, make: Make
) -> None:
    supervisor = desk.seat(make.staff(Role.SUPERVISOR))
    do(browser, complaint, "accept")
    do(browser, complaint, "investigate")

    filled = findings(browser, complaint)
    preview = browser.post(address(complaint, "findings"), step="check", **filled)
    assert "by row 34" in preview.text
    assert "〔2.4(a)〕" in preview.text
    assert session.scalars(select(Finding)).all() == []

    browser.post(address(complaint, "findings"), step="save", **filled)
    assert status(session, complaint) is Status.FINDINGS_PROPOSED
    rows = session.scalars(select(Finding.row).order_by(Finding.id)).all()
    assert rows == ["34", "85"]

    send(browser, complaint, "submit", step="save")
    send(supervisor, complaint, "approve", step="save")

    summary = "已责令赔礼道歉。\n谢谢您的监督。"
    check = send(browser, complaint, "decide", step="check", summary=summary)
    assert status(session, complaint) is Status.AWAITING_APPROVAL
    assert Page.of(check).form()["summary"] == summary

    browser.post(address(complaint, "decide"), step="save", summary=summary)
    assert status(session, complaint) is Status.DECIDED
    assert session.scalars(select(Decision.summary)).one() == summary
    assert "outcome" in letters(session)


def test_what_was_previewed_is_what_is_sent_to_be_saved(
    browser: Browser, complaint: Complaint
) -> None:
    do(browser, complaint, "accept")
    filled = findings(browser, complaint)

    preview = browser.post(address(complaint, "findings"), step="check", **filled)

    sent = Page.of(preview).form()
    assert {name: sent[name] for name in filled} == filled


def test_findings_are_shown_again_when_they_are_changed(
    browser: Browser, complaint: Complaint
) -> None:
    do(browser, complaint, "accept")
    filled = findings(browser, complaint, impact="adverse", violation="yes")
    browser.post(address(complaint, "findings"), step="save", **filled)

    sent = Page.of(browser.get(address(complaint, "findings"))).form()

    assert {name: sent[name] for name in filled} == filled


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"verified": ""}, "C03: answer “verified”"),
        ({"verified": "perhaps"}, "C03: answer “verified”"),
        ({"loss": ""}, "C03: answer “loss”"),
        ({"conclusion": ""}, "Write the conclusion"),
        ({"prior_12m": "many"}, "in figures"),
        ({"violation": "?"}, "Choose one of the answers"),
    ],
)
def test_findings_that_lack_an_answer_are_given_back(
    browser: Browser, complaint: Complaint, changes: dict[str, str], fault: str
) -> None:
    do(browser, complaint, "accept")
    filled = findings(browser, complaint, **changes)

    response = browser.post(address(complaint, "findings"), step="save", **filled)

    assert response.status_code == 422
    assert fault in response.text


def test_what_was_not_verified_needs_no_further_answers(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    do(browser, complaint, "accept")
    filled = findings(browser, complaint, verified="no", loss="", impact="", crime="")

    browser.post(address(complaint, "findings"), step="save", **filled)

    assert session.scalars(select(Finding.row)).all() == ["G1", "G1"]


def test_reassigning_offers_only_whom_the_wall_lets_through(
    desk: Desk, make: Make, session: Session, complaint: Complaint
) -> None:
    supervisor = make.staff(Role.SUPERVISOR)
    other, tied = make.staff(), make.staff()
    make.tie(tied, organ=make.organ())
    browser = desk.seat(supervisor)

    page = browser.get(address(complaint, "reassign"))
    refused = browser.post(address(complaint, "reassign"), staff_id=str(tied.id), reason="x")
    given = browser.post(address(complaint, "reassign"), staff_id=str(other.id), reason="休假")

    assert other.username in page.text
    assert tied.username not in page.text
    assert refused.status_code == 422
    assert given.status_code == 303
    session.refresh(complaint)
    assert complaint.assignee_id == other.id


def test_another_language_loses_nothing_that_was_typed(
    browser: Browser, complaint: Complaint
) -> None:
    response = do(browser, complaint, "decline", speak="zh-Hans", code="N2", reason="已起诉")

    page = Page.of(response)
    assert page.attribute("html", "lang") == "zh-Hans"
    assert (page.form()["code"], page.form()["reason"]) == ("N2", "已起诉")


def test_a_form_that_was_open_for_too_long_is_given_back_whole(
    browser: Browser, complaint: Complaint
) -> None:
    response = do(
        browser, complaint, "decline", csrf_token="stale", step="save", code="N2", reason="已起诉"
    )

    assert response.status_code == 400
    assert Page.of(response).form()["reason"] == "已起诉"
