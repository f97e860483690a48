"""What a liaison is told of: the own organ's, by its own numbers, never behind the wall [7.5]."""

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.every import Enquiry, OrderedMeasure
from portal.queries.organ_desk import (
    PutEnquiry,
    PutMeasure,
    put_enquiry,
    put_measure,
)
from portal.queries.organ_todo import TodoLine, organ_todo
from portal.services.office import Office
from tests.crooked import seen_by
from tests.factories import NOW, Make
from tests.organs import QUESTION, WHAT, ask, enquired, liaison, order

TODAY = NOW.date()


def test_a_liaison_is_told_of_the_own_organs_alone(
    session: Session, make: Make, office: Office
) -> None:
    complaint = enquired(session, make, office)
    mine, other = liaison(make), liaison(make, "water")
    asked = ask(session, complaint, office)
    measure = order(session, enquired(session, make, office, Status.DECIDED), office)

    todo, foreign = (organ_todo(session, each.id, today=TODAY) for each in (mine, other))

    assert todo is not None
    assert foreign is not None
    assert [each.words for each in todo.lines] == [QUESTION, WHAT]
    assert (foreign.lines, foreign.due, foreign.behind) == ((), 0, 0)
    assert put_enquiry(session, other.id, asked.number, zone=office.zone) is None
    assert put_measure(session, other.id, measure.number, zone=office.zone) is None
    assert organ_todo(session, make.staff(Role.OFFICER).id, today=TODAY) is None


def test_what_a_liaison_is_told_has_no_place_for_a_complaint() -> None:
    told = {field.name for table in (PutEnquiry, PutMeasure, TodoLine) for field in fields(table)}

    assert not told & {"id", "complaint_id", "reference", "subject", "facts", "official_name"}
    assert not any(name.endswith("_by") for name in told)


def test_a_tie_hides_complaints_about_the_liaison_and_those_above(
    session: Session, make: Make, office: Office
) -> None:
    head, named = make.official("甲某"), make.official("乙某")
    named.superior_id = head.id
    tied, free = liaison(make), liaison(make)
    make.tie(tied, official=named)
    numbers = [
        ask(session, enquired(session, make, office, official_name=name), office).number
        for name in ("甲某", "乙某", "")
    ]

    assert [put_enquiry(session, tied.id, each, zone=office.zone) is None for each in numbers] == [
        True,
        True,
        False,
    ]
    assert all(put_enquiry(session, free.id, each, zone=office.zone) for each in numbers)


def test_a_liaison_asks_the_tables_in_vain(session: Session, make: Make, office: Office) -> None:
    who = liaison(make)
    ask(session, enquired(session, make, office), office)
    order(session, enquired(session, make, office, Status.DECIDED), office)

    with seen_by(session, who.as_actor()):
        assert session.scalars(select(Enquiry)).all() == []
        assert session.scalars(select(OrderedMeasure)).all() == []
        todo = organ_todo(session, who.id, today=TODAY)

    assert todo is not None
    assert (todo.lines, todo.due) == ((), 0)
