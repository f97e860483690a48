"""Following a complaint with its receipt code [2.4(d), 7.4, 7.9]."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.extensions import limiter
from portal.models.complaint import Complaint
from portal.services import assignment, casework, extensions
from portal.services.office import Office
from tests.factories import Make
from tests.web.browsing import Fill, Page, Visitor

File = Callable[..., str]


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(client: Visitor) -> None:
    with client.application.app_context():
        limiter.reset()


@pytest.fixture
def file(client: Visitor, fill: Fill) -> File:
    """File a complaint and return its receipt code."""

    def filed(**changes: str) -> str:
        client.send("/complaints/new", fill(**changes))
        return client.page("/complaints/receipt").marked("data-receipt-code")

    return filed


def track(client: Visitor, code: str) -> Page:
    form = {**client.page("/track").form(), "receipt_code": code}
    return Page.of(client.post("/track", data=form, follow_redirects=True))


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f" {code}\n",
        lambda code: f"「{code.replace('-', '——')}」",
        lambda code: code.translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)}),
        lambda code: code.replace("-", "\u3000–\u200b"),
    ],
)
def test_the_code_opens_the_complaint(
    client: Visitor, file: File, typed: Callable[[str], str]
) -> None:
    page = track(client, typed(file(subject="<i>办不成</i>")))

    assert page.marked("data-status") == "已收到"
    assert 'data-status="received"' in page.response.get_data(as_text=True)
    assert page.marked("data-reference").startswith("XN-")
    assert "<i>办不成</i>" in page.said("main")
    assert "决定是否受理" in page.said("main")


def test_any_code_that_opens_nothing_gets_the_same_answer(client: Visitor, file: File) -> None:
    code = file()
    other = code[:-6] + ("AA-AAAA" if code[-6:] != "AA-AAAA" else "BB-BBBB")
    wrong = ["", "x", other, "0000-0000-0000-0000-0000", "\0", "<b>", "字" * 3000]

    pages = [track(client, one) for one in wrong]

    assert {page.response.status_code for page in pages} == {422}
    assert {page.errors()["receipt_code"] for page in pages} == {
        "有误： 查不到与这个查询码对应的投诉，请检查后重新输入"
    }


def test_trying_codes_is_throttled(client: Visitor) -> None:
    statuses = [track(client, "wrong").response.status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]
    refused = track(client, "wrong")
    assert "尝试次数过多" in refused.said("h1")
    assert 'href="/track">返回表单' in refused.response.get_data(as_text=True)
    assert 0 < int(refused.response.headers["Retry-After"]) <= 61


def test_the_right_code_is_never_one_too_many(client: Visitor, file: File) -> None:
    code = file()

    statuses = [track(client, typed).response.status_code for typed in [code, "wrong"] * 9]
    assert statuses == [200, 422] * 9
    assert {track(client, code).response.status_code for _ in range(9)} == {200}


def test_throttling_keeps_no_address(client: Visitor) -> None:
    track(client, "wrong")

    with client.application.app_context():
        assert limiter.storage
        keys = limiter.storage.storage.keys("*")  # type: ignore[attr-defined]
    assert keys
    assert not [key for key in keys if b"127.0.0.1" in key]


def test_two_complainants_at_one_device_each_see_their_own_course(
    client: Visitor, file: File
) -> None:
    codes = [file(subject="第一件"), file(subject="第二件")]

    pages = [track(client, code).said("main") for code in codes]

    assert "第一件" in pages[0]
    assert "第二件" in pages[1]
    assert all(page.split("办理经过")[1].count("已收到") == 1 for page in pages)


def test_a_closed_complaint_asks_for_its_code_again(client: Visitor, file: File) -> None:
    form = track(client, file()).form()

    client.post("/track/forget", data=form)

    assert client.get("/track/complaint").location == "/track"


def test_an_open_complaint_closes_by_itself(client: Visitor, file: File) -> None:
    track(client, file())

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):
        assert client.get("/track/complaint").location == "/track"


def test_nobody_gets_in_without_a_code(client: Visitor) -> None:
    assert client.get("/track/complaint").location == "/track"


def test_an_expired_token_keeps_the_code(client: Visitor) -> None:
    form = {**client.page("/track").form(), "receipt_code": "ABCD-EFGH"}
    client.delete_cookie("portal")

    page = Page.of(client.post("/track", data=form))

    assert page.response.status_code == 400
    assert page.form()["receipt_code"] == "ABCD-EFGH"


def test_a_longer_limit_is_told_with_its_reason(
    client: Visitor, file: File, session: Session, make: Make, office: Office
) -> None:
    code = file()
    make.staff()
    chief = make.staff(Role.SUPERVISOR)
    complaint = session.scalars(select(Complaint)).one()
    assignment.assign(session, complaint.id, office=office, now=datetime.now(UTC))
    casework.accept(session, complaint, chief.as_actor(), office=office, now=datetime.now(UTC))
    extensions.extend(
        session, complaint, chief.as_actor(), days=10, reason="等待鉴定意见", office=office,
        now=datetime.now(UTC),
    )  # fmt: skip
    session.commit()

    assert "等待鉴定意见" in track(client, code).said("main")
