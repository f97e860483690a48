"""The letter that puts an enquiry to an organ holds nothing of the complaint [7.5]."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.domain.enquiring import News
from portal.mail.compose import LETTERS
from portal.mail.facts import MissingFactError
from portal.mail.gathering import Order, gather
from portal.models.complaint import Complaint
from portal.models.enquiry import Enquiry
from portal.models.staff import Staff
from portal.services import enquiries
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.organs import QUESTION, ask, enquired, liaison


@pytest.fixture
def who(make: Make) -> Staff:
    make.staff()
    return liaison(make)


@pytest.fixture
def asked(session: Session, make: Make, who: Staff, office: Office) -> Enquiry:
    assert who.organ_id
    return ask(session, enquired(session, make, office), office)


def ordered(asked: Enquiry, who: Staff) -> Order:
    return Order(
        "enquiry", asked.complaint_id, "<1@portal.example>", staff_id=who.id, enquiry_id=asked.id
    )


def test_it_tells_the_question_the_day_and_the_enquirys_own_number(
    session: Session, asked: Enquiry, who: Staff, office: Office
) -> None:
    facts = gather(session, ordered(asked, who), office=office, now=NOW)

    assert facts is not None
    letter = LETTERS["enquiry"](facts)
    assert letter.to == who.email
    assert asked.number in letter.subject
    assert asked.question in letter.text
    assert f"/organ/enquiries/{asked.number}" in letter.text
    assert "XN-" not in letter.text + letter.html + letter.subject + repr(letter.references)


def test_it_is_not_sent_when_it_is_answered_or_its_reader_may_not_know(
    session: Session, make: Make, asked: Enquiry, who: Staff, office: Office
) -> None:
    order = ordered(asked, who)
    other = liaison(make, "water")

    assert gather(session, replace(order, staff_id=other.id), office=office, now=NOW) is None
    enquiries.answer(session, asked.number, who.as_actor(), "已答", office=office, now=NOW)
    assert gather(session, order, office=office, now=NOW) is None


def test_it_is_not_sent_to_a_liaison_tied_meanwhile_to_whom_it_is_about(
    session: Session, make: Make, asked: Enquiry, who: Staff, office: Office
) -> None:
    official = make.official()
    session.get_one(Complaint, asked.complaint_id).official_id = official.id
    make.tie(who, official=official)

    assert gather(session, ordered(asked, who), office=office, now=NOW) is None


def test_it_needs_a_question_and_a_reader(
    session: Session, asked: Enquiry, who: Staff, office: Office
) -> None:
    order = ordered(asked, who)

    for lacking in ({"enquiry_id": None}, {"staff_id": None}, {"enquiry_id": 99}):
        with pytest.raises(MissingFactError):
            gather(session, replace(order, **lacking), office=office, now=NOW)


NEWS = {
    News.REMINDER: ("期限将到", True),
    News.OVERDUE: ("主要负责人", True),
    News.WITHDRAWN: ("不必答复", False),
}


@pytest.mark.parametrize("news", NEWS)
def test_news_names_the_number_and_the_day_but_nothing_that_was_asked(
    session: Session, asked: Enquiry, who: Staff, office: Office, news: News
) -> None:
    told = replace(ordered(asked, who), letter="organ_news", news=news.value)
    words, dated = NEWS[news]

    facts = gather(session, told, office=office, now=NOW)

    assert facts is not None
    letter = LETTERS["organ_news"](facts)
    assert words in letter.text
    assert asked.number in letter.subject
    assert ("2026年10月8日" in letter.text) is dated
    assert office.post_address in letter.text
    assert QUESTION not in letter.text + letter.html
    assert "XN-" not in letter.text + letter.html + letter.subject + repr(letter.references)


def test_nobody_is_reminded_of_what_is_done(
    session: Session, asked: Enquiry, who: Staff, office: Office
) -> None:
    told = replace(ordered(asked, who), letter="organ_news", news="reminder")

    enquiries.answer(session, asked.number, who.as_actor(), "已答", office=office, now=NOW)

    assert gather(session, told, office=office, now=NOW) is None


def test_staff_are_told_what_an_organ_did(session: Session, asked: Enquiry, office: Office) -> None:
    told = Order(
        "organ_work", asked.complaint_id, "<2@portal.example>", staff_id=asked.asked_by,
        enquiry_id=asked.id, news="late",
    )  # fmt: skip

    facts = gather(session, told, office=office, now=NOW)

    assert facts is not None
    letter = LETTERS["organ_work"](facts)
    assert asked.number in letter.text
    assert "XN-" in letter.subject
