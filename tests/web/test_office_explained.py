"""A finding explains itself while it is made: why, what would change it, what was before."""

import re
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.complaint import Complaint, Recusal
from portal.models.finding import Finding
from portal.models.staff import Staff
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to
from tests.web.office_desk import FIELD, address, findings, send


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff) -> Complaint:
    """A complaint assigned to the officer."""
    return make.assigned(now=now())


@pytest.fixture
def browser(app: Flask, session: Session, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser, the complaint accepted."""
    browser = Desk(app, session).seat(officer)
    send(browser, complaint, "accept")
    return browser


@pytest.fixture
def decided(session: Session, make: Make, office: Office) -> Complaint:
    """Another complaint, about the same kinds of conduct, that was decided."""
    found = lead_to(
        session, make, Status.DECIDED, office=office, now=now(),
        categories=(Category.C01, Category.C03),
    )  # fmt: skip
    session.commit()
    return found


def read(browser: Browser, complaint: Complaint, **changes: str) -> str:
    """Return what the table makes of the answers so far, without line breaks."""
    form = findings(browser, complaint, **changes)
    response = browser.post(address(complaint, "findings/reading"), **form)
    assert response.status_code == 200
    return " ".join(unescape(response.text).split())


def check(browser: Browser, complaint: Complaint, **changes: str) -> str:
    """Return the page that shows the severity before anything is saved."""
    form = findings(browser, complaint, **changes)
    text = browser.post(address(complaint, "findings"), step="check", **form).text
    return " ".join(unescape(text).split())


def test_the_answers_so_far_are_read_before_the_conclusion_is_written(
    browser: Browser, complaint: Complaint, session: Session
) -> None:
    page = read(browser, complaint, conclusion="")

    assert page.count("data-reading-of=") == 2
    assert "It would be otherwise, if this had been found:" in page
    assert "suspected instead of" in page
    assert session.scalars(select(Finding.id)).all() == []


def test_what_is_not_answered_yet_is_not_read(browser: Browser, complaint: Complaint) -> None:
    page = read(browser, complaint, verified="")

    assert "data-reading-of=" not in page


def test_another_answer_is_another_reading(browser: Browser, complaint: Complaint) -> None:
    mild, grave = read(browser, complaint), read(browser, complaint, crime="suspected")

    severities = [re.findall(r'severity" data-severity="(\w+)', page) for page in (mild, grave)]
    assert severities[0][0] != "referral" == severities[1][0]


def test_the_rows_above_say_why_they_do_not_decide(browser: Browser, complaint: Complaint) -> None:
    page = check(browser, complaint)

    assert "Rows above that speak of this" in page
    assert "decides, because:" in page


def test_only_who_may_propose_findings_has_them_read(
    app: Flask, session: Session, make: Make, complaint: Complaint, browser: Browser
) -> None:
    names = FIELD.findall(browser.get(address(complaint, "findings")).text)
    auditor = Desk(app, session).seat(make.staff(Role.AUDITOR))

    response = auditor.post(address(complaint, "findings/reading"), **dict.fromkeys(dict(names)))

    assert response.status_code == 403


def test_what_was_decided_before_on_the_like_is_shown(
    browser: Browser, complaint: Complaint, decided: Complaint
) -> None:
    page = check(browser, complaint)

    assert address(decided) in page
    assert "Otherwise there:" in page or "The same in everything" in page


def test_what_was_decided_behind_the_wall_is_not(
    browser: Browser, complaint: Complaint, decided: Complaint, officer: Staff, session: Session
) -> None:
    session.add(Recusal(complaint_id=decided.id, staff_id=officer.id, reason="令", at=now()))
    session.commit()

    page = check(browser, complaint)

    assert decided.reference not in page
    assert "Nothing of this category has been decided that you may see." in page


def test_who_signs_sees_what_was_decided_before_on_the_like(
    app: Flask, session: Session, make: Make, office: Office, decided: Complaint
) -> None:
    complaint = lead_to(
        session, make, Status.AWAITING_APPROVAL, office=office, now=now(),
        categories=(Category.C01, Category.C03),
    )  # fmt: skip
    page = Desk(app, session).seat(make.staff(Role.SUPERVISOR)).get(address(complaint, "approve"))

    assert "Taken together" in page.text
    assert "Decided before on the like" in page.text
    assert decided.reference in page.text
