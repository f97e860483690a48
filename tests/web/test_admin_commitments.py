"""The administrator enters, changes and withdraws what organs promise [2.1]."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.permissions import Role
from portal.models.commitment import PublishedCommitment
from portal.models.staff import Staff
from portal.services import commitments
from tests.commitments import LICENCE, publish
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.web.browsing import Page

PAGES = ("commitments", "commitments/enter", "commitments/1/change", "commitments/1/withdraw")
TYPED = {
    "organ": "housing",
    "service_zh": "  变更登记 ",
    "promised": "3 WD",
    "fee_zh": "不收费",
    "service_en": "A change",
}


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def person(make: Make) -> Staff:
    return make.staff(Role.ADMIN, name="顾管理")


@pytest.fixture
def row(make: Make, person: Staff) -> PublishedCommitment:
    return publish(make, person)


@pytest.fixture
def admin(desk: Desk, person: Staff, row: PublishedCommitment) -> Browser:
    assert row.id == 1
    return desk.seat(person)


def standing(session: Session) -> list[PublishedCommitment]:
    session.expire_all()
    asked = select(PublishedCommitment).where(PublishedCommitment.withdrawn_on.is_(None))
    return list(session.scalars(asked.order_by(PublishedCommitment.id)))


def send(browser: Browser, path: str, **fields: Any) -> TestResponse:
    browser.get(f"/admin/{path}")
    return browser.post(f"/admin/{path}", **fields)


def withdrawn_meanwhile(make: Make, person: Staff, row: PublishedCommitment) -> None:
    zone = make.office.zone
    commitments.withdraw(make.session, row.id, person.as_actor(), now=NOW, zone=zone)
    make.session.commit()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_gets_in(
    desk: Desk, make: Make, row: PublishedCommitment, session: Session, role: Role, page: str
) -> None:
    browser = desk.seat(make.staff(role, organ_id=make.organ().id))

    assert browser.get(f"/admin/{page}").status_code == 403
    assert browser.post(f"/admin/{page}", **TYPED).status_code in {403, 405}
    assert standing(session) == [row]


@pytest.mark.parametrize("page", PAGES)
def test_who_has_not_signed_in_is_asked_to(desk: Desk, page: str) -> None:
    response = desk.browser().get(f"/admin/{page}")

    assert response.location == f"/office/login?next=/admin/{page}"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_shown_in_each_language(admin: Browser, page: str, language: str) -> None:
    shown = Page.of(admin.get(f"/admin/{page}?language={language}"))

    assert shown.attribute("html", "lang") == language


def test_a_commitment_is_entered_and_shown_to_the_public(admin: Browser, session: Session) -> None:
    response = send(admin, "commitments/enter", **TYPED)

    assert (response.status_code, response.location) == (303, "/admin/commitments")
    _old, new = standing(session)
    assert (new.service_zh, new.promised, new.fee_en) == ("变更登记", "3wd", "")
    assert "顾管理" in admin.get("/admin/commitments").text
    assert "A change" in admin.get("/commitments").text


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("organ", ""), ("organ", "nowhere"), ("service_zh", " "), ("fee_zh", ""),
        ("promised", ""), ("promised", "soon"), ("promised", "9999999d"), ("basis", "长" * 501),
    ],
)  # fmt: skip
def test_what_cannot_be_is_given_back(
    admin: Browser, session: Session, field: str, given: str
) -> None:
    response = send(admin, "commitments/enter", **{**TYPED, field: given})

    page = Page.of(response)
    assert response.status_code == 422
    assert page.errors().keys() == {field}
    assert page.form()["service_en"] == "A change"
    assert len(standing(session)) == 1


def test_a_second_promise_of_the_same_service_is_given_back(
    admin: Browser, session: Session
) -> None:
    response = send(admin, "commitments/enter", **{**TYPED, "service_zh": LICENCE.service.zh})

    assert response.status_code == 409
    assert "promises this service already" in response.text
    assert Page.of(response).form()["promised"] == "3 WD"
    assert len(standing(session)) == 1


def test_a_change_begins_with_what_stands_and_replaces_it(admin: Browser, session: Session) -> None:
    form = Page.of(admin.get("/admin/commitments/1/change")).form()
    assert (form["organ"], form["promised"]) == ("housing", "5wd")
    assert form["documents_en"] == "application, business licence"

    response = send(admin, "commitments/1/change", **{**form, "promised": "3wd"})

    assert response.status_code == 303
    (new,) = standing(session)
    assert (new.replaces_id, new.promised, new.basis) == (1, "3wd", LICENCE.basis)


def test_a_change_does_not_move_the_promise_to_another_organ(
    admin: Browser, make: Make, session: Session
) -> None:
    make.organ("tax")
    session.commit()

    send(admin, "commitments/1/change", **{**TYPED, "organ": "tax"})

    assert standing(session)[0].as_commitment("housing").service.zh == "变更登记"
    assert standing(session)[0].organ_id == make.organ("housing").id


def test_a_commitment_is_withdrawn_after_being_asked(admin: Browser, session: Session) -> None:
    assert LICENCE.service.en in admin.get("/admin/commitments/1/withdraw").text
    assert len(standing(session)) == 1

    response = send(admin, "commitments/1/withdraw")

    assert response.location == "/admin/commitments"
    assert standing(session) == []
    assert LICENCE.service.en in admin.get("/admin/commitments").text
    assert LICENCE.service.en not in admin.get("/commitments").text


def test_whoever_is_slower_loses_nothing_typed(
    admin: Browser, make: Make, person: Staff, row: PublishedCommitment
) -> None:
    admin.get("/admin/commitments/1/change")
    withdrawn_meanwhile(make, person, row)

    response = admin.post("/admin/commitments/1/change", **TYPED)

    assert response.status_code == 409
    assert Page.of(response).form()["service_en"] == "A change"
    assert admin.post("/admin/commitments/1/withdraw").status_code == 409
    assert admin.get("/admin/commitments/1/change").status_code == 409


def test_an_expired_form_comes_back_filled(admin: Browser) -> None:
    admin.get("/admin/commitments/1/change")

    response = admin.post("/admin/commitments/1/change", **{**TYPED, "csrf_token": "gone"})

    assert response.status_code == 400
    assert Page.of(response).form()["service_en"] == "A change"


def test_another_language_keeps_what_was_typed(admin: Browser, session: Session) -> None:
    response = send(admin, "commitments/enter", **{**TYPED, "speak": "zh-Hant"})

    page = Page.of(response)
    assert page.attribute("html", "lang") == "zh-Hant"
    assert page.form()["service_en"] == "A change"
    assert len(standing(session)) == 1


@pytest.mark.parametrize("page", ["change", "withdraw"])
def test_what_was_never_entered_is_not_found(admin: Browser, page: str) -> None:
    assert admin.get(f"/admin/commitments/99/{page}").status_code == 404
