"""Filing a complaint through the form."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Language, Loss
from portal.models.allegation import Allegation
from portal.models.attachment import Attachment
from portal.models.complainant import Complainant
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.services.office import Office
from tests.web.browsing import Fill, Page, Visitor

LETTERS = (
    "第一段。\n\n\t第二段，行首有制表符。\n　　第三段，行首有全角空格。  \n"
    "<b>不是标签</b> & '引号' \u000b竖向制表符\n"
)


def test_a_filed_complaint_is_exchanged_for_a_receipt(client: Visitor, fill: Fill) -> None:
    response = client.send("/complaints/new", fill())

    assert response.status_code == 303
    receipt = client.page(response.location)
    assert receipt.marked("data-reference").startswith("XN-")
    assert len(receipt.marked("data-receipt-code")) == 24


def test_everything_on_the_form_is_stored(
    client: Visitor, fill: Fill, session: Session, office: Office
) -> None:
    client.send(
        "/complaints/new",
        fill(
            official_name="李某", official_post="3 号窗口", occurred_on="2026-03-02", place="大厅",
            commitment="5 个工作日办结", loss="some", loss_amount="1,200.50", wish="道歉\n并办结",
            phone="000-0000", language="zh-Hant",
        ),
    )  # fmt: skip

    complaint = session.scalars(select(Complaint)).one()
    assert complaint.organ.code == "housing"
    assert (complaint.official_name, complaint.official_post) == ("李某", "3 号窗口")
    assert complaint.subject == "窗口推诿，三次都没办成"
    assert f"{complaint.occurred_on} {complaint.place}" == "2026-03-02 大厅"
    assert (complaint.commitment, complaint.wish) == ("5 个工作日办结", "道歉\n并办结")
    assert (complaint.loss, str(complaint.loss_amount)) == (Loss.SOME, "1200.50")
    assert complaint.language is Language.TRADITIONAL
    assert set(session.scalars(select(Allegation.category))) == {Category.C03, Category.C12}
    who = session.scalars(select(Complainant)).one()
    opened = [office.sealer.open(part) for part in (who.name_sealed, who.email_sealed)]
    assert opened == ["王某", "wang@example.org"]


def test_the_facts_arrive_to_the_letter(client: Visitor, fill: Fill, session: Session) -> None:
    client.send("/complaints/new", fill(facts=LETTERS.replace("\n", "\r\n")))

    assert session.scalars(select(Complaint.facts)).one() == LETTERS


def test_the_same_form_sent_twice_files_one_complaint(
    client: Visitor, fill: Fill, session: Session
) -> None:
    form = fill()

    receipts = [client.page(client.send("/complaints/new", form).location) for _ in range(2)]

    assert len({receipt.marked("data-receipt-code") for receipt in receipts}) == 1
    assert session.scalar(select(func.count(Complaint.id))) == 1


def test_a_form_changed_after_it_was_filed_asks_what_is_meant(
    client: Visitor, fill: Fill, session: Session
) -> None:
    form = fill()
    client.send("/complaints/new", form)

    response = client.send("/complaints/new", {**form, "facts": "还有第四次。"})

    assert response.status_code == 409
    again = Page.of(response)
    assert again.form()["facts"] == "还有第四次。"
    assert session.scalars(select(Complaint.reference)).one() in again.said("main")
    assert client.send("/complaints/new", again.form()).status_code == 303
    assert session.scalar(select(func.count(Complaint.id))) == 2


def test_an_anonymous_complaint_keeps_no_name(
    client: Visitor, fill: Fill, session: Session, office: Office
) -> None:
    client.send("/complaints/new", fill(anonymous="y", phone="000-0000"))

    complaint = session.scalars(select(Complaint)).one()
    who = session.scalars(select(Complainant)).one()
    assert complaint.anonymous
    assert (who.name_sealed, who.phone_sealed) == (None, None)
    assert office.sealer.open(who.email_sealed) == "wang@example.org"


def test_an_anonymous_complaint_needs_no_address(client: Visitor, fill: Fill) -> None:
    response = client.send("/complaints/new", fill(anonymous="y", name="", email=""))

    assert response.status_code == 303


@pytest.mark.parametrize("unticked", ["", "0", "false", "no"])
def test_not_ticked_is_not_anonymous(
    client: Visitor, fill: Fill, session: Session, unticked: str
) -> None:
    client.send("/complaints/new", fill(anonymous=unticked))

    assert not session.scalars(select(Complaint.anonymous)).one()


def test_files_are_kept_with_the_complaint(
    client: Visitor, fill: Fill, session: Session, office: Office
) -> None:
    photo = b"\xff\xd8\xff\xe0" + b"0" * 100
    files = [(BytesIO(photo), "窗口照片.JPG"), (BytesIO("记录".encode()), "记录.txt")]

    client.send("/complaints/new", fill(attachments=files))

    first, second = session.scalars(select(Attachment).order_by(Attachment.id))
    assert (first.name, first.media_type, first.size) == ("窗口照片.JPG", "image/jpeg", 104)
    assert (second.name, second.media_type) == ("记录.txt", "text/plain")
    with office.store.open(first.token) as file:
        assert file.read() == photo


def test_a_bare_form_of_a_script_is_enough(client: Visitor, fill: Fill, session: Session) -> None:
    bare = fill(filing_key=None, language=None, loss=None, organ_search=None, chosen_before=None)

    assert client.send("/complaints/new", bare).status_code == 303
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.loss, complaint.language) == (Loss.NONE, Language.SIMPLIFIED)


def test_an_urlencoded_form_is_as_good(client: Visitor, fill: Fill) -> None:
    assert client.post("/complaints/new", data=fill(facts="字" * 20_000)).status_code == 303


def test_an_address_can_name_the_organ(client: Visitor, organ: str) -> None:
    page = client.page(f"/complaints/new?organ={organ}")

    assert page.form()["organ"] == organ


def test_files_of_a_form_sent_twice_are_kept_once(
    client: Visitor, fill: Fill, office: Office
) -> None:
    def send() -> None:
        files = [(BytesIO(b"\xff\xd8\xff\xe0" + b"0" * 100), "照片.jpg")]
        client.send("/complaints/new", fill(filing_key="0" * 32, attachments=files))

    before = stored(office)
    send()
    send()

    assert len(stored(office)) == len(before) + 1


def stored(office: Office) -> list[Path]:
    return [path for path in office.store.root.rglob("*") if path.is_file()]


def test_who_leaves_nothing_takes_turns_with_their_own_browser_only(
    client: Visitor, fill: Fill, session: Session
) -> None:
    nobody = {"anonymous": "y", "name": "", "email": "", "phone": ""}
    first, second, other = "路灯不亮，没人修", "窗口推诿，三次没办成", "公示栏一年没换过"
    for subject in (first, second):
        assert client.send(
            "/complaints/new", fill(subject=subject, facts=subject, **nobody)
        ).location
    client.delete_cookie("portal")
    client.send("/complaints/new", fill(subject=other, facts=other, **nobody))

    assert session.scalars(select(OutboxRow.behind).order_by(OutboxRow.id)).all() == [0, 1, 0]
