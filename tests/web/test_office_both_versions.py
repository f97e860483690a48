"""Two at once, side by side: what the first one saved, what the second one typed, and going on."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.finding import Finding
from portal.models.message import Message
from portal.models.note import Note
from portal.models.staff import Staff
from portal.services import casework
from portal.services.office import Office
from portal.web.context import now
from portal.web.office.form_answers import answers
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.web.browsing import Page
from tests.web.office_desk import FOUND, address, do, findings, send

VERSION = re.compile(r'data-version="(now|typed)">(.*?)</dd>', re.DOTALL)
QUESTION = re.compile(r'<h3 id="version-\d+">(.*?)</h3>', re.DOTALL)


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff(name="温岚")


@pytest.fixture
def complaint(make: Make, officer: Staff, office: Office) -> Complaint:
    """An accepted complaint of the officer's."""
    found = make.assigned(now=now(), official_name="李某")
    casework.accept(make.session, found, officer.as_actor(), office=office, now=now())
    return found


@pytest.fixture
def seat(desk: Desk, complaint: Complaint) -> Callable[[Staff], Browser]:
    """Seat somebody at a browser of their own."""
    return desk.seat


def versions(text: str) -> dict[str, dict[str, str]]:
    """Return what stands now and what was typed, by question."""
    page = text.split('class="versions"', 1)[1].split("</section>", 1)[0]
    found: dict[str, dict[str, str]] = {}
    for part in page.split("<h3")[1:]:
        (question,) = QUESTION.findall(f"<h3{part}")
        found[Page.text_of(question)] = {
            side: Page.text_of(words) for side, words in VERSION.findall(part)
        }
    return found


def test_both_versions_of_the_findings_stand_side_by_side(
    seat: Callable[[Staff], Browser], session: Session, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(officer)
    mine = findings(second, complaint, conclusion="监控已被覆盖，\n无法证实。", verified="no")
    theirs = findings(first, complaint, conclusion="有登记簿为证，属实。")
    assert do(first, complaint, "findings", step="save", **theirs).status_code == 303

    late = second.post(address(complaint, "findings"), step="save", **mine)

    assert late.status_code == 409
    Page.of(late)
    shown = versions(late.text)
    conclusions = {each: both for each, both in shown.items() if "Conclusion" in each}
    assert len(conclusions) == 2
    assert all(each.startswith("C") for each in conclusions)
    for both in conclusions.values():
        assert both == {"now": "有登记簿为证，属实。", "typed": "监控已被覆盖，\n无法证实。"}
    assert {"now": "substantiated", "typed": "not substantiated"} in shown.values()
    assert "温岚" in late.text

    sent = {**Page.of(late).form(), "step": "save"}
    assert second.post(address(complaint, "findings"), **sent).status_code == 303
    saved = set(session.scalars(select(Finding.conclusion)))
    assert saved == {"监控已被覆盖，\n无法证实。"}


def test_the_button_beside_both_versions_sends_what_was_typed(
    seat: Callable[[Staff], Browser], session: Session, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(officer)
    second.get(address(complaint, "send_message"))
    send(first, complaint, "send_message", body="甲的信\n第二行")

    late = second.post(address(complaint, "send_message"), step="save", body="乙的信")

    assert late.status_code == 409
    assert "甲的信\n第二行" in late.text
    assert versions(late.text) == {"What you write to the complainant": {"typed": "乙的信"}}
    (button,) = re.findall(r'form="work"\s+name="step"\s+value="(\w+)"\s+class="btn', late.text)
    again = second.post(
        address(complaint, "send_message"), **{**Page.of(late).form(), "step": button}
    )
    assert again.status_code == 303
    assert set(session.scalars(select(Message.body))) == {"甲的信\n第二行", "乙的信"}


def test_two_notes_at_once_are_both_kept_and_nobody_is_stopped(
    seat: Callable[[Staff], Browser], session: Session, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(officer)
    second.get(address(complaint, "add_note"))
    send(first, complaint, "add_note", body="甲的备注")

    late = second.post(address(complaint, "add_note"), step="save", body="乙的备注")

    assert late.status_code == 303
    assert set(session.scalars(select(Note.body))) == {"甲的备注", "乙的备注"}


def test_two_pieces_entered_at_once_are_both_in_the_register(
    seat: Callable[[Staff], Browser], session: Session, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(officer)
    piece = {"kind": "document", "source": "organ", "taken_on": "2026-09-21", "step": "save"}
    second.get(address(complaint, "register_evidence"))
    send(first, complaint, "register_evidence", what="登记簿", **piece)

    late = second.post(address(complaint, "register_evidence"), what="缴费单", **piece)

    assert late.status_code == 303
    assert set(session.scalars(select(Evidence.what))) == {"登记簿", "缴费单"}


@pytest.mark.parametrize(
    ("action", "typed", "said"),
    [
        ("send_message", {"body": "请补充说明。"}, {"请补充说明。"}),
        ("set_class", {"answer_class": "complex", "reason": "须鉴定"}, {"须鉴定"}),
        ("transfer", {"target": "区教育局", "reason": "属其职责"}, {"区教育局", "属其职责"}),
        ("hand_back", {"reason": "不属本组"}, {"不属本组"}),
        ("recuse", {"reason": "同学"}, {"同学"}),
        ("ask_clarification", {"question": "哪一天？"}, {"哪一天？"}),
        ("invite", {"who": "张某", "put": "窗口推诿一事"}, {"张某", "窗口推诿一事"}),
        ("raise_severity", {"ground": "clue", "reason": "有转账记录"}, {"有转账记录"}),
        ("reveal", {"code": "contact", "words": "须当面核实"}, {"须当面核实"}),
    ],
)
def test_every_form_shows_what_was_typed_in_full(
    seat: Callable[[Staff], Browser], officer: Staff, complaint: Complaint,
    action: str, typed: dict[str, str], said: set[str],
) -> None:  # fmt: skip
    first, second = seat(officer), seat(officer)
    second.get(address(complaint, action))
    send(first, complaint, "add_note", body="先到一步")

    late = second.post(address(complaint, action), step="save", **typed)

    assert late.status_code == 409
    Page.of(late)
    assert "先到一步" in late.text
    assert said <= {both.get("typed") for both in versions(late.text).values()}
    assert "Nothing was done" in late.text


def test_what_can_no_longer_be_sent_can_still_be_copied(
    seat: Callable[[Staff], Browser], make: Make, session: Session, office: Office, officer: Staff
) -> None:
    complaint = make.assigned(now=now())
    first, second = seat(officer), seat(officer)
    second.get(address(complaint, "decline"))
    do(first, complaint, "decline", step="save", code="N1", reason="不属于受理范围")

    late = second.post(address(complaint, "decline"), step="save", code="N4", reason="早有结论")

    assert late.status_code == 409
    assert "can no longer be done" in late.text
    assert "不属于受理范围" in late.text
    shown = versions(late.text)
    assert {"typed": "早有结论"} in shown.values()
    assert any(both.get("typed", "").startswith("N4") for both in shown.values())
    assert "Go on with mine" not in late.text
    assert address(complaint) in late.text


def test_what_was_typed_is_text_and_nothing_else(
    seat: Callable[[Staff], Browser], session: Session, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(officer)
    second.get(address(complaint, "send_message"))
    send(first, complaint, "send_message", body="</textarea><script>alert(1)</script>")

    late = second.post(address(complaint, "send_message"), body='"><b>粗</b>&amp; \n</form>')

    assert late.status_code == 409
    assert "<script>alert" not in late.text
    assert "<b>粗" not in late.text
    assert {"typed": '"><b>粗</b>&amp; \n</form>'} in versions(late.text).values()
    assert len(session.scalars(select(Message)).all()) == 1


def test_somebody_else_may_be_told_that_a_colleague_acted(
    seat: Callable[[Staff], Browser], make: Make, officer: Staff, complaint: Complaint
) -> None:
    first, second = seat(officer), seat(make.staff(Role.SUPERVISOR))
    second.get(address(complaint, "extend"))
    filled = findings(first, complaint)
    do(first, complaint, "findings", step="save", **filled)

    late = second.post(address(complaint, "extend"), days="10", reason="等待鉴定")

    assert late.status_code == 409
    assert FOUND["conclusion"] in late.text
    assert {"10", "等待鉴定"} <= {both.get("typed") for both in versions(late.text).values()}


def test_enter_goes_on_and_changes_no_language(
    seat: Callable[[Staff], Browser], officer: Staff, complaint: Complaint
) -> None:
    page = seat(officer).get(address(complaint, "recuse")).text

    first = re.search(r'<button type="submit"\s+form="work".*?>', page, re.DOTALL)

    assert first
    assert 'name="step"' in first[0]


def test_a_form_is_read_as_people_read_it() -> None:
    page = """<form id="work"><input type="hidden" name="version" value="3">
      <fieldset class="finding"><legend>C03 推诿</legend>
        <label class="question" for="a">损失 <span>(选填)</span></label>
        <select name="loss" id="a"><option value="">请选择</option>
          <option value="major" selected>重大</option></select>
        <fieldset class="field"><legend class="question">依据</legend>
          <input type="radio" name="code" id="c1" value="N1"><label for="c1">N1 甲</label>
          <input type="radio" name="code" id="c2" value="N4" checked><label for="c2">N4 乙</label>
        </fieldset></fieldset>
      <label for="t">说明</label><textarea name="t" id="t">
一
二</textarea></form><form><input name="other" value="x"></form>"""

    assert answers(page) == {
        "loss": ("C03 推诿 · 损失", "重大"),
        "code": ("C03 推诿 · 依据", "N4 乙"),
        "t": ("说明", "一\n二"),
    }
