"""Letters tell what the database holds, to whom they are meant for, as long as it matters."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.clock import CLOCKS, AnswerClass, ClockKind
from portal.domain.filing import Loss
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.mail.facts import LetterFacts, MissingFactError
from portal.mail.gathering import Order, gather
from portal.mail.promising import promise_to_complainant
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.services import casework, clocks, extensions
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import lead_to

LATER = NOW + timedelta(days=2)


@pytest.fixture
def complaint(make: Make) -> Complaint:
    """A complaint that an officer holds and has taken up."""
    complaint = make.assigned()
    actor = holder(make.session, complaint)
    casework.accept(make.session, complaint, actor, office=make.office, now=NOW)
    return complaint


def told(
    session: Session, complaint: Complaint, letter: str, office: Office, **to: Any
) -> LetterFacts | None:
    session.flush()
    order = Order(letter, complaint.id, "<outbox-1.0@portal.example>", **to)
    return gather(session, order, office=office, now=LATER)


def reckoned(session: Session, complaint: Complaint, **before: str) -> None:
    """Log that the calendar moved clocks, each from its day *before*."""
    casework.note(
        session, complaint, Actor.system(), Action.RECKON, now=LATER, reason="…",
        detail={"moved": {ClockKind[kind].value: day for kind, day in before.items()}},
    )  # fmt: skip


def test_a_transfer_tells_where_the_complaint_went_and_why(
    session: Session, complaint: Complaint, office: Office
) -> None:
    casework.transfer(
        session, complaint, holder(session, complaint),
        target="市公积金中心", reason="窗口由该中心派驻。", office=office, now=LATER,
    )  # fmt: skip

    facts = told(session, complaint, "transferred", office)

    assert facts is not None
    assert facts.transferred is not None
    assert facts.transferred.body == Text("市公积金中心", "市公积金中心")
    assert facts.transferred.reason == "窗口由该中心派驻。"
    assert facts.next_on == complaint.next_due_on
    assert facts.to == "wang@example.org"


def test_of_a_possible_referral_nothing_is_told_but_that_it_went(
    session: Session, make: Make, office: Office
) -> None:
    grave = make.assigned(categories=(Category.C06,), loss=Loss.MAJOR)
    casework.transfer(
        session,
        grave,
        holder(session, grave),
        target="区监委",
        reason="线索",
        office=office,
        now=LATER,
    )

    facts = told(session, grave, "transferred", office)

    assert facts is not None
    assert facts.transferred is not None
    assert facts.transferred.referred
    assert (facts.transferred.body, facts.transferred.reason) == (None, "")


def test_the_question_asked_last_is_put_as_long_as_it_is_open(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()
    actor, citizen = holder(session, complaint), Actor.complainant(complaint.id)
    for question in ("哪一天？", "哪个窗口？"):
        casework.ask_clarification(session, complaint, actor, question, office=office, now=NOW)
        facts = told(session, complaint, "clarification", office)
        assert facts is not None
        assert facts.clarification is not None
        assert facts.clarification.question == question
        casework.clarify(session, complaint, citizen, "三号。", office=office, now=LATER)

    assert told(session, complaint, "clarification", office) is None


def test_an_extension_tells_the_old_day_the_new_one_and_the_reason(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    leader = make.staff(Role.SUPERVISOR).as_actor()
    before = complaint.next_due_on
    extensions.extend(
        session, complaint, leader, days=10, reason="调阅旧卷。", office=office, now=LATER
    )

    facts = told(session, complaint, "extended", office)

    assert facts is not None
    assert facts.extended is not None
    assert facts.extended.granted
    assert (facts.extended.reason, facts.extended.more) == (None, "调阅旧卷。")
    (moved,) = facts.extended.moved
    assert (moved.before, moved.until) == (before, complaint.next_due_on)


def test_the_day_of_a_clue_of_crime_is_in_no_letter_to_whoever_complained(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    leader = make.staff(Role.SUPERVISOR).as_actor()
    promised = complaint.next_due_on
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=NOW)
    clocks.reckon(session, complaint, office=office, now=NOW)
    assert complaint.next_due_kind == ClockKind.CRIME_CLUE_DECISION

    letter = told(session, complaint, "accepted", office)
    extensions.extend(
        session, complaint, leader, days=10, reason="调阅旧卷。", office=office, now=LATER
    )
    news = told(session, complaint, "extended", office)

    assert letter is not None
    assert (letter.next_on, letter.next_what) == (promised, Text("答复您", "answer you"))
    assert news is not None
    assert news.extended is not None
    (moved,) = news.extended.moved
    assert moved.before == promised
    assert moved.until == clocks.answer_day(session, complaint)


def test_a_right_that_moved_is_told_though_nothing_is_owed_any_more(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECLINED, office=office)
    (right,) = [row for row in clocks.rows(session, complaint) if row.running]
    reckoned(session, complaint, REVIEW_REQUEST="2026-10-01")

    facts = told(session, complaint, "extended", office)

    assert facts is not None
    assert facts.next_on is None
    assert facts.extended is not None
    (moved,) = facts.extended.moved
    assert (moved.what, moved.before, moved.until) == (None, date(2026, 10, 1), right.due_on)


def test_a_day_moved_by_the_calendar_is_told_with_that_reason(
    session: Session, complaint: Complaint, office: Office
) -> None:
    reckoned(session, complaint, ANSWER_GENERAL="2026-10-09")

    facts = told(session, complaint, "extended", office)

    assert facts is not None
    assert facts.extended is not None
    assert facts.extended.reason is not None
    assert "工作日历" in facts.extended.reason.zh
    assert not facts.extended.granted


def test_a_day_moved_by_the_class_is_told_with_it(
    session: Session, complaint: Complaint, office: Office
) -> None:
    extensions.set_class(
        session, complaint, holder(session, complaint), AnswerClass.COMPLEX,
        reason="涉及三个单位。", office=office, now=LATER,
    )  # fmt: skip

    facts = told(session, complaint, "extended", office)

    assert facts is not None
    assert facts.extended is not None
    assert facts.extended.reason is not None
    assert facts.extended.reason.zh == "本件按“比较复杂的”的事项办理。"
    assert facts.extended.more == "涉及三个单位。"


def test_a_new_day_that_nobody_waits_for_any_more_is_not_told(
    session: Session, complaint: Complaint, office: Office
) -> None:
    reckoned(session, complaint, ANSWER_GENERAL="2026-10-09")
    citizen = Actor.complainant(complaint.id)
    casework.withdraw(session, complaint, citizen, reason="", office=office, now=LATER)

    assert told(session, complaint, "extended", office) is None
    assert told(session, complaint, "reminder", office, staff_id=complaint.assignee_id or 0) is None


@pytest.mark.parametrize("letter", ["transferred", "extended", "review_result"])
def test_what_never_happened_is_not_told(
    session: Session, complaint: Complaint, office: Office, letter: str
) -> None:
    facts = told(session, complaint, letter, office)

    assert facts is not None
    assert getattr(facts, letter) is None


def test_an_enquiry_never_goes_to_the_complainant(
    session: Session, complaint: Complaint, office: Office
) -> None:
    with pytest.raises(MissingFactError, match="reader"):
        told(session, complaint, "enquiry", office)


def test_a_letter_to_staff_without_a_name_goes_to_nobody(
    session: Session, complaint: Complaint, office: Office
) -> None:
    with pytest.raises(MissingFactError, match="reader"):
        told(session, complaint, "overdue", office)


def test_staff_read_of_an_anonymous_complaint_what_they_read_of_any(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned(anonymous=True)
    officer = session.get_one(Staff, complaint.assignee_id)

    facts = told(session, complaint, "reminder", office, staff_id=officer.id)

    assert facts is not None
    assert facts.to == officer.email
    assert not facts.anonymous
    assert facts.written_at == datetime(2026, 9, 23, 2, 0, tzinfo=UTC)


def test_a_complainant_is_promised_what_staff_have_to_do(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.assigned()

    letter = told(session, complaint, "receipt", office)
    notice = told(session, complaint, "assigned", office, staff_id=complaint.assignee_id or 0)

    assert letter is not None
    assert notice is not None
    assert letter.next_on == notice.next_on == complaint.next_due_on
    assert letter.next_what == Text("告诉您是否受理", "tell you whether we accept your complaint")
    assert notice.next_what == CLOCKS[ClockKind.DECIDE_ACCEPTANCE].text
    assert (letter.office_phone, letter.post_address) == (office.phone, office.post_address)


@pytest.mark.parametrize("kind", ClockKind)
def test_every_deadline_is_promised_in_words_that_follow_we_will(kind: ClockKind) -> None:
    promise = promise_to_complainant(kind.value)

    assert promise is not None
    assert promise.en.split()[0] in {"answer", "carry", "tell"}
