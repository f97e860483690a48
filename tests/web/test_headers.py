"""What the browser is told besides the page."""

import re

import pytest
from flask import Flask

from portal.web.security import register
from tests.web.browsing import Fill, Visitor


@pytest.mark.parametrize("path", ["/", "/complaints/new", "/track", "/nowhere", "/healthz"])
def test_every_answer_refuses_frames_and_foreign_content(client: Visitor, path: str) -> None:
    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_only_scripts_with_the_word_of_the_page_run(client: Visitor) -> None:
    first, second = client.get("/complaints/new"), client.get("/complaints/new")

    words = [re.findall(r"'nonce-([^']+)'", one.headers["Content-Security-Policy"])
             for one in (first, second)]  # fmt: skip
    scripts = re.findall(r'<script[^>]*nonce="([^"]+)"', first.get_data(as_text=True))
    assert set(scripts) == set(words[0])
    assert words[0] != words[1]
    assert first.get_data(as_text=True).count("<script") == len(scripts)


def test_nothing_is_fetched_from_elsewhere(client: Visitor) -> None:
    html = client.get("/complaints/new").get_data(as_text=True)

    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)
    assert "style=" not in html


def test_private_pages_are_not_kept(client: Visitor, fill: Fill) -> None:
    filed = client.send("/complaints/new", fill())
    answers = [filed, client.get(filed.location), client.get(filed.location)]
    answers += [client.get(path) for path in ("/track", "/track/complaint", "/nowhere")]

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_the_form_is_kept_for_the_way_back_by_this_browser_alone(
    client: Visitor, fill: Fill
) -> None:
    answers = [client.get(path) for path in ("/", "/complaints/new")]
    answers.append(client.send("/complaints/new", fill(name="")))
    answers.append(client.send("/complaints/new", fill(csrf_token="old")))

    assert [answer.status_code for answer in answers] == [200, 200, 422, 400]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"private, no-cache"}


def test_who_has_noted_the_code_leaves_no_form_behind(client: Visitor, fill: Fill) -> None:
    form = client.page(client.send("/complaints/new", fill()).location).form()

    left = client.post("/complaints/receipt", data=form)

    assert left.headers["Clear-Site-Data"] == '"cache"'


def test_static_files_are_kept_for_good_under_an_address_of_their_own(client: Visitor) -> None:
    html = client.get("/").get_data(as_text=True)
    address = re.findall(r'href="(/bootstrap/static/[^"]+)"', html)[0]

    response = client.get(address)

    assert "?v=" in address
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    response.close()


def test_cookies_are_out_of_reach_of_scripts(client: Visitor, organ: str) -> None:
    cookies = client.get("/complaints/new?language=en").headers.getlist("Set-Cookie")

    assert organ
    assert len(cookies) == 2
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_over_https_cookies_and_headers_say_so(client: Visitor) -> None:
    response = client.get("/?language=en", base_url="https://portal.example")

    assert "max-age=" in response.headers["Strict-Transport-Security"]
    assert "Secure" in response.headers["Set-Cookie"]


def test_a_portal_behind_https_names_its_cookie_for_this_host_only() -> None:
    app = Flask("elsewhere")

    register(app, secure=True)

    assert app.config["SESSION_COOKIE_NAME"] == "__Host-portal"


def test_the_filing_page_is_light(client: Visitor, organ: str) -> None:
    response = client.get("/complaints/new")

    assert organ
    assert len(response.data) < 40_000


@pytest.mark.parametrize(
    ("path", "wanted"),
    [("/", False), ("/complaints/new", False), ("/track", False), ("/opinion", True)],
)
def test_a_page_asks_for_no_style_sheet_that_it_does_not_need(
    client: Visitor,
    path: str,
    wanted: bool,  # noqa: FBT001
) -> None:
    assert ("/static/law.css" in client.get(path).get_data(as_text=True)) is wanted
