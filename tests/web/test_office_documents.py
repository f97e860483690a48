"""Documents of an outcome: what they say, that they tell on nobody, that they stay as issued."""

import hashlib

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.documents import DocumentKind
from portal.domain.evidence import EvidenceKind, Source
from portal.domain.filing import Identity
from portal.domain.lifecycle import Status
from portal.domain.severity import Measure, Severity
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.document import Document
from portal.models.outcome_person import OutcomePerson
from portal.models.person_measure import PersonMeasure
from portal.models.staff import Staff
from portal.services import evidence
from portal.services.evidence import Piece
from portal.services.office import Office
from portal.web.public.tracking import until
from tests.desk import Browser, Desk
from tests.factories import NOW, Make
from tests.lives import lead_to
from tests.web.office_desk import address, send

WHO = Identity("王小明", "wang@example.org", "13800000000")
NASTY = '<b>李</b>#image("/etc/passwd") $x$ *粗* = 标题 @a \\ `r`'
APOLOGIES = update(PersonMeasure).where(PersonMeasure.measure == Measure.APOLOGY)


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def decided(session: Session, make: Make, office: Office) -> Complaint:
    """A complaint about rudeness, decided on somebody with a nasty name."""
    complaint = lead_to(
        session, make, Status.DECIDED, office=office, categories=(Category.C03,),
        identity=WHO, official_name=NASTY,
    )  # fmt: skip
    session.commit()
    return complaint


@pytest.fixture
def browser(session: Session, desk: Desk, decided: Complaint) -> Browser:
    """Whoever has the complaint."""
    return desk.seat(session.get_one(Staff, decided.assignee_id))


def apology(session: Session, complaint: Complaint) -> str:
    """Return what the form calls the order to apologise."""
    row = session.scalars(
        select(OutcomePerson.id).where(OutcomePerson.complaint_id == complaint.id)
    )
    return f"apology:{row.first()}"


def issue(browser: Browser, complaint: Complaint, what: str, facts: str = "态度生硬。") -> int:
    """Issue a document, and return how that was answered."""
    status: int = send(browser, complaint, "issue", what=what, facts=facts, step="save").status_code
    return status


def test_a_document_is_kept_and_handed_out_byte_for_byte(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    assert issue(browser, decided, apology(session, decided)) == 303
    row = session.scalars(select(Document)).one()

    for _ in range(2):
        page = browser.get(address(decided, f"documents/{row.id}"))
        pdf = browser.get(address(decided, f"documents/{row.id}.pdf"))
        assert hashlib.sha256(page.data).hexdigest() == row.html_sha256
        assert hashlib.sha256(pdf.data).hexdigest() == row.pdf_sha256
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert pdf.data.startswith(b"%PDF-")
    assert (row.kind, len(row.version)) == (DocumentKind.APOLOGY, 16)


def test_the_pdf_has_title_language_and_tags(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, apology(session, decided))

    pdf = session.scalars(select(Document.pdf)).one() or b""

    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(zh-CN)" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/Title" in pdf


def test_markup_in_a_name_is_inert(session: Session, browser: Browser, decided: Complaint) -> None:
    assert issue(browser, decided, apology(session, decided)) == 303

    html = session.scalars(select(Document.html)).one()

    assert "<b>" not in html
    assert "&lt;b&gt;李&lt;/b&gt;#image(" in html


@pytest.mark.parametrize(
    "words",
    ["王小明反映", "经 王 小 明 当面反映", "来自 WANG@example.org", "电话１３８００００００００"],
)
def test_no_document_tells_who_complained(
    session: Session, browser: Browser, decided: Complaint, words: str
) -> None:
    assert issue(browser, decided, apology(session, decided), words) == 422

    assert session.scalars(select(Document)).all() == []


def test_what_goes_to_the_official_names_neither_complainant_nor_complaint(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, apology(session, decided))

    html = session.scalars(select(Document.html)).one()

    assert all(each not in html for each in (WHO.name, WHO.email, WHO.phone, decided.reference))
    assert "不得打听、核查投诉人的身份" in html
    assert "〔2.4(a)〕" in html


def test_the_notice_of_the_outcome_says_how_to_ask_for_a_review(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, "outcome")

    html = session.scalars(select(Document.html)).one()

    assert decided.reference in html
    assert "申请复查" in html


def test_the_complainant_reads_and_saves_the_notice_and_nobody_else_does(
    session: Session, desk: Desk, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, "outcome")
    issue(browser, decided, apology(session, decided))
    notice, order = session.scalars(select(Document).order_by(Document.id)).all()
    own, stranger = tracker(desk, decided), desk.browser()

    assert notice.number in own.get("/track/complaint").text
    page = own.get(f"/track/complaint/notices/{notice.id}")
    pdf = own.get(f"/track/complaint/notices/{notice.id}.pdf")

    assert (page.text, pdf.data) == (notice.html, notice.pdf)
    for answer in (page, pdf):
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    assert own.get(f"/track/complaint/notices/{order.id}").status_code == 404
    assert stranger.get(f"/track/complaint/notices/{notice.id}").status_code == 303


def test_a_notice_of_what_was_referred_is_kept_from_the_complainant(
    session: Session, desk: Desk, browser: Browser, decided: Complaint
) -> None:
    session.execute(update(Decision).values(severity=Severity.REFERRAL))
    session.commit()
    issue(browser, decided, "outcome")
    notice = session.scalars(select(Document)).one()

    own = tracker(desk, decided)

    assert notice.number not in own.get("/track/complaint").text
    assert own.get(f"/track/complaint/notices/{notice.id}").status_code == 404


def tracker(desk: Desk, complaint: Complaint) -> Browser:
    """Return a browser in which the receipt code of *complaint* was given."""
    own = desk.browser()
    own.get("/track")
    with own.client.session_transaction() as cookie:
        cookie["tracking"] = {"id": complaint.id, "until": until()}
    return own


def test_a_warning_and_an_order_speak_only_of_what_concerns_the_person(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    session.execute(update(OutcomePerson).values(measures=["apology", "rectify"]))
    session.commit()
    issue(browser, decided, apology(session, decided))
    issue(browser, decided, "outcome")

    order, notice = session.scalars(select(Document.html).order_by(Document.id)).all()

    assert "赔礼道歉" in order
    assert "整改" not in order
    assert "申请复查" in notice


def test_a_proposal_of_discipline_names_the_body_that_appoints(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    session.execute(update(OutcomePerson).values(measures=["discipline"], body="appointing_organ"))
    session.execute(APOLOGIES.values(measure=Measure.DISCIPLINE))
    session.commit()
    person = apology(session, decided).partition(":")[2]
    issue(browser, decided, f"discipline:{person}")

    addressee = session.scalars(select(Document.addressee)).one()

    assert addressee == f"{decided.organ.name_zh}（任免机关）"


def test_a_letter_of_transfer_lists_every_piece_of_the_register(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    session.execute(update(OutcomePerson).values(measures=["referral"], body="procuratorate"))
    session.execute(APOLOGIES.values(measure=Measure.REFERRAL))
    holder = session.get_one(Staff, decided.assignee_id)
    for what, source in (("登记簿", Source.ORGAN), ("王小明的信", Source.COMPLAINANT)):
        piece = Piece(
            what, EvidenceKind.DOCUMENT, source, NOW.date(), "档案室", (Category.C03,), ""
        )
        evidence.register(session, decided.id, piece, holder.as_actor(), now=NOW)
    session.commit()
    person = apology(session, decided).partition(":")[2]
    assert issue(browser, decided, f"referral:{person}") == 303

    html = session.scalars(select(Document.html)).one()

    assert f"登记簿（来源：被投诉机关，档案室；2026年9月21日由{holder.name}提取）" in html
    assert "王小明" not in html
    assert f"共{html.count('来源：')}件" in html


def test_a_document_that_was_not_decided_is_not_issued(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    person = apology(session, decided).partition(":")[2]

    assert issue(browser, decided, f"referral:{person}") == 422


def test_an_issued_document_is_never_changed(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, apology(session, decided))

    with pytest.raises(DBAPIError, match="only ever added to"):
        session.connection().execute(text("UPDATE document SET html = ''"))


def test_nobody_behind_a_wall_and_no_stranger_gets_a_document(
    session: Session, make: Make, desk: Desk, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, apology(session, decided))
    number = session.scalars(select(Document.id)).one()
    walled = make.staff()
    make.tie(walled, organ=decided.organ)
    session.commit()

    page = desk.seat(walled).get(address(decided, f"documents/{number}"))

    assert page.status_code == 404


def test_who_does_not_hold_it_issues_nothing(
    session: Session, make: Make, desk: Desk, decided: Complaint
) -> None:
    other = make.staff()
    session.commit()

    assert desk.seat(other).get(address(decided, "issue")).status_code == 403


def test_a_document_names_opinion_adopted_policy_and_law_apart(
    session: Session, browser: Browser, decided: Complaint
) -> None:
    issue(browser, decided, apology(session, decided))

    row = session.scalars(select(Document)).one()

    assert "<li>〔2.4(a)〕" in row.html
    assert "<li>本办公室采用的规定（不是意见原文）〔A10〕" in row.html
    assert [each["id"] for each in row.content["adopted"]] == ["A10", "A12"]


def test_where_the_opinion_is_silent_a_document_still_says_on_what_it_rests(
    session: Session, desk: Desk, make: Make, office: Office
) -> None:
    silent = lead_to(
        session, make, Status.DECIDED, office=office, categories=(Category.C13,),
        official_name="李某",
    )  # fmt: skip
    decision = session.scalars(select(Decision)).one()
    decision.clauses, decision.adopted, decision.law = [], ["A14"], ["监察法第十一条"]
    session.commit()

    seated = desk.seat(session.get_one(Staff, silent.assignee_id))
    assert issue(seated, silent, "outcome") == 303

    row = session.scalars(select(Document)).one()
    assert "〔A14〕" in row.html
    assert "<li>法律法规：监察法第十一条</li>" in row.html
