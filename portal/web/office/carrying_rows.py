"""What of a decision is still to be done: by persons, by sending, by another body."""

from flask import g

from portal.domain.person_measures import SENT
from portal.queries.casefile import Casefile
from portal.queries.person_measures import LaidOn, Sent, laid_on_persons, sent_to_bodies
from portal.transaction import reading


def open_rows(file: Casefile) -> list[LaidOn]:
    """Return what persons still owe by the last decision on a complaint."""
    with reading(g.actor) as session:
        return [row for row in laid_on_persons(session, file.case.complaint_id) if row.open]


def open_sendings(file: Casefile) -> tuple[Sent, ...]:
    """Return what was sent and is not disposed of yet."""
    with reading(g.actor) as session:
        rows = sent_to_bodies(session, file.case.complaint_id)
    return tuple(row for row in rows if row.disposed_on is None)


def to_be_sent(file: Casefile) -> list[LaidOn]:
    """Return what is still to be sent to another body."""
    return [row for row in open_rows(file) if row.measure in SENT and row.body]
