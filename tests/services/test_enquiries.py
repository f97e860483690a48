"""An organ is asked and answers; it learns neither of the complaint nor of who complained [7.5].

It is asked with a date [7.12], and its liaison speaks for it [6.12].
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import casework, enquiries
from portal.services.enquiries import AlreadyAnsweredError, NobodyToAskError, Question
from portal.services.intake import UnknownOrganError
from portal.services.office import Office
from portal.transaction import acting
from tests.factories import NOW, Make
from tests.organs import QUESTION, ask, enquired, liaison

LATER = NOW + timedelta(days=3)


def actions(session: Session) -> list[str]:
    return list(session.scalars(select(CaseLog.action).order_by(CaseLog.id)))


def test_whoever_holds_a_complaint_asks_an_organ_within_ten_days(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    liaison(make)

    row = ask(session, complaint, office)

    assert (row.number, row.due_on) == ("XW-2026-000001", date(2026, 10, 8))  # not in the holidays
    assert actions(session)[-1] == Action.ASK_ORGAN


def test_the_investigator_may_set_another_length(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    who = liaison(make)
    actor = session.get_one(Staff, complaint.assignee_id).as_actor()

    question = Question("housing", QUESTION, days=3)
    row = enquiries.ask(session, complaint, actor, question, office=office, now=NOW)

    assert row.due_on == date(2026, 9, 24)
    assert who.organ_id == row.organ_id


def test_every_liaison_who_may_be_told_is_owed_the_letter_once(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    told = [liaison(make), liaison(make)]
    liaison(make, "water")
    liaison(make, active=False)

    row = ask(session, complaint, office)

    owed = session.scalars(
        select(OutboxRow.payload).where(OutboxRow.payload["letter"].astext == "enquiry")
    ).all()
    assert {each["staff_id"] for each in owed} == {who.id for who in told}
    assert {each["enquiry_id"] for each in owed} == {row.id}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR, Role.INTAKE])
def test_nobody_else_asks(session: Session, make: Make, office: Office, role: Role) -> None:
    complaint = enquired(session, make, office)
    liaison(make)
    other = make.staff(role).as_actor()

    with pytest.raises(ForbiddenError):
        enquiries.ask(
            session, complaint, other, Question("housing", QUESTION), office=office, now=NOW
        )


def test_an_organ_without_a_liaison_cannot_be_asked(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)

    with pytest.raises(NobodyToAskError):
        ask(session, complaint, office)
    with pytest.raises(UnknownOrganError):
        ask(session, complaint, office, "nowhere")


def test_nothing_is_asked_before_a_complaint_is_taken_up(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office, Status.ASSIGNED)
    liaison(make)

    with pytest.raises(IllegalTransitionError):
        ask(session, complaint, office)


def test_a_liaison_of_the_organ_answers_once(session: Session, make: Make, office: Office) -> None:
    complaint = enquired(session, make, office)
    first, second = liaison(make), liaison(make)
    row = ask(session, complaint, office)
    number = row.number
    session.commit()

    actor = first.as_actor()
    with acting(actor) as mine:
        enquiries.answer(mine, number, actor, "排班表如附。", office=office, now=LATER)
        mine.commit()

    assert (row.answer, row.answered_by, row.answered_at) == ("排班表如附。", first.id, LATER)
    assert actions(session)[-1] == Action.ORGAN_ANSWERS
    with pytest.raises(AlreadyAnsweredError):
        enquiries.answer(session, number, second.as_actor(), "又", office=office, now=LATER)


def test_nobody_answers_for_another_organ_or_without_being_a_liaison(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    mine, other, gone = liaison(make), liaison(make, "water"), liaison(make)
    row = ask(session, complaint, office)
    gone.active = False
    officer = session.get_one(Staff, complaint.assignee_id)

    for actor in (other.as_actor(), gone.as_actor(), officer.as_actor(), Actor.complainant(1)):
        with pytest.raises(NoResultFound):
            enquiries.answer(session, row.number, actor, "无", office=office, now=LATER)
    for number in ("XW-2025-000001", "XW-2026-000002", "ZG-2026-000001", complaint.reference):
        with pytest.raises(NoResultFound):
            enquiries.answer(session, number, mine.as_actor(), "无", office=office, now=LATER)


def test_what_was_put_lapses_with_a_withdrawal(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    who = liaison(make)
    row = ask(session, complaint, office)
    citizen = Actor.complainant(complaint.id)

    casework.withdraw(session, complaint, citizen, reason="", office=office, now=NOW)
    session.flush()

    with pytest.raises(NoResultFound):
        enquiries.answer(session, row.number, who.as_actor(), "无", office=office, now=LATER)


def test_a_liaison_is_never_asked_about_themselves_or_those_above(
    session: Session, make: Make, office: Office
) -> None:
    head, named, below = make.official("甲某"), make.official("乙某"), make.official("丙某")
    named.superior_id, below.superior_id = head.id, named.id
    who, free = liaison(make), liaison(make)
    make.tie(who, official=named)

    about = {
        name: enquired(session, make, office, official_name=name)
        for name in ("甲某", "乙某", "丙某")
    }
    rows = {name: ask(session, complaint, office) for name, complaint in about.items()}

    for name in ("甲某", "乙某"):
        with pytest.raises(NoResultFound):
            enquiries.answer(
                session, rows[name].number, who.as_actor(), "无", office=office, now=LATER
            )
        enquiries.answer(
            session, rows[name].number, free.as_actor(), "有", office=office, now=LATER
        )
    enquiries.answer(session, rows["丙某"].number, who.as_actor(), "有", office=office, now=LATER)


def test_a_liaison_is_never_asked_about_somebody_of_their_name(
    session: Session, make: Make, office: Office
) -> None:
    liaison(make, name="应知微")
    complaint = enquired(session, make, office, official_name="应知微")

    with pytest.raises(NobodyToAskError):
        ask(session, complaint, office)


def test_a_liaison_is_never_asked_about_a_name_that_is_one_of_those_above(
    session: Session, make: Make, office: Office
) -> None:
    """Two officials have the name, so nobody knows yet which of them is meant."""
    head, named = make.official("甲某"), make.official("乙某")
    named.superior_id = head.id
    make.official("甲某")
    make.tie(liaison(make), official=named)
    complaint = enquired(session, make, office, official_name="甲某")
    assert complaint.official_id is None

    with pytest.raises(NobodyToAskError):
        ask(session, complaint, office)
