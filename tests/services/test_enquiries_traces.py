"""What an organ is asked tells nothing of the complaint that was not put to it on purpose [7.5]."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.evidence import Source
from portal.domain.filing import Identity, StoredFile
from portal.models.attachment import Attachment
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry
from portal.services.office import Office
from portal.services.traces import CopiedError, TracesError
from tests.factories import Make
from tests.organs import ask, enquired, liaison

WHO = Identity("王某某", "wang@example.org", "139-0000-7777")
FACTS = (
    "九月二十一日下午两点我到二号窗口交材料，窗口人员说系统坏了让我改天再来，"
    "第二天再去又说缺一份证明。请打我电话 139 0000 7777，我姓王，王某某。"
)
PASSAGE = "窗口人员说系统坏了让我改天再来，第二天再去又说缺一份证明。"


@pytest.fixture
def complaint(session: Session, make: Make, office: Office) -> Complaint:
    complaint = enquired(session, make, office, identity=WHO, facts=FACTS)
    liaison(make)
    return complaint


@pytest.mark.parametrize(
    "words",
    [
        f"请说明：{PASSAGE}",
        "据反映，窗口人员说系统坏了， 让我 改天再来，是否属实？",
        "窗口人员说：“系统坏了让我改天再来”吗？",
    ],
)
def test_the_complaints_own_words_are_not_put_as_a_question(
    session: Session, complaint: Complaint, office: Office, words: str
) -> None:
    with pytest.raises(CopiedError):
        ask(session, complaint, office, words=words)

    assert session.scalars(select(Enquiry)).all() == []


def test_a_passage_put_on_purpose_goes_word_for_word(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = ask(session, complaint, office, passage=PASSAGE)

    assert row.passage == PASSAGE


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("王某某说窗口让他改天再来。", "王某某"),
        ("王 某 某 说窗口让他改天再来。", "王某某"),
        ("请打我电话 139 0000 7777。", "139-0000-7777"),
        ("电话一三九之外还有 13900007777", "139-0000-7777"),
        ("写信到 WANG@example.org", "wang@example.org"),
        ("写信到 somebody.else@example.org", "somebody.else@example.org"),
        ("家里电话 010-12345678", "010-12345678"),
        ("身份证号 11010119900101001X", "11010119900101001X"),
    ],
)
def test_a_passage_that_could_tell_who_complained_is_confirmed_or_not_put(
    session: Session, complaint: Complaint, office: Office, words: str, found: str
) -> None:
    with pytest.raises(TracesError) as refused:
        ask(session, complaint, office, passage=words)

    assert found in refused.value.found
    assert ask(session, complaint, office, passage=words, sure=True).passage == words


def test_a_question_is_looked_through_like_a_passage(
    session: Session, complaint: Complaint, office: Office
) -> None:
    with pytest.raises(TracesError):
        ask(session, complaint, office, words="王某某当天有没有取号？")


def test_what_an_organ_is_shown_bears_the_enquirys_name(
    session: Session, complaint: Complaint, office: Office
) -> None:
    picture = StoredFile("a" * 32, "王某某的手机照片.jpg", "image/jpeg", 3, "0" * 64)

    row = ask(session, complaint, office, pictures=[picture])

    kept = session.scalars(select(Attachment).where(Attachment.enquiry_id == row.id)).one()
    assert (kept.name, kept.source) == (f"{row.number}-1.jpg", Source.OFFICE)
