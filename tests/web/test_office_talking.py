"""What is said and kept about a complaint, at the desk: messages, notes, hearings, evidence."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.hearing import Ended
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, Role
from portal.models.attachment import Attachment
from portal.models.clock import ClockTolling
from portal.models.complaint import Complaint
from portal.models.disclosure import Disclosure
from portal.models.evidence import Evidence
from portal.models.hearing import Hearing
from portal.models.message import Message
from portal.models.note import Note
from portal.models.staff import Staff
from portal.services import casework, messages
from portal.services.office import Office
from portal.web.context import now
from tests.desk import Browser, Desk
from tests.factories import FILING, Make
from tests.web.browsing import Page
from tests.web.office_desk import address, send

PUT = "九月上旬在窗口未一次告知所需材料，请说明经过和依据。"
PIECE = {
    "what": "窗口登记簿", "kind": "object", "source": "organ", "supports": ["C03"],
    "from_whom": "窗口", "remark": "封存",
}  # fmt: skip


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def officer(make: Make) -> Staff:
    return make.staff()


@pytest.fixture
def complaint(make: Make, officer: Staff, office: Office) -> Complaint:
    """An accepted complaint of the officer's about a named official."""
    found = make.assigned(now=now(), official_name="李某", official_post="科员")
    casework.accept(make.session, found, officer.as_actor(), office=office, now=now())
    return found


@pytest.fixture
def browser(desk: Desk, officer: Staff, complaint: Complaint) -> Browser:
    """The officer's browser."""
    return desk.seat(officer)


def fresh(session: Session, complaint: Complaint) -> Complaint:
    session.rollback()
    session.refresh(complaint)
    return complaint


def photo(name: str = "照片.png") -> tuple[BytesIO, str]:
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 20), name


def test_a_canned_text_is_put_in_in_the_language_of_the_complaint(
    browser: Browser, complaint: Complaint
) -> None:
    page = send(
        browser, complaint, "send_message", canned="progress", body="王女士：", step="change"
    )

    assert page.status_code == 200
    assert f"王女士：\n\n您好！您的投诉{complaint.reference}正在办理" in page.text


def test_putting_in_a_text_that_says_the_clock_stands_still_ticks_the_box(
    browser: Browser, complaint: Complaint
) -> None:
    put_in = send(browser, complaint, "send_message", canned="asking", body="", step="change")

    assert 'id="waits" value="y" checked' in " ".join(put_in.text.split())


@pytest.mark.parametrize(
    "words", ["您答复之前，办理期限中止计算。", "The time limit stands still."]
)
def test_no_message_says_that_the_clock_stands_still_while_it_runs(
    browser: Browser, session: Session, complaint: Complaint, words: str
) -> None:
    refused = send(browser, complaint, "send_message", body=words, step="save")

    assert refused.status_code == 422
    assert "Tick this box so that it does, or leave that sentence out" in refused.text
    assert words in refused.text
    assert session.scalars(select(Message)).all() == []
    sent = {**Page.of(refused).form(), "waits": "y", "step": "save"}
    assert browser.post(address(complaint, "send_message"), **sent).status_code == 303


def test_where_nothing_can_wait_no_standstill_is_promised(
    browser: Browser, session: Session, complaint: Complaint
) -> None:
    complaint.status, complaint.decided_at = Status.DECIDED, complaint.filed_at
    session.commit()

    refused = send(browser, complaint, "send_message", body="期限中止计算。", step="save")

    assert refused.status_code in {409, 422}
    assert session.scalars(select(Message)).all() == []


def test_a_message_waits_for_an_answer_and_the_answer_ends_it(
    session: Session, browser: Browser, complaint: Complaint, office: Office
) -> None:
    sent = send(
        browser, complaint, "send_message", body="请补充登记单。", waits="y",
        attachments=photo(), step="save",
    )  # fmt: skip

    assert sent.status_code == 303
    session.rollback()
    assert session.scalars(select(ClockTolling)).one().last_on is None
    assert "awaits an answer" in browser.get(address(complaint)).text
    assert session.scalars(select(Attachment)).one().name == "照片.png"
    who = Actor.complainant(complaint.id)
    messages.write(session, fresh(session, complaint), who, "已上传。", office=office, now=now())
    session.commit()
    first, again = browser.get(address(complaint)).text, browser.get(address(complaint)).text
    assert "awaits an answer" not in first
    assert (">new<" in first, "read in the office on" in again) == (True, True)


def test_nothing_typed_is_lost_and_files_are_asked_for_again(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    page = send(
        browser, complaint, "send_message", body="", canned="", waits="y",
        attachments=photo("程序.exe"), step="save",
    )  # fmt: skip

    assert page.status_code == 422
    assert "程序.exe" in page.text
    assert "Write what you want to tell" in page.text
    assert 'id="waits" value="y" checked' in " ".join(page.text.split())
    session.rollback()
    assert session.scalar(select(Message.id)) is None


def test_a_note_is_corrected_by_another_and_no_complainant_sees_either(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    send(browser, complaint, "add_note", body="窗口主任口头承认。", step="save")
    session.rollback()
    first = session.scalars(select(Note)).one()
    send(browser, complaint, "add_note", body="是副主任。", corrects=str(first.id), step="save")

    text = browser.get(address(complaint)).text
    assert "corrected below" in text
    session.rollback()
    assert [each.corrects for each in session.scalars(select(Note).order_by(Note.id))] == [
        None, first.id,
    ]  # fmt: skip


def test_the_official_is_invited_for_five_days_at_least_and_not_in_the_complainants_words(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    said: dict[str, Any] = {"who": "李某", "told": "letter", "step": "save"}
    tomorrow = (now().date() + timedelta(days=1)).isoformat()

    soon = send(browser, complaint, "invite", put=PUT, until_on=tomorrow, **said)
    quoted = send(browser, complaint, "invite", put=FILING.facts, until_on="2027-01-29", **said)
    good = send(browser, complaint, "invite", put=PUT, until_on="2027-01-29", **said)

    assert (soon.status_code, quoted.status_code, good.status_code) == (422, 422, 303)
    assert "Five working days are the least" in soon.text
    assert "repeats the complainant" in quoted.text
    session.rollback()
    assert session.scalars(select(Hearing)).one().put == PUT


def test_what_the_official_said_is_put_on_record_with_files(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    send(
        browser, complaint, "invite", who="李某", put=PUT, told="letter", until_on="2027-01-29",
        tolls="y", step="save",
    )  # fmt: skip
    empty = send(browser, complaint, "record_hearing", ended="stated", step="save")
    silent = send(browser, complaint, "record_hearing", ended="silent", step="save")
    done = send(
        browser, complaint, "record_hearing", ended="stated", statement="系统故障。",
        hearing="1", attachments=photo(), step="save",
    )  # fmt: skip

    assert (empty.status_code, silent.status_code, done.status_code) == (422, 422, 303)
    session.rollback()
    row = session.scalars(select(Hearing)).one()
    assert (row.ended, row.statement) == (Ended.STATED, "系统故障。")
    assert session.scalars(select(Attachment)).one().hearing_id == row.id
    assert "系统故障。" in browser.get(address(complaint)).text


def test_evidence_is_registered_proved_listed_and_its_copies_are_logged(
    session: Session, browser: Browser, complaint: Complaint, office: Office
) -> None:
    fields = {**PIECE, "taken_on": now().date().isoformat(), "step": "save"}
    send(browser, complaint, "register_evidence", **fields)
    send(browser, complaint, "register_evidence", **{**fields, "attachments": photo()})
    session.rollback()
    kept = session.scalars(select(Attachment)).one()

    browser.get(f"{address(complaint)}/attachments/{kept.id}")
    page = browser.get(f"{address(complaint)}/evidence").text
    office.store.path(kept.token).write_bytes(b"forged")
    forged = browser.get(f"{address(complaint)}/evidence").text
    listed = browser.get(f"{address(complaint)}/evidence.txt").text

    assert ('data-fixity="intact"' in page, 'data-fixity="changed"' in forged) == (True, True)
    assert f"{kept.sha256}  照片.png" in listed
    session.rollback()
    taken = session.scalars(select(Disclosure)).one()
    assert (taken.attachment_id, taken.staff_id) == (kept.id, complaint.assignee_id)
    assert [row.supports for row in session.scalars(select(Evidence))] == [["C03"], ["C03"]]


def test_a_piece_is_described_anew_and_only_points_of_the_complaint_can_be_named(
    session: Session, browser: Browser, complaint: Complaint
) -> None:
    fields = {**PIECE, "taken_on": now().date().isoformat(), "step": "save"}
    send(browser, complaint, "register_evidence", **fields)

    strange = send(browser, complaint, "register_evidence", **{**fields, "supports": ["C01"]})
    send(browser, complaint, "register_evidence", **{**fields, "piece": "e1", "what": "登记簿原件"})

    assert strange.status_code == 422
    session.rollback()
    assert session.scalars(select(Evidence)).one().what == "登记簿原件"


def test_a_leader_names_a_second_investigator_and_the_first_cannot(
    make: Make, desk: Desk, browser: Browser, complaint: Complaint
) -> None:
    other = make.staff()
    leader = desk.seat(make.staff(Role.SUPERVISOR))

    refused = send(
        browser, complaint, "name_second", staff_id=str(other.id), reason="熟悉", step="save"
    )
    named = send(
        leader, complaint, "name_second", staff_id=str(other.id), reason="熟悉", step="save"
    )

    assert (refused.status_code, named.status_code) == (403, 303)
    assert f"Second investigator: {other.name}" in leader.get(address(complaint)).text
