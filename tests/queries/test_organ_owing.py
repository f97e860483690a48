"""What organs owe is counted by organ and listed, the overdue first, behind the wall [7.12]."""

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.domain.enquiring import ENQUIRY
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.queries.organ_owing import owed_by, owing_organs
from portal.services import enquiries, escalation
from portal.services.office import Office
from tests.crooked import seen_by
from tests.factories import NOW, Make
from tests.organs import ask, enquired, liaison, order

LATE = NOW + timedelta(days=18)


def test_organs_are_counted_by_what_they_owe_and_how_often_they_were_late(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(Role.SUPERVISOR)
    complaint, done = (
        enquired(session, make, office),
        enquired(session, make, office, Status.DECIDED),
    )
    who, _ = liaison(make), liaison(make, "water")
    answered = ask(session, complaint, office)
    ask(session, complaint, office)
    ask(session, complaint, office, "water", days=40)
    order(session, done, office)
    session.flush()
    escalation.escalate(session, after=escalation.START, office=office, now=LATE)
    enquiries.answer(session, answered.number, who.as_actor(), "答", office=office, now=LATE)
    session.flush()

    found = owing_organs(session, today=LATE.date())

    told = [(row.code, row.enquiries, row.measures, row.overdue, row.breaches) for row in found]
    assert told == [("housing", 1, 1, 1, 2), ("water", 1, 0, 0, 0)]
    assert [line.number[:2] for line in owed_by(session, "housing")] == [ENQUIRY, "ZG"]
    assert owed_by(session, "housing")[0].breached


def test_whoever_is_walled_off_counts_nothing_of_it(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    liaison(make)
    ask(session, complaint, office)
    walled = make.staff(Role.SUPERVISOR)
    make.tie(walled, organ=complaint.organ)

    with seen_by(session, walled.as_actor()):
        assert owing_organs(session, today=NOW.date()) == []
        assert owed_by(session, "housing") == []
