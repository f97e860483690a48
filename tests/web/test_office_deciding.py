"""The pages between findings and decision, and what comes from above."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.override import ProposedOverride
from portal.models.staff import Staff
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import address, findings, send


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    """A complaint assigned to the officer."""
    return make.assigned(now=now())


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser, in which the findings have been proposed."""
    browser = desk.seat(officer)
    send(browser, complaint, "accept")
    browser.post(address(complaint, "findings"), step="save", **findings(browser, complaint))
    return browser


@pytest.fixture
def supervisor(desk: Desk, make: Make, complaint: Complaint) -> Browser:
    """A supervisor's browser."""
    return desk.seat(make.staff(Role.SUPERVISOR))


def other_outcome(session: Session, complaint: Complaint, second: Staff) -> dict[str, str]:
    """Return the form that proposes advice instead of a warning on the second point."""
    found = select(Finding.allegation_id).where(Finding.row == "85")
    return {
        "point": str(session.scalars(found).one()), "to": "advice", "ground": "M6",
        "clause": "6.13", "reason": "当天已改正", "second": str(second.id),
    }  # fmt: skip


def test_the_page_says_who_has_signed_who_is_still_needed_and_under_which_clause(
    browser: Browser, supervisor: Browser, complaint: Complaint
) -> None:
    send(browser, complaint, "submit", step="save")

    page = browser.get(address(complaint)).text
    assert re.search("still needed: supervisor[0-9]+ is asked", page)
    assert "#c6.6" in page
    send(supervisor, complaint, "approve", step="save", remark="同意")

    assert "signed by supervisor" in browser.get(address(complaint)).text


def test_what_is_signed_is_shown_to_whoever_signs_it(
    browser: Browser, supervisor: Browser, complaint: Complaint
) -> None:
    send(browser, complaint, "submit", step="save")

    page = supervisor.get(address(complaint, "approve")).text

    assert "by row 34" in page
    assert "by row 85" in page
    assert "Person directly responsible" in page
    assert "Ordered apology" in page
    assert "Sign: Supervisor" in page


def test_a_proposed_outcome_is_checked_answered_and_shown(
    browser: Browser, desk: Desk, make: Make, session: Session, complaint: Complaint
) -> None:
    second = make.staff()
    other = desk.seat(second)
    words = other_outcome(session, complaint, second)

    check = send(browser, complaint, "override", step="check", **words)
    saved = send(browser, complaint, "override", step="save", **words)
    refused = browser.get(address(complaint, "submit"))
    send(other, complaint, "concur", step="save", verdict="agree")

    assert "Advice to improve" in check.text
    assert saved.status_code == 303
    assert refused.status_code == 409
    assert "agreed as the second person" in browser.get(address(complaint)).text
    assert browser.get(address(complaint, "submit")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"clause": "99"}, "Name a clause"),
        ({"reason": ""}, "does not fit"),
        ({"second": "0"}, "Choose somebody from the list"),
        ({"ground": "M1"}, "This ground does not allow that change"),
        ({"point": "0"}, "Choose one of the points"),
    ],
)
def test_a_proposal_that_lacks_something_is_given_back(
    browser: Browser, make: Make, session: Session, complaint: Complaint,
    changes: dict[str, str], fault: str,
) -> None:  # fmt: skip
    second = make.staff()
    session.commit()
    words = other_outcome(session, complaint, second)

    response = send(browser, complaint, "override", step="save", **{**words, **changes})

    assert response.status_code == 422
    assert fault in response.text
    assert session.scalars(select(ProposedOverride)).all() == []


def test_a_supervisor_marks_what_came_from_above_and_its_clock_explains_itself(
    browser: Browser, supervisor: Browser, session: Session, complaint: Complaint
) -> None:
    words = {"kind": "assigned", "source": "区政府办 3 号", "reason": "要求报告结果"}

    check = send(supervisor, complaint, "set_origin", step="check", **words)
    saved = send(supervisor, complaint, "set_origin", step="save", **words)
    bare = send(supervisor, complaint, "set_origin", step="save", **{**words, "kind": "as_set"})

    assert "within a week" in check.text
    assert saved.status_code == 303
    assert bare.status_code == 422
    page = browser.get(address(complaint)).text
    assert "区政府办 3 号" in page
    assert "other task assigned from above" in page
    session.refresh(complaint)
    assert complaint.next_due_kind == ClockKind.ASSIGNED
    assert browser.get(address(complaint, "set_origin")).status_code == 403


def test_once_decided_the_severity_decided_is_shown_and_filtered_by(
    browser: Browser, supervisor: Browser, session: Session, complaint: Complaint
) -> None:
    session.refresh(complaint)
    complaint.provisional_severity = Severity.DISCIPLINE
    session.commit()
    assert "Provisional severity" in browser.get(address(complaint)).text
    send(browser, complaint, "submit", step="save")
    send(supervisor, complaint, "approve", step="save")
    send(browser, complaint, "decide", step="save", summary="已责令道歉。")

    page = browser.get(address(complaint)).text
    by_decided = browser.get("/office/?severity=warning").text
    by_guess = browser.get("/office/?severity=discipline").text

    assert "Severity decided" in page
    assert complaint.reference in by_decided
    assert complaint.reference not in by_guess


def test_whoever_comes_second_reads_who_did_what_and_can_send_it_again(
    browser: Browser, supervisor: Browser, make: Make, session: Session, complaint: Complaint
) -> None:
    other = make.staff()
    session.commit()
    send(browser, complaint, "submit", step="save")
    supervisor.get(address(complaint, "send_back"))
    second = {"staff_id": str(other.id), "reason": "病假"}
    stale = (supervisor.csrf, supervisor.version)
    send(supervisor, complaint, "reassign", step="save", **second)
    supervisor.csrf, supervisor.version = stale

    late = supervisor.post(address(complaint, "send_back"), step="save", reason="没有凭证")
    again = Page.of(late).form()

    assert late.status_code == 409
    told = late.text.partition("What was done meanwhile")[2].partition("<h1>")[0]
    assert "病假" in told
    assert "Reassign" in told
    assert "What you were about to do" in told
    assert "Send back" in told
    assert again["reason"] == "没有凭证"
    sent = supervisor.post(address(complaint, "send_back"), **{**again, "step": "save"})
    assert sent.status_code == 303
    session.refresh(complaint)
    assert complaint.status is Status.INVESTIGATING
