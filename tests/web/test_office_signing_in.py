"""Signing in: one answer to every wrong try, a code that is good once, an end to every sign-in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.models.staff import Staff, StaffSession
from portal.services import passwords
from portal.services.office import Office
from portal.services.passwords import TooBusyError
from portal.web.staff import safe_next
from tests.desk import PASSWORD, Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page

HASH = passwords.hash_password(PASSWORD)
LOGIN = "/office/login"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def staff(make: Make, session: Session, request: pytest.FixtureRequest) -> Staff:
    """Somebody with a password and a name of their own: tries are counted by name."""
    name = f"u{abs(hash(request.node.nodeid)) % 10**12}"
    somebody = make.staff(username=name, password_hash=HASH)
    session.commit()
    return somebody


def sign_in(browser: Browser, staff: Staff, password: str = PASSWORD, to: str = LOGIN) -> Any:
    browser.get(LOGIN)
    return browser.post(to, username=staff.username, password=password)


def test_name_and_password_open_the_office(desk: Desk, staff: Staff) -> None:
    browser = desk.browser()

    response = sign_in(browser, staff)

    assert (response.status_code, response.location) == (303, "/office/")
    assert browser.get("/office/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(desk: Desk, staff: Staff) -> None:
    cookie = next(
        line
        for line in sign_in(desk.browser(), staff).headers.getlist("Set-Cookie")
        if line.startswith("portal_staff=")
    )

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie


@pytest.mark.parametrize("case", ["password", "name", "closed", "nothing"])
def test_every_wrong_try_gets_the_same_answer(
    desk: Desk, staff: Staff, session: Session, case: str
) -> None:
    name, password = staff.username, PASSWORD
    if case == "password":
        password = "wrong"
    if case == "name":
        name += "x"
    if case == "closed":
        staff.active = False
        session.commit()
    if case == "nothing":
        password = ""
    browser = desk.browser()
    browser.get(LOGIN)

    response = browser.post(LOGIN, username=name, password=password)

    assert response.status_code == 422
    assert "do not belong together, or the account is closed" in response.text
    assert not password or password not in response.text
    assert browser.get("/office/").status_code == 303


def test_signing_in_again_revokes_the_token_before(desk: Desk, staff: Staff) -> None:
    browser, thief = desk.browser(), desk.browser()
    sign_in(browser, staff)
    stolen = browser.client.get_cookie("portal_staff")
    assert stolen is not None

    sign_in(browser, staff)
    thief.client.set_cookie("portal_staff", stolen.value)

    assert browser.get("/office/").status_code == 200
    assert thief.get("/office/").status_code == 303


def test_signing_out_ends_the_sign_in_for_good(desk: Desk, staff: Staff) -> None:
    browser = desk.seat(staff)
    token = browser.client.get_cookie("portal_staff")
    assert token is not None
    browser.get("/office/")

    response = browser.post("/office/logout")
    browser.client.set_cookie("portal_staff", token.value)

    assert (response.status_code, response.location) == (303, LOGIN)
    assert browser.get("/office/").status_code == 303


@pytest.mark.parametrize(
    "change",
    [
        {"seen_at": datetime.now(UTC) - timedelta(minutes=31)},
        {"expires_at": datetime.now(UTC) - timedelta(seconds=1)},
        {"revoked_at": datetime.now(UTC)},
    ],
)
def test_a_lapsed_sign_in_is_asked_to_sign_in_again_and_brought_back(
    desk: Desk, staff: Staff, session: Session, change: dict[str, datetime]
) -> None:
    browser = desk.seat(staff)
    session.execute(update(StaffSession).values(**change))
    session.commit()

    response = browser.get("/office/?status=assigned")

    assert (response.status_code, response.location) == (
        303, "/office/login?next=/office/?status%3Dassigned",
    )  # fmt: skip


def test_what_was_typed_is_kept_when_the_sign_in_has_lapsed(desk: Desk) -> None:
    browser = desk.browser()
    browser.get(LOGIN)

    response = browser.post("/office/complaints/XN-2026-000001/decide", summary="查明如下，" * 9)

    assert response.status_code == 401
    sent = Page.of(response).form()
    assert sent["summary"] == "查明如下，" * 9
    assert sent["csrf_token"]


def test_another_site_cannot_put_words_into_that_page(desk: Desk) -> None:
    browser = desk.browser()
    browser.get(LOGIN)
    browser.headers["Sec-Fetch-Site"] = "cross-site"

    response = browser.post("/office/complaints/XN-2026-000001/decide", summary="planted")

    assert "planted" not in response.text


def test_signing_in_leads_back_to_the_page_asked_for(desk: Desk, staff: Staff) -> None:
    page = "/office/complaints/XN-2026-000001"

    response = sign_in(desk.browser(), staff, to=f"{LOGIN}?next={page}")

    assert response.location == page


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/office/", "/office//evil.example", "",
        "/\\evil.example", "/office/\\evil", "/office/../../x@evil.example", "/track", "/officer",
        "javascript:alert(1)", "/office/login", "/office/\r\nSet-Cookie: a=b",
        "/office/?next=https://evil.example",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_house(app: Flask, target: str) -> None:
    with app.test_request_context():
        assert safe_next(target) == "/office/"


@pytest.mark.parametrize("target", ["/office/", "/office/outbox", "/office/?after=2026-09-01_7"])
def test_pages_of_the_house_are_led_to(app: Flask, target: str) -> None:
    with app.test_request_context():
        assert safe_next(target) == target


def test_tries_are_counted_by_name_and_caller(desk: Desk, staff: Staff) -> None:
    browser = desk.browser()
    browser.get(LOGIN)

    answers = [
        browser.post(LOGIN, username=staff.username, password="wrong").status_code for _ in range(6)
    ]
    capitals = browser.post(LOGIN, username=staff.username.upper(), password=PASSWORD)
    other = browser.post(LOGIN, username=f"{staff.username}-2", password="wrong")

    assert answers == [422] * 5 + [429]
    assert capitals.status_code == 429
    assert other.status_code == 422


def test_too_many_at_once_are_told_to_try_again(
    desk: Desk, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)

    with passwords.slot(), passwords.slot():
        response = sign_in(desk.browser(), staff)

    assert TooBusyError.__name__ not in response.text
    assert response.status_code == 503
    assert "Many people are signing in" in response.text


def test_a_phone_is_enrolled_at_the_first_sign_in(
    desk: Desk, staff: Staff, session: Session, office: Office
) -> None:
    staff.second_factor = True
    session.commit()
    browser = desk.browser()

    assert sign_in(browser, staff).location == LOGIN
    assert browser.get("/office/").status_code == 303
    page = browser.get(LOGIN)
    session.refresh(staff)
    secret = office.sealer.open(staff.totp_secret)
    assert "data:image/svg+xml" in page.text
    assert secret in page.text.replace(" ", "")

    let_in = browser.post(LOGIN, totp=pyotp.TOTP(secret).now())
    assert (let_in.status_code, let_in.location) == (303, "/office/")
    assert browser.get("/office/").status_code == 200


def test_a_code_lets_in_once_and_then_never_again(
    desk: Desk, staff: Staff, session: Session, office: Office
) -> None:
    secret = pyotp.random_base32()
    staff.second_factor, staff.totp_last_counter = True, 1
    staff.totp_secret = office.sealer.seal(secret)
    session.commit()
    first, second = desk.browser(), desk.browser()
    for browser in (first, second):
        sign_in(browser, staff)
        assert secret not in browser.get(LOGIN).text.replace(" ", "")
    code = pyotp.TOTP(secret).now()

    assert first.post(LOGIN, totp=code).status_code == 303
    assert second.post(LOGIN, totp=code).status_code == 422
    assert second.get("/office/").status_code == 303


def test_guessing_codes_is_counted_by_account(
    desk: Desk, staff: Staff, session: Session, office: Office
) -> None:
    staff.second_factor, staff.totp_last_counter = True, 1
    staff.totp_secret = office.sealer.seal(pyotp.random_base32())
    session.commit()
    browser = desk.browser()
    sign_in(browser, staff)
    browser.get(LOGIN)

    answers = [browser.post(LOGIN, totp="000000").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_a_login_page_that_was_open_for_too_long_is_shown_again(desk: Desk) -> None:
    browser = desk.browser()

    response = browser.post(LOGIN, csrf_token="stale", username="zhou", password=PASSWORD)

    assert response.status_code == 400
    assert 'value="zhou"' in response.text
    assert PASSWORD not in response.text
