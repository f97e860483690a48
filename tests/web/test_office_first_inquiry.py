"""The first-inquiry desk at a browser: filing for others, questions, promises [1.1-1.3]."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.queries import inquiries
from portal.web.context import today
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.conftest import GOOD

FILE, ASK, LIST = "/office/file", "/office/inquiries/new", "/office/inquiries"
ASKED = {
    "channel": "phone",
    "people": "2",
    "asked_name": "赵某",
    "asked_post": "一号窗口",
    "asked_organ": "housing",
    "remit": "own",
    "answer": "当场说明了所需材料。",
    "outcome": "settled",
}
QUESTION = {**ASKED, "matter": "换证要带什么？", "about": "housing", "contact": "孙某 000-0001"}


@pytest.fixture
def desk(app: Flask, session: Session, make: Make) -> Desk:
    make.organ()
    return Desk(app, session)


@pytest.fixture
def clerk(desk: Desk, make: Make) -> Browser:
    return desk.seat(make.staff(Role.INTAKE))


def promised(days: int = 3) -> dict[str, str]:
    """Return the fields of a promise."""
    due_on = (today() + timedelta(days=days)).isoformat()
    return {"outcome": "promised", "due_on": due_on, "promise_reason": "档案在库房，须调取。"}


def filled(clerk: Browser, **changes: str) -> dict[str, Any]:
    """Return the filing form as shown, filled in."""
    return {**Page.of(clerk.get(FILE)).form(), **GOOD, **ASKED, **changes}


def test_the_form_begins_with_the_clerk_in_the_office(
    desk: Desk, make: Make, session: Session
) -> None:
    make.organ("desk").kind = "supervision"
    clerk = desk.seat(make.staff(Role.INTAKE, name="受理员甲"))

    form = Page.of(clerk.get(FILE)).form()

    assert (form["asked_name"], form["asked_organ"]) == ("受理员甲", "desk")
    assert form["channel"] == "visit"


def test_a_caller_s_complaint_is_filed_and_its_receipt_printed(
    clerk: Browser, session: Session
) -> None:
    response = clerk.post(FILE, **filled(clerk, **promised()))
    receipt = clerk.get(response.location)
    code = Page.of(receipt).marked("data-receipt-code")
    gone = clerk.post("/office/file/receipt")

    complaint = session.scalars(select(Complaint)).one()
    assert (response.status_code, response.location) == (303, "/office/file/receipt")
    assert complaint.channel == "phone"
    assert complaint.reference in receipt.text
    assert f"/office/complaints/{complaint.reference}" in receipt.text
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", code)
    assert clerk.post("/track", receipt_code=code).status_code == 303
    assert gone.location == FILE
    assert clerk.get("/office/file/receipt").location == FILE


def test_a_receipt_is_for_the_clerk_who_filed(clerk: Browser, desk: Desk, make: Make) -> None:
    clerk.post(FILE, **filled(clerk))
    other = desk.seat(make.staff(Role.INTAKE)).client.get_cookie("portal_staff")
    assert other
    clerk.client.set_cookie("portal_staff", other.value)

    assert clerk.get("/office/file/receipt").location == FILE


def test_the_complaint_says_who_was_asked_first_and_the_promise_runs(
    clerk: Browser, session: Session
) -> None:
    clerk.post(FILE, **filled(clerk, **promised()))
    reference = session.scalars(select(Complaint.reference)).one()

    page = clerk.get(f"/office/complaints/{reference}")

    assert "赵某 一号窗口" in page.text
    assert "档案在库房，须调取。" in page.text
    assert 'data-clock="first_inquiry_promise"' in page.text
    assert "answer by the day the first-inquiry officer promised" in Page.of(page).said("dd")
    assert "/office/inquiries/1" in page.text


def test_a_form_refused_keeps_everything_typed(clerk: Browser, session: Session) -> None:
    form = filled(
        clerk, outcome="promised", due_on="2020-01-01", subject="", people="9", handed_to="钱某",
        remit="colleague", place="大厅", name="王某",
    )  # fmt: skip

    response = clerk.post(FILE, **form)

    page = Page.of(response)
    kept = {name: text for name, text in page.form().items() if name != "csrf_token"}
    assert response.status_code == 422
    assert kept == {name: text for name, text in form.items() if name in kept}
    assert set(page.errors()) == {"subject", "people", "due_on", "promise_reason"}
    assert session.scalar(select(func.count(Complaint.id))) == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"channel": "web"}, "channel"),
        ({"remit": "x"}, "remit"),
        ({"outcome": "x"}, "outcome"),
        ({"remit": "colleague"}, "outcome"),
        ({"outcome": "handed_over"}, "handed_to"),
        ({"outcome": "promised", "due_on": "soon", "promise_reason": "忙"}, "due_on"),
        ({"answer": " "}, "answer"),
        ({"asked_name": ""}, "asked_name"),
        ({"people": "0"}, "people"),
    ],
)
def test_what_the_opinion_asks_for_is_asked_for(
    clerk: Browser, changes: dict[str, str], field: str
) -> None:
    response = clerk.post(ASK, **{**QUESTION, **changes})

    assert response.status_code == 422
    assert field in Page.of(response).errors()


@pytest.mark.parametrize("changes", [{"asked_organ": "x"}, {"about": "x"}])
def test_an_organ_has_to_be_one_of_the_list(clerk: Browser, changes: dict[str, str]) -> None:
    response = clerk.post(ASK, **{**QUESTION, **changes})

    assert response.status_code == 422
    assert "Choose an organ from the list" in response.text


def test_a_form_whose_session_is_over_is_given_back(clerk: Browser) -> None:
    for path in (FILE, ASK):
        response = clerk.post(path, **{**GOOD, **QUESTION, "csrf_token": "old"})

        assert response.status_code == 400
        assert "当场说明了所需材料。" in response.text


def test_a_search_or_another_language_loses_nothing(clerk: Browser) -> None:
    for path, button in ((FILE, "find_organ"), (FILE, "speak"), (ASK, "speak")):
        form = {**QUESTION, "organ": "housing", "organ_search": "housing", button: "zh-Hant"}

        response = clerk.post(path, **form)

        assert response.status_code == 200
        assert "当场说明了所需材料。" in response.text


def test_a_form_sent_twice_files_once_and_changed_files_none(
    clerk: Browser, session: Session
) -> None:
    form = filled(clerk)

    codes = [clerk.post(FILE, **each).status_code for each in (form, form)]
    changed = clerk.post(FILE, **{**form, "subject": "另一件事"})

    assert codes == [303, 303]
    assert changed.status_code == 409
    assert session.scalar(select(func.count(Inquiry.id))) == 1


def test_a_question_is_recorded_and_a_promise_kept(clerk: Browser, session: Session) -> None:
    clerk.post(ASK, **{**QUESTION, **promised()})

    listed = Page.of(clerk.get(LIST)).said("main")
    asked = clerk.get(f"{LIST}/1")
    empty = clerk.post(f"{LIST}/1", answer="")
    kept = clerk.post(f"{LIST}/1", answer="已电话答复。")
    again = clerk.post(f"{LIST}/1", answer="又一次")

    assert "Promises to keep" in listed
    assert Page.of(asked).marked("data-contact") == "孙某 000-0001"
    assert empty.status_code == 422
    assert (kept.status_code, kept.location) == (303, LIST)
    assert again.status_code == 409
    assert "又一次" in again.text
    assert "孙某" not in clerk.get(f"{LIST}/1").text
    assert session.scalars(select(Inquiry.later_answer)).one() == "已电话答复。"
    assert "Promises to keep" not in clerk.get(LIST).text


def test_who_was_promised_an_answer_can_be_reached(clerk: Browser) -> None:
    response = clerk.post(ASK, **{**QUESTION, **promised(), "contact": ""})

    assert response.status_code == 422
    assert set(Page.of(response).errors()) == {"contact"}


def test_the_list_goes_on_to_the_next_page(clerk: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiries.inquiries, "__kwdefaults__", {"after": "", "size": 2})
    for number in range(3):
        clerk.post(ASK, **{**QUESTION, "matter": f"问题{number}"})

    first, second = clerk.get(LIST).text, clerk.get(f"{LIST}?after=2").text

    assert "/office/inquiries?after=2" in first
    assert [f"问题{number}" in first for number in range(3)] == [False, True, True]
    assert [f"问题{number}" in second for number in range(3)] == [True, False, False]


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.DIRECTOR, Role.SUPERIOR, Role.AUDITOR, Role.ADMIN, Role.LIAISON]
)
def test_only_the_desk_files_records_and_answers(
    clerk: Browser, desk: Desk, make: Make, role: Role
) -> None:
    clerk.post(ASK, **{**QUESTION, **promised()})
    organ_id = make.organ().id if role is Role.LIAISON else None
    other = desk.seat(make.staff(role, organ_id=organ_id))

    codes = [
        asked(path).status_code
        for path in (FILE, "/office/file/receipt", ASK, f"{LIST}/1")
        for asked in (other.get, other.post)
    ]
    listed = other.get(LIST)

    assert set(codes) == {403}
    assert listed.status_code == (403 if role in {Role.ADMIN, Role.LIAISON} else 200)
    assert f"{LIST}/1" not in listed.text


def test_a_supervisor_files_as_well(desk: Desk, make: Make, session: Session) -> None:
    supervisor = desk.seat(make.staff(Role.SUPERVISOR))

    assert supervisor.post(FILE, **filled(supervisor)).status_code == 303


def test_behind_the_wall_there_is_nothing(
    clerk: Browser, desk: Desk, make: Make, session: Session
) -> None:
    """Also for a clerk who has just filed it: the receipt is all that is left."""
    tied = make.staff(Role.INTAKE)
    make.tie(tied, organ=make.organ())
    other = desk.seat(tied)
    clerk.post(ASK, **{**QUESTION, **promised()})

    response = other.post(FILE, **filled(other, **promised()))
    receipt = other.get(response.location)

    reference = session.scalars(select(Complaint.reference)).one()
    assert reference in receipt.text
    assert f"/office/complaints/{reference}" not in receipt.text
    assert "There is nothing here." in other.get(LIST).text
    for number in (1, 2, 3):
        assert other.get(f"{LIST}/{number}").status_code == 404
        assert other.post(f"{LIST}/{number}", answer="好").status_code == 404
