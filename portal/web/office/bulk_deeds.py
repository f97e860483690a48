"""Which deeds are offered for many complaints, and to which of them they could be done."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g
from sqlalchemy.orm import Session

from portal.domain.bulk import OFFERED, Deed, Undone, foreseen, may_bulk
from portal.queries.bulk_runs import Chosen, chosen
from portal.queries.queue_entries import Entry


@dataclass(frozen=True, slots=True)
class Foretold:
    """One complaint that was chosen, and why the deed could not be done to it, if so."""

    chosen: Chosen
    undone: Undone | None


def deeds_for(entries: Iterable[Entry]) -> list[Deed]:
    """Return the deeds that could be done to any of *entries*, as far as can be told."""
    held = {(entry.status, entry.assignee_id) for entry in entries}
    return [
        deed
        for deed in OFFERED
        if may_bulk(g.actor.role, deed)
        and any(foreseen(g.actor, deed, *each) is None for each in held)
    ]


def foretold(session: Session, deed: Deed, ids: list[int]) -> list[Foretold]:
    """Return what would come of *deed* for each complaint, those first to which it can be done."""
    found = [
        Foretold(each, foreseen(g.actor, deed, each.status, each.assignee_id))
        for each in chosen(session, ids)
    ]
    return sorted(found, key=lambda each: each.undone is not None)
