"""The liaison's area: what was put to the organ, and nothing that tells of a complaint [7.5]."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.filing import Identity
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.staff import Staff
from portal.services import measures
from portal.services.measures import NewMeasure
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import FILING, Make
from tests.holding import holder
from tests.lives import lead_to
from tests.organs import QUESTION, WHAT, ask, liaison
from tests.web.browsing import Page
from tests.web.office_desk import address, send

TODAY = datetime.now(UTC)
WHO = Identity("王某某", "wang@example.org", "139-0000-7777")
LINK = re.compile(r'href="(/organ/[^"#?]*)')


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def who(make: Make) -> Staff:
    make.staff()
    return liaison(make, name="应知微")


def at(
    session: Session, make: Make, office: Office, status: Status, **changes: object
) -> Complaint:
    return lead_to(session, make, status, office=office, now=TODAY, identity=WHO, **changes)


@pytest.fixture
def asked(session: Session, make: Make, who: Staff, office: Office) -> Enquiry:
    """An enquiry to the liaison's organ."""
    assert who.organ_id
    complaint = at(session, make, office, Status.INVESTIGATING)
    return ask(session, complaint, office, now=TODAY)


@pytest.fixture
def ordered(session: Session, make: Make, who: Staff, office: Office) -> OrderedMeasure:
    """A measure for the liaison's organ."""
    assert who.organ_id
    complaint = at(session, make, office, Status.DECIDED)
    actor = holder(session, complaint)
    new = NewMeasure("housing", WHAT)
    return measures.order(session, complaint, actor, new, office=office, now=TODAY)


def crawl(browser: Browser) -> dict[str, str]:
    """Return every page of the area that can be reached from the first one, by its address."""
    found: dict[str, str] = {}
    todo = ["/organ/"]
    while todo:
        path = todo.pop()
        response = browser.get(path)
        assert response.status_code == 200, path
        Page.of(response)
        found[path] = response.text
        todo += [each for each in LINK.findall(response.text) if each not in found]
    return found


def test_a_liaison_finds_nothing_of_any_complaint(
    session: Session, desk: Desk, who: Staff, asked: Enquiry, ordered: OrderedMeasure
) -> None:
    measures.object_to(
        session, ordered.number, who.as_actor(), "依据不足。", office=desk.app.extensions["office"],
        now=TODAY,
    )  # fmt: skip
    kept = {FILING.subject, WHO.name, WHO.email, WHO.phone}
    kept |= set(FILING.facts.split("\n")) | set(session.scalars(select(Complaint.reference)))
    numbers = {asked.number, ordered.number}

    pages = crawl(desk.seat(who))

    assert {f"/organ/measures/{ordered.number}", f"/organ/enquiries/{asked.number}"} < set(pages)
    assert [each for each in numbers if each not in pages["/organ/"]] == []
    assert [(path, each) for path, page in pages.items() for each in kept if each in page] == []
    assert not any("XN-" in page for page in pages.values())


def test_a_liaison_begins_in_the_own_area_and_gets_nowhere_else(
    desk: Desk, who: Staff, asked: Enquiry
) -> None:
    browser = desk.seat(who)

    assert asked.question in browser.get("/organ/").text
    assert {browser.get(page).status_code for page in ("/office/", "/admin/")} == {403}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LIAISON][:7])
def test_the_area_is_the_liaisons_alone(desk: Desk, make: Make, asked: Enquiry, role: Role) -> None:
    browser = desk.seat(make.staff(role))

    pages = ["/organ/", f"/organ/enquiries/{asked.number}"]

    assert {browser.get(page).status_code for page in pages} == {403}
    assert desk.browser().get("/organ/").status_code == 303


def test_a_liaison_of_another_organ_finds_nothing(
    desk: Desk, make: Make, asked: Enquiry, ordered: OrderedMeasure
) -> None:
    browser = desk.seat(liaison(make, "water"))

    page = browser.get("/organ/").text

    assert asked.number not in page
    assert ordered.number not in page
    for path in (f"enquiries/{asked.number}", f"measures/{ordered.number}", "enquiries/XW-1"):
        assert browser.get(f"/organ/{path}").status_code == 404


def test_an_answer_reaches_the_office(
    session: Session, desk: Desk, who: Staff, asked: Enquiry
) -> None:
    browser, number = desk.seat(who), asked.number
    officer = desk.seat(session.get_one(Staff, asked.asked_by))
    complaint = session.get_one(Complaint, asked.complaint_id)
    browser.get(f"/organ/enquiries/{number}")

    assert browser.post(f"/organ/enquiries/{number}", words="  ").status_code == 422
    sent = browser.post(f"/organ/enquiries/{number}", words="排班表如附。")

    assert sent.status_code == 303
    assert "排班表如附。" in officer.get(address(complaint)).text
    again = browser.post(f"/organ/enquiries/{number}", words="又答一次。")
    assert again.status_code == 409
    assert "又答一次。" in again.text


def test_a_report_and_an_objection_reach_the_office_and_come_back(
    session: Session, make: Make, desk: Desk, who: Staff, ordered: OrderedMeasure
) -> None:
    browser, number = desk.seat(who), ordered.number
    complaint = session.get_one(Complaint, ordered.complaint_id)
    officer = desk.seat(session.get_one(Staff, ordered.ordered_by))
    other = desk.seat(make.staff(Role.SUPERVISOR))
    browser.get(f"/organ/measures/{number}")
    browser.get(f"/organ/measures/{number}/object")

    browser.post(f"/organ/measures/{number}/object", words="依据不足。")
    judged = {"measure_id": str(ordered.id), "words": "依据充分。"}
    stands = send(other, complaint, "answer_objection", verdict="yes", **judged)
    browser.post(f"/organ/measures/{number}/report", words="已当面道歉。")
    checked = send(officer, complaint, "confirm_measure", verdict="kept", **judged)

    assert (stands.status_code, checked.status_code) == (303, 303)
    page = browser.get(f"/organ/measures/{number}").text
    assert "依据充分。" in page
    assert "confirmed" in page


def test_the_office_asks_and_orders_on_the_page_of_the_complaint(
    session: Session, make: Make, desk: Desk, who: Staff, office: Office
) -> None:
    complaint = at(session, make, office, Status.INVESTIGATING)
    done = at(session, make, office, Status.DECIDED)
    browser = desk.seat(session.get_one(Staff, complaint.assignee_id))
    put = {"organ": "housing", "days": "5"}

    asked = send(browser, complaint, "ask_organ", question=QUESTION, step="save", **put)
    other = desk.seat(session.get_one(Staff, done.assignee_id))
    ordered = send(other, done, "order_measure", what=WHAT, clause="6.10", **put)

    assert (asked.status_code, ordered.status_code) == (303, 303)
    assert "XW-" in browser.get(address(complaint)).text
    assert "ZG-" in other.get(address(done)).text
    assert session.scalars(select(Enquiry.due_on)).one() > (TODAY + timedelta(days=3)).date()
    assert who.organ_id


def test_nothing_is_put_that_tells_of_the_complaint(
    session: Session, make: Make, desk: Desk, who: Staff, office: Office
) -> None:
    complaint = at(session, make, office, Status.INVESTIGATING)
    browser = desk.seat(session.get_one(Staff, complaint.assignee_id))

    for words in (complaint.reference, complaint.subject, complaint.facts):
        sent = send(browser, complaint, "ask_organ", organ="housing", question=f"请说明：{words}")
        assert sent.status_code == 422
        assert "taken from it" in sent.text
    for fault in ({"organ": "water"}, {"days": "99"}, {"days": "x"}):
        fields = {"organ": "housing", "question": QUESTION, **fault}
        assert send(browser, complaint, "ask_organ", **fields).status_code == 422
    assert session.scalars(select(Enquiry)).all() == []
    assert who.organ_id


def test_a_form_can_be_read_in_another_language_with_what_was_typed(
    desk: Desk, who: Staff, asked: Enquiry
) -> None:
    browser = desk.seat(who)
    browser.get(f"/organ/enquiries/{asked.number}")

    page = browser.post(f"/organ/enquiries/{asked.number}", words="排班表", speak="zh-Hans")

    assert page.status_code == 200
    assert "排班表" in page.text
    assert "发送答复" in page.text


def test_a_form_open_for_too_long_is_given_back(desk: Desk, who: Staff, asked: Enquiry) -> None:
    browser = desk.seat(who)
    browser.csrf = "stale"

    page = browser.post(f"/organ/enquiries/{asked.number}", words="排班表")

    assert page.status_code == 400
    assert "排班表" in page.text
