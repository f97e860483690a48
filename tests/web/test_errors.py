"""What a browser is told when something goes wrong."""

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm.exc import StaleDataError

from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError
from portal.web.errors import PAGES, page, show_domain_error
from tests.web.browsing import Page, Visitor


@pytest.mark.parametrize("path", ["/nowhere", "/complaints/", "/%00", "/track/%ED%A0%80"])
def test_an_unknown_page_says_so(client: Visitor, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "没有这个页面" in Page.of(response).said("h1")


def test_a_page_used_the_wrong_way_says_so(client: Visitor) -> None:
    response = client.get("/track/forget")

    assert "返回表单" not in response.get_data(as_text=True)
    assert response.status_code == 405
    assert response.headers["Allow"]
    assert Page.of(response)


def test_a_post_without_a_token_is_refused(client: Visitor) -> None:
    response = client.post("/track/forget")

    assert response.status_code == 400
    assert Page.of(response)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ForbiddenError(Actor.system(), Action.DECIDE), 403),
        (IllegalTransitionError(Status.CLOSED, Action.ACCEPT), 409),
        (StaleDataError(), 409),
    ],
)
def test_errors_of_the_rules_have_a_status(app: Flask, error: Exception, status: int) -> None:
    with app.test_request_context():
        assert show_domain_error(error)[1] == status


def test_a_step_that_does_not_fit_is_not_told_as_two_at_once(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        unfitting = show_domain_error(IllegalTransitionError(Status.CLOSED, Action.ACCEPT))[0]
        overtaken = show_domain_error(StaleDataError())[0]

    assert "This step does not fit now" in unfitting
    assert "Somebody else was faster" in overtaken


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant", "en"])
@pytest.mark.parametrize("status", PAGES)
def test_every_error_has_a_page_in_every_language(app: Flask, status: int, locale: str) -> None:
    with app.test_request_context(), force_locale(locale):
        body, given, _headers = page(status)

    assert given == status
    assert "<h1>" in body


def test_an_unforeseen_fault_shows_a_page(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise ZeroDivisionError

    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "public.home", broken)

    response = client.get("/")

    assert response.status_code == 500
    assert "系统出了问题" in Page.of(response).said("h1")


@pytest.mark.parametrize("cookie", ["junk", "a.b.c", "�", "." * 4000])
def test_a_broken_cookie_breaks_nothing(client: Visitor, cookie: str) -> None:
    client.set_cookie("portal", cookie)
    client.set_cookie("language", cookie)

    assert client.get("/track").status_code == 200
