"""Who sees what: one table decides, buttons and views alike, and the wall stands before both."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.domain.permissions import OFFICE_ROLES, Role
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint, Recusal
from portal.models.staff import Staff
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.web.office_desk import address, do

Wall = Callable[[Make, Session, Staff, Complaint], None]
OUTSIDERS = (Role.ADMIN, Role.LIAISON)
FORMS = ("decline", "findings", "decide", "reassign")
STEPS = ("accept", "investigate", *FORMS)


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def complaint(make: Make, office: Office) -> Complaint:
    """A complaint with an attachment, assigned to an officer."""
    photo = office.store.keep(BytesIO(b"\xff\xd8\xff"), '照片 "1".jpg', "image/jpeg")
    make.staff()
    return make.assigned(attachments=(photo,))


@pytest.fixture
def attachment(session: Session, complaint: Complaint) -> str:
    """The address of the attachment."""
    row = session.query(Attachment).one()
    return address(complaint, f"attachments/{row.id}")


def person(make: Make, role: Role) -> Staff:
    organ = make.organ("water")
    return make.staff(role, organ_id=organ.id if role is Role.LIAISON else None)


@pytest.mark.parametrize("role", sorted(OFFICE_ROLES))
def test_the_roles_of_the_office_read(
    desk: Desk, make: Make, complaint: Complaint, attachment: str, role: Role
) -> None:
    browser = desk.seat(person(make, role))

    assert complaint.reference in browser.get("/office/?whose=all").text
    assert browser.get(address(complaint)).status_code == 200
    assert browser.get(attachment).status_code == 200


@pytest.mark.parametrize("role", OUTSIDERS)
def test_whoever_has_no_business_there_meets_nothing_of_a_complaint(
    desk: Desk, make: Make, complaint: Complaint, attachment: str, role: Role
) -> None:
    browser = desk.seat(person(make, role))
    pages = ["/office/", "/office/outbox", attachment, address(complaint)]
    pages += [address(complaint, form) for form in FORMS]

    answers = [browser.get(page) for page in pages]
    answers += [browser.post(address(complaint, step)) for step in STEPS]

    assert {answer.status_code for answer in answers} == {403}
    assert not any(complaint.subject in answer.text for answer in answers)


def test_an_auditor_only_reads(desk: Desk, make: Make, complaint: Complaint) -> None:
    browser = desk.seat(person(make, Role.AUDITOR))

    page = browser.get(address(complaint))
    answers = [do(browser, complaint, step).status_code for step in STEPS]

    assert "there is nothing for you to do here" in page.text
    assert answers == [403] * len(STEPS)
    assert browser.get("/office/outbox").status_code == 403


def test_an_officer_acts_only_on_own_complaints(
    desk: Desk, make: Make, complaint: Complaint
) -> None:
    colleague = desk.seat(make.staff())
    colleague.version = str(complaint.version)

    answers = [colleague.post(address(complaint, step)).status_code for step in STEPS]

    assert answers == [403] * len(STEPS)


@pytest.mark.parametrize("role", sorted(OFFICE_ROLES))
def test_a_button_is_there_exactly_when_its_view_opens(
    desk: Desk, make: Make, complaint: Complaint, role: Role
) -> None:
    browser = desk.seat(person(make, role))

    page = browser.get(address(complaint)).text
    buttons = {form: f'href="{address(complaint, form)}"' in page for form in FORMS}
    views = {form: browser.get(address(complaint, form)).status_code == 200 for form in FORMS}

    assert buttons == views


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.SUPERVISOR, 200), (Role.DIRECTOR, 200), (Role.OFFICER, 403), (Role.INTAKE, 403)],
)
def test_parked_work_is_for_those_who_look_after_it(
    desk: Desk, make: Make, role: Role, status: int
) -> None:
    assert desk.seat(person(make, role)).get("/office/outbox").status_code == status


def wall_by_tie(make: Make, session: Session, staff: Staff, complaint: Complaint) -> None:
    make.tie(staff, organ=make.organ())


def wall_by_recusal(make: Make, session: Session, staff: Staff, complaint: Complaint) -> None:
    session.add(Recusal(complaint_id=complaint.id, staff_id=staff.id, reason="亲属", at=NOW))
    session.flush()


@pytest.mark.parametrize("wall", [wall_by_tie, wall_by_recusal])
@pytest.mark.parametrize("role", sorted(OFFICE_ROLES))
def test_behind_the_wall_a_complaint_is_like_one_that_never_was(
    desk: Desk,
    make: Make,
    session: Session,
    complaint: Complaint,
    attachment: str,
    role: Role,
    wall: Wall,
) -> None:
    staff = person(make, role)
    wall(make, session, staff, complaint)
    browser = desk.seat(staff)
    browser.version = str(complaint.version)
    nowhere = address(complaint).replace(complaint.reference, "XN-2026-999999")

    unknown = browser.get(nowhere)
    hidden = browser.get(address(complaint))
    answers = [browser.get(address(complaint, form)).status_code for form in FORMS]
    answers += [browser.post(address(complaint, step)).status_code for step in STEPS]

    assert complaint.reference not in browser.get("/office/?whose=all").text
    assert "There is no complaint" in browser.get(f"/office/?reference={complaint.reference}").text
    assert (hidden.status_code, hidden.text.count("<p")) == (404, unknown.text.count("<p"))
    assert set(answers) == {404}
    assert browser.get(attachment).status_code == 404


def test_an_attachment_is_saved_and_never_opened_as_a_page(
    desk: Desk, make: Make, attachment: str
) -> None:
    response = desk.seat(person(make, Role.INTAKE)).get(attachment)

    assert response.data == b"\xff\xd8\xff"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''%E7%85%A7%E7%89%87%20%221%22.jpg" in disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox;")
    assert response.headers["Cache-Control"] == "no-store"


def test_an_attachment_lost_from_the_disk_is_not_a_fault_of_the_reader(
    desk: Desk, make: Make, session: Session, office: Office, attachment: str
) -> None:
    office.store.discard(session.query(Attachment).one().token)

    assert desk.seat(person(make, Role.INTAKE)).get(attachment).status_code == 404


def test_the_complaints_page_does_not_say_who_complained(
    desk: Desk, make: Make, complaint: Complaint
) -> None:
    page = desk.seat(person(make, Role.DIRECTOR)).get(address(complaint)).text

    assert "Named; the identity is sealed" in page
    assert "wang@example.org" not in page
    assert "王某" not in page


def test_nobody_who_has_not_signed_in_sees_anything(
    desk: Desk, session: Session, complaint: Complaint, attachment: str
) -> None:
    session.commit()
    browser: Browser = desk.browser()
    pages = ["/office/", "/office/outbox", attachment, address(complaint)]

    answers = [browser.get(page) for page in pages]

    assert {answer.status_code for answer in answers} == {303}
