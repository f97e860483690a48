"""The receipt page."""

from datetime import UTC, datetime, timedelta

import time_machine

from tests.web.browsing import Fill, Page, Visitor


def test_the_receipt_says_what_happens_next_and_by_when(client: Visitor, fill: Fill) -> None:
    with time_machine.travel(datetime(2026, 9, 21, 2, tzinfo=UTC), tick=False):
        client.send("/complaints/new", fill())
        said = client.page("/complaints/receipt").said("main")

    assert "决定是否受理：2026年9月29日之前" in said


def test_the_code_is_not_in_the_cookie(client: Visitor, fill: Fill) -> None:
    client.send("/complaints/new", fill())
    code = client.page("/complaints/receipt").marked("data-receipt-code")

    cookie = client.get_cookie("portal")

    assert cookie
    assert code not in cookie.decoded_value


def test_what_has_been_noted_is_shown_no_more(client: Visitor, fill: Fill) -> None:
    client.send("/complaints/new", fill())
    form = client.page("/complaints/receipt").form()

    assert client.post("/complaints/receipt", data=form).status_code == 303
    gone = client.get("/complaints/receipt")
    assert gone.status_code == 410
    assert "没有可显示的回执" in Page.of(gone).said("h1")


def test_after_half_an_hour_the_receipt_is_gone(client: Visitor, fill: Fill) -> None:
    client.send("/complaints/new", fill())

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):
        assert client.get("/complaints/receipt").status_code == 410


def test_another_browser_sees_no_receipt(client: Visitor, fill: Fill) -> None:
    client.send("/complaints/new", fill())

    stranger = Visitor(client.application)

    assert stranger.get("/complaints/receipt").status_code == 410
