"""Reading what ties people to organs and officials, for the rule in domain/wall.py."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, select

from portal.domain.permissions import Actor
from portal.domain.wall import Person, Tie, TieKind, Walls, walls_of
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.staff import StaffTie

SUPERVISION = "supervision"
"""The kind of organ whose complaints go to the level above [practice 7.2]."""

TIES: Table = StaffTie.metadata.tables["staff_tie"]
OFFICIALS: Table = Official.metadata.tables["official"]
ORGANS: Table = Organ.metadata.tables["organ"]


def walls_around(connection: Connection, actor: Actor) -> Walls:
    """Return the walls around one member of staff."""
    staff_id = actor.staff_id or 0
    ties = ties_of(connection, staff_id).get(staff_id, [])
    return walls_of(actor.role, ties, people_near(connection, ties), own_offices(connection))


def ties_of(connection: Connection, staff_id: int | None = None) -> Mapping[int, list[Tie]]:
    """Return the ties of each member of staff who has some, or of one."""
    query = select(TIES.c.staff_id, TIES.c.kind, TIES.c.organ_id, TIES.c.official_id)
    rows = connection.execute(
        query if staff_id is None else query.where(TIES.c.staff_id == staff_id)
    )
    found: dict[int, list[Tie]] = {}
    for row in rows:
        tie = Tie(TieKind(row.kind), row.organ_id, row.official_id)
        found.setdefault(row.staff_id, []).append(tie)
    return found


def people_near(connection: Connection, ties: Iterable[Tie]) -> Mapping[int, Person]:
    """Return everyone in the organs of the officials that *ties* name, by id."""
    tied = [tie.official_id for tie in ties if tie.official_id is not None]
    if not tied:
        return {}
    organs = select(OFFICIALS.c.organ_id).where(OFFICIALS.c.id.in_(tied))
    rows = connection.execute(
        select(OFFICIALS.c.id, OFFICIALS.c.organ_id, OFFICIALS.c.superior_id).where(
            OFFICIALS.c.organ_id.in_(organs)
        )
    )
    return {row.id: Person(row.id, row.organ_id, row.superior_id) for row in rows}


def own_offices(connection: Connection) -> frozenset[int]:
    """Return the supervision offices among the organs."""
    rows = connection.execute(select(ORGANS.c.id).where(ORGANS.c.kind == SUPERVISION))
    return frozenset(rows.scalars())
