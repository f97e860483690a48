"""What has to be said in writing first, asked and answered in place on the complaint's page."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Loss
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.severity import Finding as Inputs
from portal.domain.severity import Verified
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.gate_answer import GateAnswer
from portal.models.staff import Staff
from portal.services import findings
from portal.services.findings import Established
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.holding import holder
from tests.lives import lead_to
from tests.web.office_desk import address, do, send

WHY = "损失由对方违约造成，不构成犯罪线索。"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(session: Session, make: Make, office: Office, officer: Staff) -> Complaint:
    """A complaint with a major loss, found by the officer."""
    found = lead_to(
        session, make, Status.INVESTIGATING, office=office, now=now(), categories=(Category.C12,)
    )
    (point,) = session.scalars(select(Allegation.id).where(Allegation.complaint_id == found.id))
    inputs = Inputs(Category.C12, verified=Verified.YES, loss=Loss.MAJOR)
    established = [Established(point, inputs, "属实")]
    author = holder(session, found)
    findings.propose(session, found, author, established, office=office, now=now())
    return found


@pytest.fixture
def second(desk: Desk, make: Make, complaint: Complaint) -> Browser:
    """The browser of a second person."""
    return desk.seat(make.staff())


def form(session: Session, **changes: str) -> dict[str, str]:
    """Return what the second person sends."""
    finding = session.scalars(select(Finding.id)).one()
    plain = {"finding": str(finding), "gate": "crime_screening", "verdict": "clear", "said": WHY}
    return {**plain, **changes}


def test_the_second_person_answers_in_place_and_the_signers_read_it(
    session: Session, desk: Desk, make: Make, office: Office, complaint: Complaint,
    second: Browser, officer: Staff,
) -> None:  # fmt: skip
    before = second.get(address(complaint)).text
    done = do(second, complaint, "screen", **form(session))
    after = second.get(address(complaint)).text

    assert 'data-gate="crime_screening"' in before
    assert f'action="{address(complaint, "screen")}"' in before
    assert done.status_code == 303
    assert done.location.endswith("#checklist")
    assert f'action="{address(complaint, "screen")}"' not in after
    assert WHY in after
    assert WHY in desk.seat(officer).get(address(complaint, "submit")).text


def test_whose_work_it_is_sees_what_is_missing_and_cannot_say_it(
    session: Session, desk: Desk, complaint: Complaint, officer: Staff
) -> None:
    browser = desk.seat(officer)

    page = browser.get(address(complaint)).text
    refused = do(browser, complaint, "screen", **form(session))

    assert "A second person has to say this" in page
    assert f'action="{address(complaint, "screen")}"' not in page
    assert refused.status_code == 403
    left = browser.get(address(complaint, "submit")).text
    assert 'data-left="crime_screening"' in left


@pytest.mark.parametrize(
    ("changes", "wrong"), [({"said": " "}, "said"), ({"verdict": ""}, "verdict")]
)
def test_what_says_too_little_is_asked_again_beside_its_field(
    session: Session, complaint: Complaint, second: Browser, changes: dict[str, str], wrong: str
) -> None:
    sent = form(session, **changes)

    answer = do(second, complaint, "screen", **sent)

    field = f"{wrong}-{sent['finding']}-crime_screening"
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert sent["said"].strip() in answer.text
    assert session.scalars(select(GateAnswer)).all() == []


def test_a_clue_goes_up_at_once(session: Session, complaint: Complaint, second: Browser) -> None:
    done = do(second, complaint, "screen", **form(session, verdict="clue"))

    page = second.get(address(complaint)).text
    assert done.status_code == 303
    assert "A clue of a crime was seen" in page
    assert 'data-gate="clue_let_go"' in page


def test_what_changed_meanwhile_loses_nothing_that_was_typed(
    session: Session, complaint: Complaint, second: Browser
) -> None:
    second.get(address(complaint))

    late = second.post(address(complaint, "screen"), **{**form(session), "version": "1"})
    expired = second.post(address(complaint, "screen"), **{**form(session), "csrf_token": "none"})

    for answer, status in ((late, 409), (expired, 400)):
        assert (answer.status_code, WHY in answer.text) == (status, True)
    assert session.scalars(select(GateAnswer)).all() == []


@pytest.mark.parametrize("gate", ["exemption_named", "no_such_gate"])
def test_what_is_not_asked_is_not_taken(
    session: Session, complaint: Complaint, second: Browser, gate: str
) -> None:
    answer = do(second, complaint, "screen", **form(session, gate=gate))

    assert answer.status_code == 422
    assert WHY in answer.text


def test_a_signer_is_told_what_is_missing_since_a_clue_was_flagged(
    session: Session, desk: Desk, make: Make, office: Office
) -> None:
    signing = lead_to(session, make, Status.AWAITING_APPROVAL, office=office, now=now())
    leader, director = desk.seat(make.staff(Role.SUPERVISOR)), make.staff(Role.DIRECTOR)
    send(leader, signing, "raise_severity", step="save", ground="clue", reason="收据系伪造")

    page = desk.seat(director).get(address(signing, "approve"))

    assert 'data-left="clue_let_go"' in page.text
    assert 'value="save"' not in page.text.split('id="work"')[1]
