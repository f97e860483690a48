"""What an organ is asked and answers with: files, passages, dates, judgements; never a trace."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.evidence import Source
from portal.domain.filing import Identity
from portal.domain.lifecycle import Status
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry, OrderedMeasure
from portal.models.staff import Staff
from portal.services.office import Office
from tests.desk import Browser, Desk
from tests.factories import Make
from tests.lives import lead_to
from tests.organs import QUESTION, WHAT, ask, liaison, order
from tests.web.office_desk import address, send

TODAY = datetime.now(UTC)
WHO = Identity("王某某", "wang@example.org", "139-0000-7777")
PASSAGE = "每次都说材料不全。"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def who(make: Make) -> Staff:
    make.staff()
    return liaison(make, name="应知微")


@pytest.fixture
def complaint(session: Session, make: Make, who: Staff, office: Office) -> Complaint:
    assert who.organ_id
    return lead_to(session, make, Status.INVESTIGATING, office=office, now=TODAY, identity=WHO)


@pytest.fixture
def officer(session: Session, desk: Desk, complaint: Complaint) -> Browser:
    return desk.seat(session.get_one(Staff, complaint.assignee_id))


def photo() -> bytes:
    """Return a picture that tells with what it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Camera of Wang", "Wang"
    kept = BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def put(officer: Browser, complaint: Complaint, **fields: object) -> int:
    """Put an enquiry to the organ; return the status of the answer."""
    filled = {"organ": "housing", "question": QUESTION, "step": "save", **fields}
    status: int = send(officer, complaint, "ask_organ", **filled).status_code
    return status


def test_a_passage_is_shown_as_the_organ_will_see_it_before_it_goes(
    session: Session, desk: Desk, who: Staff, complaint: Complaint, officer: Browser
) -> None:
    fields = {"puts_passage": "y", "passage": PASSAGE, "organ": "housing", "question": QUESTION}

    checked = send(officer, complaint, "ask_organ", step="check", **fields)
    assert f"data-passage>{PASSAGE}" in checked.text
    assert session.scalars(select(Enquiry)).all() == []
    assert put(officer, complaint, **fields) == 303

    number = session.scalars(select(Enquiry)).one().number
    assert f"data-passage>{PASSAGE}" in desk.seat(who).get(f"/organ/enquiries/{number}").text


def test_a_passage_is_put_only_with_its_tick(officer: Browser, complaint: Complaint) -> None:
    assert put(officer, complaint, passage=PASSAGE) == 422
    assert put(officer, complaint, puts_passage="y") == 422


def test_what_could_tell_who_complained_is_marked_and_has_to_be_confirmed(
    officer: Browser, complaint: Complaint
) -> None:
    fields = {"puts_passage": "y", "passage": "王某某说材料不全，电话13900007777。"}
    shown = {"organ": "housing", "question": QUESTION, **fields}

    checked = send(officer, complaint, "ask_organ", step="check", **shown)

    assert "<mark>王某某</mark>" in checked.text
    assert "<mark>139-0000-7777</mark>" in checked.text
    assert put(officer, complaint, **fields) == 422
    assert put(officer, complaint, sure="y", **fields) == 303


def test_a_picture_loses_every_trace_on_its_way_to_the_organ(
    session: Session, desk: Desk, who: Staff, complaint: Complaint, officer: Browser
) -> None:
    file = (BytesIO(photo()), "王某某的手机.jpg")

    assert put(officer, complaint, attachments=[file]) == 303

    kept = session.scalars(select(Attachment).where(Attachment.enquiry_id.is_not(None))).one()
    browser, number = desk.seat(who), session.scalars(select(Enquiry)).one().number
    answer = browser.get(f"/organ/files/{number}/{kept.id}")
    assert kept.name == f"{number}-1.jpg"
    assert "%E7%8E%8B" not in answer.headers["Content-Disposition"]
    assert b"Wang" not in answer.data
    assert not Image.open(BytesIO(answer.data)).getexif()


@pytest.mark.parametrize(
    ("content", "name"), [(b"%PDF-1.7 by Wang", "a.pdf"), (b"\xff\xd8\xff broken", "a.jpg")]
)
def test_only_what_can_be_drawn_anew_is_shown_to_an_organ(
    session: Session, complaint: Complaint, officer: Browser, content: bytes, name: str
) -> None:
    assert put(officer, complaint, attachments=[(BytesIO(content), name)]) == 422
    assert session.scalars(select(Enquiry)).all() == []


def test_an_answer_comes_with_files_that_both_sides_can_take(
    session: Session, desk: Desk, make: Make, who: Staff, complaint: Complaint, officer: Browser,
    office: Office,
) -> None:  # fmt: skip
    number = ask(session, complaint, office, now=TODAY).number
    browser, other = desk.seat(who), desk.seat(liaison(make, "water"))
    browser.get(f"/organ/enquiries/{number}")
    file = (BytesIO("排班表".encode()), "排班表.txt")

    sent = browser.post(f"/organ/enquiries/{number}", words="如附。", attachments=[file])

    assert sent.status_code == 303
    kept = session.scalars(select(Attachment).where(Attachment.enquiry_id.is_not(None))).one()
    assert (kept.source, kept.added_by) == (Source.ORGAN, who.id)
    assert browser.get(f"/organ/files/{number}/{kept.id}").data.decode() == "排班表"
    assert other.get(f"/organ/files/{number}/{kept.id}").status_code == 404
    assert "排班表.txt" in officer.get(address(complaint)).text


def test_a_liaison_takes_no_file_of_the_complaint(
    session: Session, desk: Desk, who: Staff, complaint: Complaint, office: Office
) -> None:
    number = ask(session, complaint, office, now=TODAY).number
    stored = office.store.keep(BytesIO(b"by Wang"), "投诉材料.txt", "text/plain")
    filed = Attachment(complaint_id=complaint.id, added_at=TODAY, **asdict(stored))
    session.add(filed)
    session.flush()

    browser = desk.seat(who)

    assert browser.get(f"/organ/files/{number}/{filed.id}").status_code == 404
    assert browser.get(address(complaint) + f"/attachments/{filed.id}").status_code in {403, 404}


def test_a_question_is_taken_back_given_more_time_and_asked_again(
    session: Session, desk: Desk, who: Staff, complaint: Complaint, officer: Browser,
    office: Office,
) -> None:  # fmt: skip
    row = ask(session, complaint, office, now=TODAY)
    number, why = row.number, "档案要调阅。"
    session.commit()

    more = send(officer, complaint, "extend_enquiry", enquiry=number, days="5", reason=why)
    back = send(officer, complaint, "take_back", enquiry=number, reason="问错了日期。")
    again = officer.get(address(complaint, "ask_organ") + f"?again={number}").text

    assert (more.status_code, back.status_code) == (303, 303)
    assert QUESTION in again
    page = desk.seat(who).get(f"/organ/enquiries/{number}").text
    assert "问错了日期。" in page
    assert "Send the answer" not in page
    assert put(officer, complaint, again=number) == 303


def test_a_report_judged_in_part_comes_back_to_the_organ_with_a_new_day(
    session: Session, make: Make, desk: Desk, who: Staff, office: Office
) -> None:
    done = lead_to(session, make, Status.DECIDED, office=office, now=TODAY, identity=WHO)
    row = order(session, done, office, now=TODAY)
    number, row_id, holder = row.number, row.id, session.get_one(Staff, done.assignee_id)
    browser, officer = desk.seat(who), desk.seat(holder)
    browser.get(f"/organ/measures/{number}/report")
    proof = [(BytesIO(b"signed"), "签收单.txt")]
    browser.post(f"/organ/measures/{number}/report", words="已道歉。", attachments=proof)

    judged = send(
        officer, done, "confirm_measure", measure_id=str(row_id), verdict="partly",
        words="清单还没有公示。", days="7",
    )  # fmt: skip

    assert judged.status_code == 303
    page = browser.get(f"/organ/measures/{number}").text
    assert "carried out in part" in page
    assert "清单还没有公示。" in page
    assert "签收单.txt" in page
    assert "Report it done" in page
    assert session.get_one(OrderedMeasure, row_id).what == WHAT


def test_the_overdue_come_first_and_the_rest_page_by_page(
    session: Session, desk: Desk, who: Staff, complaint: Complaint, office: Office
) -> None:
    for place in range(21):
        ask(session, complaint, office, now=TODAY, words=f"第{place}问？", days=place + 2)
    late = ask(session, complaint, office, now=TODAY - timedelta(days=60), words="旧问？").number
    browser = desk.seat(who)

    first, second = browser.get("/organ/").text, browser.get("/organ/?page=2").text

    assert first.index(late) < first.index("第0问？") < first.index("第10问？")
    assert "1 is overdue" in first
    assert "第20问？" in second
    assert "第0问？" not in second
    assert browser.get("/organ/?page=3").status_code == 404
    assert "Nothing is behind you yet" in browser.get("/organ/?behind=1").text
