"""The receipt page."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.web.browsing import Fill, Page, Visitor

CODE = "data-receipt-code"


def shows_code(page: Page) -> bool:
    return f" {CODE}" in page.response.get_data(as_text=True)


def test_the_receipt_says_what_happens_next_and_by_when(client: Visitor, fill: Fill) -> None:
    with time_machine.travel(datetime(2026, 9, 21, 2, tzinfo=UTC), tick=False):
        client.send("/complaints/new", fill())
        said = client.page("/complaints/receipt").said("main")

    assert "最迟2026年9月29日，我们告诉您是否受理。" in said


def test_the_code_is_in_no_cookie_and_in_no_address(client: Visitor, fill: Fill) -> None:
    answer = client.send("/complaints/new", fill())
    code = client.page("/complaints/receipt").marked(CODE)

    cookies = "".join(answer.headers.getlist("Set-Cookie"))
    assert "receipt-" in cookies
    assert code not in cookies + answer.location


def test_the_code_is_shown_once(client: Visitor, fill: Fill) -> None:
    address = client.send("/complaints/new", fill()).location
    first = client.page(address)
    again = client.page(address)

    assert shows_code(first)
    assert (again.response.status_code, shows_code(again)) == (410, False)
    assert again.marked("data-reference") == first.marked("data-reference")
    assert not shows_code(client.page("/complaints/receipt"))


def test_what_to_do_without_the_code_is_said(client: Visitor, fill: Fill) -> None:
    address = client.send("/complaints/new", fill()).location
    client.get(address)

    page = client.page(address)

    assert "查询码已经显示过" in page.said("h1")
    assert "请来电并报编号查询" in page.said("main")
    assert "我们都会写信到您的邮箱" in page.said("main")
    assert 'href="/track"' in page.response.get_data(as_text=True)


def test_each_answer_to_the_same_form_shows_the_same_receipt_once(
    client: Visitor, fill: Fill
) -> None:
    form = fill()
    tabs = [client.send("/complaints/new", form).location for _ in range(2)]

    codes = [client.page(tab).marked(CODE) for tab in tabs]

    assert codes[0] == codes[1]
    assert [client.get(tab).status_code for tab in tabs] == [410, 410]


def test_tabs_that_send_at_the_same_moment_do_not_spend_each_others_showing(
    client: Visitor, fill: Fill
) -> None:
    form = fill()
    session = client.get_cookie("portal")
    first = client.send("/complaints/new", form).location
    client.set_cookie("portal", session.value if session else "")
    second = client.send("/complaints/new", form).location

    client.get(second)

    assert shows_code(client.page(first))


def test_another_language_shows_the_code_once_more(client: Visitor, fill: Fill) -> None:
    page = client.page(client.send("/complaints/new", fill()).location)

    answer = client.post("/complaints/receipt", data={**page.form(), "speak": "en"})
    english = client.page(answer.location)

    assert english.attribute("html", "lang") == "en"
    assert english.marked(CODE) == page.marked(CODE)
    assert not shows_code(client.page(answer.location))


@pytest.mark.parametrize("again", ["", "made.up", "\0"])
def test_nobody_makes_up_a_showing(client: Visitor, fill: Fill, again: str) -> None:
    page = client.page(client.send("/complaints/new", fill()).location)

    answer = client.post("/complaints/receipt", data={**page.form(), "again": again, "speak": "en"})

    assert answer.location == "/"
    client.set_cookie("receipt-0", again or "x", path="/complaints/receipt")
    assert client.get("/complaints/receipt?showing=0").status_code == 410


def test_what_has_been_noted_is_shown_no_more(client: Visitor, fill: Fill) -> None:
    form = client.page(client.send("/complaints/new", fill()).location).form()

    left = client.post("/complaints/receipt", data=form)
    assert left.status_code == 303
    assert "查询码已从本设备上清除" in client.page(left.location).said("main")
    assert "查询码已从本设备上清除" not in client.page("/").said("main")
    gone = client.get("/complaints/receipt")
    assert gone.status_code == 410
    assert "没有可显示的回执" in Page.of(gone).said("h1")


def test_a_showing_waits_for_half_an_hour(client: Visitor, fill: Fill) -> None:
    address = client.send("/complaints/new", fill()).location

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):
        assert client.get(address).status_code == 410


def test_another_browser_sees_no_receipt(client: Visitor, fill: Fill) -> None:
    address = client.send("/complaints/new", fill()).location

    assert Visitor(client.application).get(address).status_code == 410


def test_only_who_left_an_address_is_told_of_letters(client: Visitor, fill: Fill) -> None:
    addresses = [
        client.send("/complaints/new", fill(email=email, phone="000-0000")).location
        for email in ("wang@example.org", "")
    ]

    shown = ["正在发往您的邮箱" in client.page(one).said("main") for one in addresses]
    afterwards = "邮箱" in client.page(addresses[1]).said("main")

    assert (shown, afterwards) == ([True, False], False)


def test_removing_the_code_takes_a_step_of_its_own(client: Visitor, fill: Fill) -> None:
    page = client.page(client.send("/complaints/new", fill()).location)

    removing = [path for path, words in page.texts if words == "清除查询码"]

    assert removing
    assert all("details" in path for path in removing)
