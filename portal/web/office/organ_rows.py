"""The measures of a complaint that wait for whoever is signed in."""

from flask import g

from portal.queries.casefile import Casefile
from portal.queries.organ_work import Ordered, ordered_of_organs
from portal.transaction import reading


def ordered(file: Casefile) -> tuple[Ordered, ...]:
    """Return every measure of the complaint."""
    with reading(g.actor) as session:
        return ordered_of_organs(session, file.case.complaint_id)


def reported(file: Casefile) -> list[Ordered]:
    """Return the measures whose report waits to be checked."""
    return [each for each in ordered(file) if each.reported]


def contested(file: Casefile) -> list[Ordered]:
    """Return the measures whose objection waits for somebody who had no part in them [6.12]."""
    took_part = g.actor.staff_id == file.case.decided_by_id
    return [
        each
        for each in ordered(file)
        if each.contested and not took_part and each.ordered_by != g.actor.staff_id
    ]
