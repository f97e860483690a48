"""What follows a decision, at its pages: charging, proving, sending, the disposal, the closing."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.severity import Measure
from portal.models.complaint import Complaint
from portal.models.dispatch import Dispatch
from portal.models.person_measure import PersonMeasure
from portal.models.staff import Staff
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to
from tests.web.office_desk import address, send


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


def decided(session: Session, make: Make, office: Office, category: Category) -> Complaint:
    """Return a complaint decided just now."""
    complaint = lead_to(
        session, make, Status.DECIDED, office=office, categories=(category,), now=now()
    )
    session.commit()
    return complaint


@pytest.fixture
def rude(session: Session, make: Make, office: Office) -> Complaint:
    return decided(session, make, office, Category.C03)


@pytest.fixture
def favours(session: Session, make: Make, office: Office) -> Complaint:
    return decided(session, make, office, Category.C06)


@pytest.fixture
def seat(session: Session, desk: Desk) -> "Seat":
    return Seat(session, desk)


class Seat:
    """Seats whoever has a complaint."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session, self.desk = session, desk

    def of(self, complaint: Complaint) -> Browser:
        """Return the browser of who has *complaint*."""
        return self.desk.seat(self.session.get_one(Staff, complaint.assignee_id))


def row_of(session: Session, complaint: Complaint, measure: Measure) -> PersonMeasure:
    """Return a measure as it stands in the database."""
    session.rollback()
    found = select(PersonMeasure).where(PersonMeasure.complaint_id == complaint.id)
    return session.scalars(found.where(PersonMeasure.measure == measure)).one()


def test_an_apology_is_charged_and_proved_with_its_form(
    session: Session, office: Office, seat: Seat, rude: Complaint
) -> None:
    browser = seat.of(rude)
    owed = str(row_of(session, rude, Measure.APOLOGY).id)
    today = now().astimezone(office.zone).date().isoformat()
    said = {"measure": owed, "outcome": "done", "done_on": today, "words": "道歉信签收回执"}

    charged = send(
        browser, rude, "charge", measure=owed, carried_by="本人", due_on=today, step="save"
    )
    formless = send(browser, rude, "prove", step="save", **said)
    proved = send(browser, rude, "prove", step="save", form="no_contact", **said)

    assert (charged.status_code, formless.status_code, proved.status_code) == (303, 422, 303)
    row = row_of(session, rude, Measure.APOLOGY)
    assert (row.carried_by, row.form, row.proof) == ("本人", "no_contact", "道歉信签收回执")
    assert "The complainant declines contact" in browser.get(address(rude)).text


def test_a_measure_can_be_dropped_with_a_reason_and_closing_says_what_is_left(
    session: Session, seat: Seat, rude: Complaint
) -> None:
    browser = seat.of(rude)
    owed = str(row_of(session, rude, Measure.ADMONITORY_EDUCATION).id)

    before = browser.get(address(rude)).text
    send(browser, rude, "prove", measure=owed, outcome="none", words="已调离", step="save")

    assert 'data-need="measures"' in before
    assert row_of(session, rude, Measure.ADMONITORY_EDUCATION).none_reason == "已调离"


def test_a_proposal_is_sent_and_its_disposal_put_on_record(
    session: Session, office: Office, seat: Seat, favours: Complaint
) -> None:
    browser = seat.of(favours)
    local = now().astimezone(office.zone)
    form = browser.get(address(favours, "refer")).text
    what = "discipline:" + form.partition('value="discipline:')[2].partition('"')[0]
    sent = {"what": what, "sent_on": f"{local:%Y-%m-%d}", "sent_time": f"{local:%H:%M}"}

    nameless = send(browser, favours, "refer", step="save", **sent)
    done = send(browser, favours, "refer", step="save", receipt_number="收 9", **sent)
    ended = send(
        browser, favours, "record_disposal", step="save", disposal="政务警告",
        disposed_on=f"{local:%Y-%m-%d}",
        dispatch=str(session.scalars(select(Dispatch.id)).one()),
    )  # fmt: skip

    assert (nameless.status_code, done.status_code, ended.status_code) == (422, 303, 303)
    session.rollback()
    row = session.scalars(select(Dispatch)).one()
    assert (row.receipt_number, row.disposal, len(row.manifest_sha256)) == ("收 9", "政务警告", 64)


def test_a_measure_to_be_sent_is_not_proved_by_hand(
    session: Session, seat: Seat, favours: Complaint
) -> None:
    owed = str(row_of(session, favours, Measure.DISCIPLINE).id)

    page = send(
        seat.of(favours), favours, "prove", measure=owed, outcome="done", words="已送", step="save"
    )

    assert page.status_code == 422
    assert "done by sending it" in page.text
