"""Rating a closed complaint, and the office that calls back."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.rating import Satisfaction
from portal.domain.receipt import make_code
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.models.rating import Rating
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to
from tests.web.browsing import Page, Visitor
from tests.web.office_desk import address, send

OWN = "/track/complaint"
RATE = f"{OWN}/rate"
GOOD = {"handling": "satisfied", "result": "basically_satisfied", "comment": "谢谢\n<b>"}
BAD = {"handling": "satisfied", "result": "very_dissatisfied"}

Open = Callable[[Status], Complaint]


@pytest.fixture
def opened(make: Make, client: Visitor, session: Session, office: Office) -> Open:
    """Open a complaint, led to a status, in the visitor's browser."""
    limiter.reset()
    make.staff(), make.staff(Role.SUPERVISOR)

    def led(status: Status) -> Complaint:
        complaint = lead_to(session, make, status, office=office, filing_key="own", now=now())
        session.commit()
        code = make_code(office.receipt_key, "own")
        client.post("/track", data={**client.page("/track").form(), "receipt_code": code})
        return complaint

    return led


@pytest.fixture
def supervisor(app: Flask, session: Session, make: Make) -> Browser:
    """A supervisor at a browser."""
    return Desk(app, session).seat(make.staff(Role.SUPERVISOR))


def rate(client: Visitor, **answers: str) -> Page:
    form = client.page(RATE).form()
    return Page.of(client.post(RATE, data={**form, **answers}, follow_redirects=True))


def test_a_closed_complaint_is_rated_once(client: Visitor, session: Session, opened: Open) -> None:
    opened(Status.CLOSED)
    assert RATE in client.get(OWN).text

    page = rate(client, **GOOD)

    assert page.response.status_code == 200
    assert "<b>" in page.said("main")
    assert RATE not in page.response.text
    assert session.scalars(select(Rating.result)).one() is Satisfaction.BASICALLY_SATISFIED
    assert client.get(RATE).status_code == 303


def test_what_somebody_rates_a_second_time_in_another_window_is_given_back(
    client: Visitor, session: Session, opened: Open
) -> None:
    opened(Status.CLOSED)
    form = client.page(RATE).form()
    rate(client, **GOOD)

    again = client.post(RATE, data={**form, **BAD, "comment": "其实不满意"})

    assert again.status_code == 409
    assert Page.of(again).form()["comment"] == "其实不满意"
    assert session.scalar(select(func.count()).select_from(Rating)) == 1


@pytest.mark.parametrize("status", [Status.DECIDED, Status.INVESTIGATING])
def test_what_is_not_closed_cannot_be_rated(client: Visitor, opened: Open, status: Status) -> None:
    opened(status)

    assert RATE not in client.get(OWN).text
    assert client.get(RATE).status_code == 303


def test_both_questions_want_an_answer_and_nothing_typed_is_lost(
    client: Visitor, opened: Open
) -> None:
    opened(Status.CLOSED)

    page = rate(client, handling="satisfied", result="so-so", comment="留着")

    assert page.response.status_code == 422
    assert set(page.errors()) == {"result"}
    assert (page.form()["handling"], page.form()["comment"]) == ("satisfied", "留着")


def test_nobody_rates_without_the_receipt_code(client: Visitor) -> None:
    assert client.get(RATE).status_code == 303


def test_the_office_sees_who_is_to_be_called_back_and_notes_it(
    client: Visitor, opened: Open, supervisor: Browser
) -> None:
    complaint = opened(Status.CLOSED)
    rate(client, **BAD, comment="没有解决")
    assert complaint.reference in supervisor.get("/office/?whose=mine").text
    shown = supervisor.get(address(complaint)).text
    assert "data-call-back" in shown
    assert "没有解决" in shown

    response = send(supervisor, complaint, "call_back", note="已电话致歉")

    assert response.status_code == 303
    after = supervisor.get(address(complaint)).text
    assert "data-call-back" not in after
    assert "已电话致歉" in after
    assert complaint.reference not in supervisor.get("/office/?whose=mine").text


def test_a_good_rating_asks_nothing_of_the_office(
    client: Visitor, opened: Open, supervisor: Browser
) -> None:
    complaint = opened(Status.CLOSED)
    rate(client, **GOOD)

    shown = supervisor.get(address(complaint)).text

    assert "data-rated" in shown
    assert "data-call-back" not in shown
    assert supervisor.get(address(complaint, "call_back")).status_code == 409
