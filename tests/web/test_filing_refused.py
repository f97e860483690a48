"""What the form does not take, by name; and that nothing typed is lost over it."""

from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.filing import Loss
from portal.models.complaint import Complaint
from tests.web.browsing import Fill, Page, Refused, Visitor

FACTS = "\n\t  第一行是空行，这行有缩进　\n<script>alert(1)</script>\n最后"
TYPED = {
    "facts": FACTS.replace("\n", "\r\n"),
    "wish": "　办好\r\n\r\n",
    "subject": "<b>“引号”</b>",
    "official_name": "李某",
    "official_post": "窗口 3",
    "place": "大厅",
    "commitment": "当天办结",
    "loss": "some",
    "loss_amount": "一千二",
    "occurred_on": "昨天下午",
    "name": "王某",
    "email": "没有写对",
    "phone": "call me",
    "language": "zh-Hant",
    "category": ["C01", "C12"],
}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"organ": ""}, "organ", "请选择您要投诉的机关"),
        ({"organ": "no-such-organ"}, "organ", "请从列表中选择机关"),
        ({"organ": "hous\0ing"}, "organ", "请从列表中选择机关"),
        ({"category": None}, "category", "请至少勾选一项"),
        ({"category": ["C01", "C99"]}, "category", "只勾选列表中的项目"),
        ({"loss": "huge"}, "loss", "请选择一项损失情况"),
        ({"language": "fr"}, "language", "请选择一种文字"),
        ({"subject": " 　\t"}, "subject", "请用一句话说明"),
        ({"subject": "\u200b\u2060"}, "subject", "请用一句话说明"),
        ({"subject": "字" * 201}, "subject", "您写了 201 个字，最多只能写 200 个字"),
        ({"facts": "\r\n　\r\n"}, "facts", "请写明事情经过"),
        ({"facts": "\u200b\n\u3164"}, "facts", "请写明事情经过"),
        ({"facts": "字" * 20_001}, "facts", "您写了 20001 个字，最多只能写 20000 个字"),
        ({"occurred_on": "2999-01-01"}, "occurred_on", "不能晚于今天"),
        ({"occurred_on": "2026-02-30"}, "occurred_on", "2026-09-25 这样的格式"),
        ({"occurred_on": "0001-01-01"}, "occurred_on", "2026-09-25 这样的格式"),
        ({"loss": "some", "loss_amount": "NaN"}, "loss_amount", "请用数字填写金额"),
        ({"loss": "some", "loss_amount": "1e9999"}, "loss_amount", "请用数字填写金额"),
        ({"loss": "some", "loss_amount": "-5"}, "loss_amount", "请用数字填写金额"),
        ({"loss": "some", "loss_amount": "1²"}, "loss_amount", "请用数字填写金额"),
        ({"loss_amount": "100"}, "loss_amount", "您选择了没有经济损失"),
        ({"name": ""}, "name", "请填写姓名"),
        ({"name": "\u200b"}, "name", "请填写姓名"),
        ({"name": "名" * 10_000}, "name", "您写了 10000 个字"),
        ({"email": ""}, "email", "请填写电子邮箱或者电话号码"),
        ({"email": "not an address"}, "email", "name@example.org 这样的格式"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "email", "name@example.org"),
        ({"email": "a" * 10_000 + "@example.org"}, "email", "您写了 10012 个字"),
        ({"email": "", "phone": "\u200b"}, "email", "请填写电子邮箱或者电话号码"),
        ({"phone": "①②③④⑤"}, "phone", "请用数字填写电话号码"),
        ({"phone": "ring me"}, "phone", "请用数字填写电话号码"),
        ({"official_name": "名" * 10_000}, "official_name", "您写了 10000 个字"),
        ({"truthful": None}, "truthful", "请确认就您所知"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    refused: Refused, changes: dict[str, object], field: str, said: str
) -> None:
    page = refused(**changes)

    assert said in page.errors()[field]
    assert list(page.errors()) == [field]
    assert field in page.ids()


def test_the_summary_comes_first_and_leads_to_each_field(refused: Refused) -> None:
    html = refused(organ="", name="").response.get_data(as_text=True)

    summary = html.split('role="alert"', 1)[1].split("</div>", 1)[0]
    assert 'href="#organ"' in summary
    assert 'href="#name"' in summary
    assert html.index('role="alert"') < html.index("<h1>")


def test_the_summary_names_the_field_where_the_message_does_not(refused: Refused) -> None:
    page = refused(official_name="名" * 101, place="地" * 201)

    summary = page.response.get_data(as_text=True).split('role="alert"', 1)[1].split("</ul>", 1)[0]
    assert "被投诉人的姓名 – 您写了 101 个字" in summary
    assert " – 您写了 201 个字" in summary
    assert page.errors()["official_name"] == "有误： 您写了 101 个字，最多只能写 100 个字"


def test_a_wrong_field_says_so_to_screen_readers(refused: Refused) -> None:
    page = refused(name="")

    name = next(one.attributes for one in page.controls if one.attributes.get("name") == "name")
    assert (name["aria-invalid"], name["aria-describedby"]) == ("true", "name-error")
    assert page.said("title").strip().startswith("有误")


def test_nothing_typed_is_lost_over_an_error(refused: Refused) -> None:
    again = refused(**TYPED, truthful=None).form()

    assert {name: again[name] for name in TYPED} == {
        **TYPED, "facts": FACTS, "wish": "　办好\n\n"
    }  # fmt: skip
    assert "truthful" not in again


def test_the_key_of_the_form_survives_an_error(client: Visitor, fill: Fill) -> None:
    form = fill(name="")

    again = Page.of(client.send("/complaints/new", form)).form()

    assert again["filing_key"] == form["filing_key"]


def test_a_key_that_is_none_of_ours_is_replaced(refused: Refused) -> None:
    assert len(refused(name="", filing_key="x" * 10_000).form()["filing_key"]) == 32


@pytest.mark.parametrize("odd", ["\0", "\r\n", "\u202e", "\x1b[31m", "�", "\u2028"])
def test_odd_characters_break_nothing(
    client: Visitor, fill: Fill, session: Session, odd: str
) -> None:
    names = ("subject", "official_name", "official_post", "place", "commitment", "name", "phone")
    form = fill(**dict.fromkeys(names, f"1234{odd}5678"), facts=f"前{odd}后", wish=odd)

    assert client.send("/complaints/new", form).status_code == 303
    complaint = session.scalars(select(Complaint)).one()
    assert not set(complaint.subject + complaint.place) & set("\0\r\n\u202e\x1b\u2028")
    assert complaint.facts == f"前{odd}后".replace("\0", "").replace("\r\n", "\n")


def test_lone_surrogates_on_the_wire_break_nothing(client: Visitor, fill: Fill) -> None:
    token = fill()["csrf_token"]
    body = f"csrf_token={token}&subject=a%ED%A0%80b&facts=%ED%A0%80&name=%ED%BF%BF".encode()

    response = client.post(
        "/complaints/new", data=body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 422


def test_an_expired_token_gives_the_filled_form_back(client: Visitor, fill: Fill) -> None:
    form = fill(**TYPED)
    client.delete_cookie("portal")

    response = client.send("/complaints/new", form)

    assert response.status_code == 400
    again = Page.of(response)
    assert again.form()["facts"] == FACTS
    assert again.form()["category"] == TYPED["category"]
    assert again.form()["csrf_token"] != form["csrf_token"]
    assert "您填写的内容都还在" in again.said("main")


def test_the_form_given_back_can_be_sent(client: Visitor, fill: Fill, session: Session) -> None:
    form = fill()
    client.delete_cookie("portal")
    again = Page.of(client.send("/complaints/new", form)).form()

    assert client.send("/complaints/new", again).status_code == 303
    assert session.scalar(select(func.count(Complaint.id))) == 1


def test_what_another_site_sends_is_not_shown(client: Visitor, fill: Fill) -> None:
    form = fill(csrf_token="forged", facts="别人写的")

    response = client.send("/complaints/new", form, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 400
    assert "别人写的" not in response.get_data(as_text=True)


def test_too_large_a_form_keeps_its_text(client: Visitor, fill: Fill) -> None:
    video = (BytesIO(bytes(61 * 1024 * 1024)), "现场.mp4")

    response = client.send("/complaints/new", fill(**TYPED, attachments=[video]))

    assert response.status_code == 413
    again = Page.of(response)
    assert again.form()["facts"] == FACTS
    assert "所选文件合计太大" in again.said("main")
    assert "现场.mp4" in again.said("main")


def test_lost_files_are_named_until_they_are_chosen_again(client: Visitor, fill: Fill) -> None:
    photo = (BytesIO(b"\xff\xd8\xff"), "照片<1>.jpg")
    first = Page.of(client.send("/complaints/new", fill(name="", attachments=[photo])))
    assert "照片_1_.jpg" in first.said("main")

    second = Page.of(client.send("/complaints/new", {**first.form(), "name": "王某"}))
    assert "请重新选择文件" in second.errors()["attachments"]

    assert client.send("/complaints/new", second.form()).status_code == 303


@pytest.mark.parametrize("button", [{"speak": "zh-Hant"}, {"find_organ": "1"}])
def test_what_was_said_of_a_refused_form_stays_when_it_is_shown_again(
    client: Visitor, refused: Refused, button: dict[str, str]
) -> None:
    form = refused(name="", subject="").form()

    again = Page.of(client.send("/complaints/new", {**form, **button}))

    assert again.response.status_code == 422
    assert list(again.errors()) == ["subject", "name"]


def test_who_does_not_say_what_was_lost_is_asked(client: Visitor, fill: Fill) -> None:
    shown = client.page("/complaints/new").form()

    page = Page.of(client.send("/complaints/new", {**fill(), "loss": shown["loss"]}))

    assert shown["loss"] == ""
    assert list(page.errors()) == ["loss"]


def test_the_answer_counts_that_stands_behind_the_empty_one(
    client: Visitor, fill: Fill, session: Session
) -> None:
    assert client.send("/complaints/new", fill(loss=["", "major"])).status_code == 303
    assert session.scalars(select(Complaint.loss)).one() is Loss.MAJOR


def test_who_is_needed_to_be_reached_is_told_before(client: Visitor) -> None:
    said = client.page("/complaints/new").said("main")

    assert "可以匿名" in said
    assert said.index("匿名投诉") < said.index("您的姓名") < said.index("至少填一项")


def test_what_must_be_filled_in_says_so_to_screen_readers(client: Visitor) -> None:
    page = client.page("/complaints/new")

    needed = {one.attributes["name"] for one in page.controls if "aria-required" in one.attributes}
    assert needed == {"organ", "subject", "facts", "name", "truthful"}
