"""Comparing: each complaint that came in, once, with those before it about the same organ [7.8].

In batches from the upkeep, so that no page has to compare texts. What was found is only that two
say much the same; whether it is shown is asked when somebody looks.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from portal.domain.cluster import AROUND, COMPARED_MAX, NEAREST, shingles
from portal.domain.comparing import Match, Said, matches, text_of
from portal.models.complaint import Complaint
from portal.models.likeness import ComparedUpTo, Likeness

BATCH = 200
SETTLED = timedelta(minutes=1)
"""After so long, nobody is still about to file under a lower number."""
ONLY = 1


def compare_next(session: Session, *, now: datetime) -> bool:
    """Compare the next complaints with those before them; tell whether there may be more.

    The session's actor must be the system. What was filed longer ago than AROUND is passed over.
    """
    place = _place(session)
    new = session.execute(_new(place.last_id, now)).all()
    if new:
        _keep(session, [each for rows in _by_organ(new) for each in _matches(session, rows)])
        place.last_id = max(row.id for row in new)
    return len(new) == BATCH


def _place(session: Session) -> ComparedUpTo:
    """Return how far it went, locked: nobody else compares meanwhile."""
    first = upsert(ComparedUpTo).values(id=ONLY, last_id=0)
    session.execute(first.on_conflict_do_nothing())
    return session.get_one(ComparedUpTo, ONLY, with_for_update=True)


def _new(last_id: int, now: datetime) -> Select[Any]:
    fresh = select(func.min(Complaint.id)).where(
        Complaint.id > last_id, Complaint.filed_at > now - SETTLED
    )
    upto = func.coalesce(fresh.scalar_subquery(), 2**62)
    behind = _told().where(Complaint.id > last_id, Complaint.id < upto)
    return behind.where(Complaint.filed_at > now - AROUND).order_by(Complaint.id).limit(BATCH)


def _told() -> Select[Any]:
    return select(
        Complaint.id, Complaint.organ_id, Complaint.filed_at, Complaint.subject,
        func.left(Complaint.facts, COMPARED_MAX).label("facts"),
    )  # fmt: skip


def _by_organ(rows: Sequence[Row[Any]]) -> Iterator[list[Row[Any]]]:
    ordered = sorted(rows, key=lambda row: (row.organ_id, row.id))
    return (list(part) for _, part in groupby(ordered, key=lambda row: row.organ_id))


def _matches(session: Session, new: Sequence[Row[Any]]) -> Iterator[Match]:
    """Return what *new* complaints about one organ have in common with those before them."""
    first = new[0]
    about = _told().where(Complaint.organ_id == first.organ_id, Complaint.id < first.id)
    before = session.execute(about.order_by(Complaint.id.desc()).limit(NEAREST)).all()
    return matches([_said(row) for row in (*reversed(before), *new)], first.id)


def _said(row: Row[Any]) -> Said:
    return Said(row.id, row.filed_at, shingles(text_of(row.subject, row.facts)))


def _keep(session: Session, found: Sequence[Match]) -> None:
    """Keep each match from the side of both."""
    if found:
        both = [pair for each in found for pair in (each[:2], (each.other_id, each.id))]
        shares = [each.percent for each in found for _ in range(2)]
        rows = [
            {"complaint_id": one, "other_id": other, "percent": share}
            for (one, other), share in zip(both, shares, strict=True)
        ]
        session.execute(upsert(Likeness).on_conflict_do_nothing(), rows)
