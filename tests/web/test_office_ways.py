"""The other ways of a complaint: asked about, passed on, approved by a second person, reviewed."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, Role
from portal.domain.severity import Severity
from portal.models.clock import ClockTolling
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import reviews
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.fulfilling import fulfil
from tests.lives import Life
from tests.web.browsing import Page
from tests.web.office_desk import address, findings, send

GRAVE = {"loss": "major", "impact": "odious", "circumstances": "serious", "intent": "deliberate"}
SUMMARY = "已建议有关机关给予处分。"


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
    """The officer's browser."""
    return desk.seat(officer)


@pytest.fixture
def signer(desk: Desk, make: Make, complaint: Complaint) -> Browser:
    """The browser of a supervisor who signs."""
    return desk.seat(make.staff(Role.SUPERVISOR))


@pytest.fixture
def supervisor(make: Make, complaint: Complaint, signer: Browser) -> Staff:
    return make.staff(Role.SUPERVISOR)


@pytest.fixture
def leader(desk: Desk, supervisor: Staff) -> Browser:
    """A supervisor's browser."""
    return desk.seat(supervisor)


def fresh(session: Session, complaint: Complaint) -> Complaint:
    session.rollback()
    session.refresh(complaint)
    return complaint


def letters(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxRow.payload["letter"].astext)))


def found(browser: Browser, complaint: Complaint, **changes: str) -> None:
    """Accept the complaint and propose findings."""
    send(browser, complaint, "accept")
    filled = findings(browser, complaint, **changes)
    browser.post(address(complaint, "findings"), step="save", **filled)


def put_up(browser: Browser, complaint: Complaint, **words: str) -> None:
    """Put what was found up for signature."""
    assert send(browser, complaint, "submit", step="save", **words).status_code == 303


def decided(browser: Browser, signer: Browser, complaint: Complaint) -> None:
    """Decide the complaint, mildly."""
    found(browser, complaint)
    put_up(browser, complaint)
    send(signer, complaint, "approve", step="save")
    send(browser, complaint, "decide", step="save", summary="已责令道歉。")


def ask_review(session: Session, complaint: Complaint, office: Office) -> None:
    """Let the complainant ask for a review."""
    session.refresh(complaint)
    who = Actor.complainant(complaint.id)
    reviews.ask_review(session, complaint, who, "没有提到\n第二次", office=office, now=now())
    session.commit()


def carry_out(session: Session, complaint: Complaint, office: Office) -> None:
    """Do what the decision asks for."""
    session.refresh(complaint)
    Life(session, complaint, office, now()).carry_out()
    session.commit()


def twice(browser: Browser, complaint: Complaint, step: str, **words: str) -> Page:
    """Have *step* checked, see that nothing typed is lost, and send it."""
    check = Page.of(send(browser, complaint, step, step="check", **words))
    sent = check.form()
    assert {name: sent[name] for name in words} == words
    assert browser.post(address(complaint, step), **{**sent, "step": "save"}).status_code == 303
    return check


def test_a_question_lets_the_clock_stand_still(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    twice(browser, complaint, "ask_clarification", question="哪一天？\n哪个窗口？")

    assert fresh(session, complaint).status is Status.CLARIFICATION
    assert "stands still since" in browser.get(address(complaint)).text
    assert session.scalars(select(ClockTolling.last_on)).one() is None
    assert "clarification" in letters(session)


def test_a_transfer_names_its_body_and_ends_with_a_report(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    twice(browser, complaint, "transfer", target="区教育局", reason="属教育部门职责")
    assert fresh(session, complaint).status is Status.TRANSFERRED
    assert "transferred" in letters(session)
    assert "Passed on to 区教育局" in browser.get(address(complaint)).text

    twice(browser, complaint, "report_back", report="已整改")

    assert fresh(session, complaint).status is Status.CLOSED


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("ask_clarification", "Write what you need to know"),
        ("transfer", "Name the body"),
    ],
)
def test_what_is_left_empty_is_given_back(
    browser: Browser, session: Session, complaint: Complaint, step: str, fault: str
) -> None:
    response = send(browser, complaint, step, step="save")

    assert response.status_code == 422
    assert fault in response.text
    assert fresh(session, complaint).status is Status.ASSIGNED


def test_an_apology_is_signed_by_a_supervisor_and_decided_by_the_officer(
    browser: Browser, signer: Browser, session: Session, complaint: Complaint
) -> None:
    found(browser, complaint)
    assert address(complaint, "decide") not in browser.get(address(complaint)).text
    put_up(browser, complaint)
    early = browser.get(address(complaint, "decide"))

    signed = send(signer, complaint, "approve", step="save", remark="同意。")
    send(browser, complaint, "decide", step="save", summary=SUMMARY)

    assert early.status_code == 409
    assert "does not fit this complaint as it stands" in early.text
    assert signed.status_code == 303
    assert fresh(session, complaint).status is Status.DECIDED


def test_discipline_is_signed_by_supervisor_and_director(
    browser: Browser, signer: Browser, desk: Desk, make: Make, session: Session,
    complaint: Complaint,
) -> None:  # fmt: skip
    director = desk.seat(make.staff(Role.DIRECTOR))
    found(browser, complaint, **GRAVE)
    unsaid = send(browser, complaint, "submit", step="save")
    undone = send(browser, complaint, "submit", step="save", standing="official")
    fulfil(session, fresh(session, complaint))
    session.commit()
    put_up(browser, complaint, standing="official")

    send(signer, complaint, "approve", step="save")
    assert browser.get(address(complaint, "decide")).status_code == 409
    assert signer.get(address(complaint, "approve")).status_code == 403
    page = browser.get(address(complaint)).text
    send(director, complaint, "approve", step="save")
    send(browser, complaint, "decide", step="save", summary=SUMMARY)

    assert (unsaid.status_code, undone.status_code) == (422, 409)
    assert 'data-left="second"' in undone.text
    assert "still needed" in page
    after = fresh(session, complaint)
    assert (after.status, after.decided_severity) == (Status.DECIDED, Severity.DISCIPLINE)


def test_findings_go_back_with_what_is_missing_and_what_was_signed_lapses(
    browser: Browser, signer: Browser, leader: Browser, session: Session, complaint: Complaint
) -> None:
    found(browser, complaint)
    put_up(browser, complaint)
    send(signer, complaint, "approve", step="save")

    assert browser.get(address(complaint, "send_back")).status_code == 403
    bare = send(leader, complaint, "send_back", step="save", reason="")
    send(leader, complaint, "send_back", step="save", reason="损失没有凭证")

    assert bare.status_code == 422
    assert fresh(session, complaint).status is Status.INVESTIGATING
    page = browser.get(address(complaint)).text
    assert "损失没有凭证" in page
    assert "lapsed" in page


def test_submitting_what_has_changed_is_refused(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    found(browser, complaint)

    response = send(browser, complaint, "submit", step="save", version="1")

    assert response.status_code == 409
    assert fresh(session, complaint).status is Status.FINDINGS_PROPOSED


def test_a_review_goes_to_somebody_who_had_no_part_and_stands_no_lower(
    browser: Browser, signer: Browser, leader: Browser, supervisor: Staff, make: Make,
    session: Session, complaint: Complaint, office: Office,
) -> None:  # fmt: skip
    make.staff()
    session.commit()
    decided(browser, signer, complaint)

    ask_review(session, complaint, office)

    assert fresh(session, complaint).assignee_id == supervisor.id
    assert browser.get(address(complaint, "conclude_review")).status_code == 403
    page = leader.get(address(complaint, "conclude_review"))
    assert "没有提到" in page.text
    assert "Conclude the review…" in leader.get(address(complaint)).text


def test_with_no_other_supervisor_a_review_goes_one_step_up(
    browser: Browser, signer: Browser, make: Make, session: Session, complaint: Complaint,
    office: Office,
) -> None:  # fmt: skip
    director = make.staff(Role.DIRECTOR)
    session.commit()
    decided(browser, signer, complaint)

    ask_review(session, complaint, office)

    assert fresh(session, complaint).assignee_id == director.id


def test_a_review_cannot_be_given_to_who_had_a_part(
    browser: Browser, signer: Browser, leader: Browser, make: Make, session: Session,
    complaint: Complaint, office: Office, officer: Staff,
) -> None:  # fmt: skip
    make.staff()
    session.commit()
    decided(browser, signer, complaint)
    ask_review(session, complaint, office)

    page = leader.get(address(complaint, "reassign"))

    assert officer.username not in Page.of(page).said("form")


@pytest.mark.parametrize(
    ("verdict", "status"), [("stands", Status.CLOSED), ("anew", Status.ACCEPTED)]
)
def test_a_review_is_concluded_after_a_second_look(
    browser: Browser, signer: Browser, leader: Browser, session: Session, complaint: Complaint,
    office: Office, verdict: str, status: Status,
) -> None:  # fmt: skip
    decided(browser, signer, complaint)
    carry_out(session, complaint, office)
    ask_review(session, complaint, office)

    twice(leader, complaint, "conclude_review", verdict=verdict, reason="逐项核对后认为……")

    assert fresh(session, complaint).status is status
    assert "review_result" in letters(session)


def test_a_decision_does_not_stand_before_it_is_carried_out(
    browser: Browser, signer: Browser, leader: Browser, session: Session, complaint: Complaint,
    office: Office,
) -> None:  # fmt: skip
    decided(browser, signer, complaint)
    ask_review(session, complaint, office)

    page = send(leader, complaint, "conclude_review", verdict="stands", reason="维持", step="check")

    assert page.status_code == 422
    assert "neither proved nor dropped" in page.text


def test_the_second_review_is_concluded_by_a_third_person(
    browser: Browser, signer: Browser, leader: Browser, desk: Desk, make: Make,
    session: Session, complaint: Complaint, office: Office,
) -> None:  # fmt: skip
    director = make.staff(Role.DIRECTOR)
    session.commit()
    decided(browser, signer, complaint)
    carry_out(session, complaint, office)
    ask_review(session, complaint, office)
    twice(leader, complaint, "conclude_review", verdict="stands", reason="维持")

    ask_review(session, complaint, office)
    assert fresh(session, complaint).assignee_id == director.id
    last = desk.seat(director)
    assert "Conclude the second review…" in last.get(address(complaint)).text
    twice(last, complaint, "conclude_review", verdict="stands", reason="维持")

    assert fresh(session, complaint).status is Status.CLOSED


def test_a_review_without_verdict_is_given_back(
    browser: Browser, signer: Browser, leader: Browser, session: Session, complaint: Complaint,
    office: Office,
) -> None:  # fmt: skip
    decided(browser, signer, complaint)
    ask_review(session, complaint, office)

    response = send(leader, complaint, "conclude_review", step="save", verdict="", reason="x")

    assert response.status_code == 422
    assert "Choose one of the answers" in response.text


STEPS = ("ask_clarification", "transfer", "conclude_review", "send_back", "report_back")


@pytest.mark.parametrize("step", STEPS)
def test_an_expired_page_keeps_what_was_typed(
    browser: Browser, complaint: Complaint, step: str
) -> None:
    words = dict.fromkeys(("question", "reason", "report", "target"), "打了很久的字")

    response = send(browser, complaint, step, csrf_token="stale", **words)

    expected = 403 if step == "send_back" else 400
    assert response.status_code == expected
    assert expected == 403 or "打了很久的字" in response.text


@pytest.mark.parametrize("role", [Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR])
def test_a_link_is_there_exactly_when_its_view_opens(
    desk: Desk, make: Make, complaint: Complaint, role: Role
) -> None:
    steps = (*STEPS, "recuse", "hand_back", "decide_hand_back", "set_class", "extend")
    browser = desk.seat(make.staff(role))

    page = browser.get(address(complaint)).text
    links = {step: f'href="{address(complaint, step)}"' in page for step in steps}
    views = {step: browser.get(address(complaint, step)).status_code == 200 for step in steps}

    assert links == views
