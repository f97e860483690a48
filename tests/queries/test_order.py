"""Lists come in one order, whichever way the database chooses to walk its tables."""

from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Status
from portal.services.office import Office
from tests.crooked import hire, people_district
from tests.factories import Make
from tests.hanging import file
from tests.questions import NOWHERE, OVER_ALL, Asking, answers

WAYS = ("seqscan", "indexscan", "bitmapscan", "hashagg", "hashjoin", "nestloop", "sort")
TABLES = ("complaint", "outbox", "clock", "rating", "staff", "organ", "inquiry", "enquiry")


@pytest.fixture
def asking(session: Session, make: Make, office: Office) -> Asking:
    """Whoever asks about complaints that are alike in what lists are ordered by."""
    random = Random(4)  # noqa: S311 -- examples, not secrets
    staff = hire(make, random, people_district(make, random))
    for status in (*Status, *Status):
        file(make, office, random, status)
    return Asking(session, office, NOWHERE, tuple(person.id for person in staff))


def test_whatever_way_the_database_takes_the_answers_are_the_same(asking: Asking) -> None:
    before = answers(OVER_ALL, asking)
    shuffle(asking.session)

    for way in WAYS:
        with asking.session.begin_nested() as savepoint:
            asking.session.execute(text(f"SET LOCAL enable_{way} = off"))
            after = answers(OVER_ALL, asking)
            savepoint.rollback()
        assert {name for name in before if before[name] != after[name]} == set(), way


def shuffle(session: Session) -> None:
    """Let the rows lie in another order than they were written in."""
    random = Random(5)  # noqa: S311 -- examples, not secrets
    for table in TABLES:
        ids = list(session.scalars(text(f"SELECT id FROM {table} ORDER BY id")))  # noqa: S608
        for row_id in random.sample(ids, len(ids)):
            again = text(f"UPDATE {table} SET id = id WHERE id = :id")  # noqa: S608
            session.execute(again, {"id": row_id})
