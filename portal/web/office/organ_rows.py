"""What a complaint put to organs that waits: for an organ, or for whoever is signed in."""

from flask import g

from portal.queries.casefile import Casefile
from portal.queries.organ_work import Asked, Ordered, asked_of_organs, ordered_of_organs
from portal.transaction import reading
from portal.web.context import office


def asked(file: Casefile) -> tuple[Asked, ...]:
    """Return every enquiry of the complaint."""
    with reading(g.actor) as session:
        return asked_of_organs(session, file.case.complaint_id, zone=office().zone)


def awaited(file: Casefile) -> list[Asked]:
    """Return the enquiries that an organ has still to answer."""
    return [each for each in asked(file) if each.dates.open]


def ordered(file: Casefile) -> tuple[Ordered, ...]:
    """Return every measure of the complaint."""
    with reading(g.actor) as session:
        return ordered_of_organs(session, file.case.complaint_id, zone=office().zone)


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
