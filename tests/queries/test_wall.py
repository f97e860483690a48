"""Behind the wall a complaint is as if it did not exist, whatever question is asked."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal import queries
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor
from portal.models.complaint import Complaint, Recusal
from portal.models.staff import Staff
from portal.services.office import Office
from tests.crooked import CODES, hire, people_district, rule, seen_by
from tests.factories import NOW, Make
from tests.hanging import file
from tests.organs import liaison
from tests.questions import ABOUT_ONE, NOWHERE, OVER_ALL, QUIET, Asking, Target, answers

SURE = (Status.ASSIGNED, Status.DECIDED)
"""Where a promise, a hand-back or an outcome to tell waits: what some questions ask for alone."""


def asking() -> Iterator[str]:
    """Yield every public function of portal/queries that is given a session."""
    for module in iter_modules(queries.__path__):
        for name, found in vars(import_module(f"{queries.__name__}.{module.name}")).items():
            own = inspect.isfunction(found) and found.__module__.endswith(f".{module.name}")
            if own and not name.startswith("_") and reads(found):
                yield f"{module.name}.{name}"


def reads(function: Callable[..., Any]) -> bool:
    """Tell whether a function is given a session."""
    return any(
        parameter.annotation is Session
        for parameter in inspect.signature(function).parameters.values()
    )


def test_every_question_is_asked_here() -> None:
    """A new function of portal/queries goes into one of the tables of tests/questions.py."""
    assert sorted(asking()) == sorted({**ABOUT_ONE, **OVER_ALL})


@contextmanager
def without(session: Session, hidden: set[int]) -> Iterator[None]:
    """Look at the same tables as if the *hidden* complaints had never been filed."""
    session.flush()
    with session.begin_nested() as savepoint:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # the log's trigger
        for name, table in Complaint.metadata.tables.items():
            column = "id" if name == "complaint" else "complaint_id"
            if column in table.columns:
                session.execute(
                    text(f'DELETE FROM "{name}" WHERE {column} = ANY(:ids)'),  # noqa: S608
                    {"ids": sorted(hidden)},
                )
        yield
        savepoint.rollback()
    session.expire_all()


def recuse(session: Session, random: Random, staff: list[Staff], targets: list[Target]) -> None:
    """Keep two people from two complaints by order."""
    for person, target in zip(random.sample(staff, 2), random.sample(targets, 2), strict=True):
        session.add(Recusal(complaint_id=target.id, staff_id=person.id, reason="令", at=NOW))
    session.flush()


@settings(
    max_examples=8,
    phases=[Phase.reuse, Phase.generate],  # a smaller seed is no simpler world
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32))
def test_whoever_is_walled_off_gets_the_answers_of_a_world_without_the_complaint(
    session: Session, make: Make, office: Office, seed: int
) -> None:
    session.rollback()
    random = Random(seed)  # noqa: S311 -- examples, not secrets
    staff = hire(make, random, people_district(make, random))
    others = random.sample(list(Status), 2)
    targets = [file(make, office, random, each) for each in (*SURE, *others)]
    recuse(session, random, staff, targets)
    oracle, ids = rule(session), tuple(person.id for person in staff)

    for actor in [person.as_actor() for person in random.sample(staff, 4)]:
        hidden = oracle.hidden(actor, [target.about for target in targets])
        with seen_by(session, actor):
            seen = answers(OVER_ALL, Asking(session, office, NOWHERE, ids))
            nothing = answers(ABOUT_ONE, Asking(session, office, NOWHERE))
            for target in targets:
                found = answers(ABOUT_ONE, Asking(session, office, target))
                assert (found == nothing) is (target.id in hidden), (actor, target)
        with without(session, hidden), seen_by(session, actor):
            assert answers(OVER_ALL, Asking(session, office, NOWHERE, ids)) == seen, actor


def test_every_question_tells_the_system_something_of_a_complaint(
    session: Session, make: Make, office: Office
) -> None:
    """Else the other tests would prove nothing."""
    make.staff(), make.staff()
    random = Random(1)  # noqa: S311 -- the same each time
    for code in CODES:
        liaison(make, code)
    target, told = (file(make, office, random, at) for at in (Status.ASSIGNED, Status.DECIDED))
    target = replace(target, enquiry=told.enquiry, measure=told.measure, decided_id=told.id)
    stranded = file(make, office, random, Status.RECEIVED)
    ids = tuple(session.scalars(select(Staff.id)))

    full = answers({**ABOUT_ONE, **OVER_ALL}, Asking(session, office, target, ids))
    with without(session, {target.id, told.id, stranded.id}):
        empty = answers({**ABOUT_ONE, **OVER_ALL}, Asking(session, office, target, ids))

    assert {name for name in full if full[name] == empty[name]} == QUIET


def test_a_question_about_one_complaint_tells_nothing_of_the_others(
    session: Session, make: Make, office: Office
) -> None:
    """Else it belongs to the questions over all, which are compared with a world without them."""
    make.staff(), make.staff()
    random = Random(1)  # noqa: S311 -- the same each time
    for code in CODES:
        liaison(make, code)
    nowhere = Asking(session, office, NOWHERE, tuple(session.scalars(select(Staff.id))))

    before = answers(ABOUT_ONE, nowhere)
    for status in SURE:
        file(make, office, random, status)

    assert answers(ABOUT_ONE, nowhere) == before


@pytest.mark.parametrize("actor", [None, Actor.complainant(None), Actor.complainant(2)])
def test_whoever_is_not_of_the_staff_gets_no_answer_about_another_complaint(
    session: Session, make: Make, office: Office, actor: Actor | None
) -> None:
    make.staff(), make.staff()
    random = Random(1)  # noqa: S311 -- the same each time
    target = file(make, office, random, Status.ASSIGNED)
    assert target.id == 1

    session.expire_all()
    session.info["actor"] = actor
    found = answers(ABOUT_ONE, Asking(session, office, target))

    assert found == answers(ABOUT_ONE, Asking(session, office, NOWHERE))
