"""Every table that hangs on a complaint, new ones too, is narrowed however it is asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import (
    ColumnElement,
    Executable,
    delete,
    exists,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.orm import aliased

from portal.domain.permissions import Role
from portal.models import every
from portal.models.complaint import Complaint
from portal.models.wall import UnwalledError
from portal.transaction import acting
from tests.factories import Make
from tests.listening import listening

assert every.Complaint is Complaint


def hanging() -> list[Any]:
    """Return the classes of all tables that name a complaint, or a row that hangs on one."""
    tables = {"complaint"}
    while (
        more := {
            str(mapper.local_table)
            for mapper in Complaint.registry.mappers
            for key in mapper.local_table.foreign_keys
            if key.column.table.name in tables
        }
        - tables
    ):
        tables |= more
    found = (each.class_ for each in Complaint.registry.mappers if str(each.local_table) in tables)
    return sorted(found, key=lambda each: each.__name__)


HANGING = hanging()
CONDITION = "FROM recusal"
"""What stands in a statement that was narrowed to what a member of staff may see."""


def key(table: Any, of: Any = None) -> Any:
    """Return the first column of the primary key of a class, or of an alias *of* it."""
    mapper = inspect(table)
    return getattr(of or table, mapper.get_property_by_column(mapper.primary_key[0]).key)


def of_alias(table: Any) -> Executable:
    other = aliased(table)
    return select(other)


def elsewhere(table: Any) -> ColumnElement[bool]:
    other = aliased(table)
    return exists().where(key(table, other) > 0)


WAYS: dict[str, Callable[[Any], Executable]] = {
    "rows": select,
    "a column": lambda table: select(key(table)),
    "an alias": of_alias,
    "an alias in a condition": lambda table: select(elsewhere(table)),
    "a count": lambda table: select(func.count()).select_from(table),
    "a number of ids": lambda table: select(func.count(key(table))),
    "whether there is one": lambda table: select(exists().where(key(table) > 0)),
    "a subquery": lambda table: select(select(key(table).label("one")).subquery().c.one),
    "a change": lambda table: update(table).where(key(table) == 0).values({key(table): 0}),
    "a deletion": lambda table: delete(table).where(key(table) == 0),
}
BY_HAND: dict[str, Callable[[Any], Executable]] = {
    "a bare table": lambda table: select(*table.__table__.primary_key),
    "text": lambda table: text(f"SELECT 1 FROM {table.__tablename__}"),  # noqa: S608
    "a bare deletion": lambda table: delete(table.__table__),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_every_statement_about_it_is_narrowed(make: Make, way: Callable[[Any], Executable]) -> None:
    actor = make.staff(Role.DIRECTOR).as_actor()

    for table in HANGING:
        with acting(actor) as session, listening() as heard:
            session.execute(way(table))
        assert CONDITION in heard[-1], table


@pytest.mark.parametrize("way", BY_HAND.values(), ids=BY_HAND.keys())
def test_what_cannot_be_narrowed_is_refused(make: Make, way: Callable[[Any], Executable]) -> None:
    actor = make.staff(Role.DIRECTOR).as_actor()

    for table in HANGING:
        with acting(actor) as session, pytest.raises(UnwalledError):
            session.execute(way(table))
