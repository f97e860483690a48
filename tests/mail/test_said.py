"""The letters of the conversation: a question while it is open, a message as it was written."""

from sqlalchemy.orm import Session

from portal.domain.permissions import Actor
from portal.mail.compose import LETTERS
from portal.models.complaint import Complaint
from portal.services import casework, messages
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.mail.test_gathering import told

QUESTION = "哪一天去的？"


def accepted(make: Make, office: Office) -> Complaint:
    found = make.assigned()
    casework.accept(make.session, found, holder(make.session, found), office=office, now=NOW)
    return found


def test_a_question_after_acceptance_does_not_threaten_to_decline(
    session: Session, make: Make, office: Office
) -> None:
    complaint = accepted(make, office)
    who = holder(session, complaint)
    row = messages.send(session, complaint, who, QUESTION, waits=True, office=office, now=NOW)

    facts = told(session, complaint, "clarification", office, said_id=row.id)

    assert facts is not None
    text = LETTERS["clarification"](facts).text
    assert QUESTION in text
    assert "不予受理" not in text


def test_a_question_that_was_answered_is_not_asked_any_more(
    session: Session, make: Make, office: Office
) -> None:
    complaint = accepted(make, office)
    who = holder(session, complaint)
    row = messages.send(session, complaint, who, QUESTION, waits=True, office=office, now=NOW)
    own = Actor.complainant(complaint.id)
    messages.write(session, complaint, own, "九月七日。", office=office, now=NOW)

    assert told(session, complaint, "clarification", office, said_id=row.id) is None


def test_each_letter_tells_its_own_message(session: Session, make: Make, office: Office) -> None:
    complaint = accepted(make, office)
    who = holder(session, complaint)
    first, _last = (
        messages.send(session, complaint, who, words, office=office, now=NOW)
        for words in ("录像已经调取。", "正在核对。")
    )

    facts = told(session, complaint, "message", office, said_id=first.id)

    assert facts is not None
    assert facts.message is not None
    assert facts.message.words == "录像已经调取。"
