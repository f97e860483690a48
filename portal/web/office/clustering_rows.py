"""What the office's pages say of the complaints that stand together with one, or could."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.cluster import leading
from portal.domain.lifecycle import Action
from portal.domain.severity import Finding, Outcome, decide, from_record, policy_on
from portal.queries.casefile import Casefile, Found
from portal.queries.clusters import Alike, Joined, joined, suggested
from portal.web.office.desk import look, may
from portal.web.office.fitting import today


@dataclass(frozen=True, slots=True)
class OneCause:
    """The *others* that one complaint stands together with, and what else could be of its cause.

    *leads* is the id of the one whose investigation is the one for all.
    """

    others: tuple[Joined, ...]
    leads: int | None
    suggested: tuple[Alike, ...]

    @property
    def size(self) -> int:
        """Return how many stand together."""
        return len(self.others) + 1


def cause_of(session: Session, file: Casefile) -> OneCause:
    """Return what stands together with *file*; suggestions only to whoever can join them."""
    own = file.case.complaint_id
    others = joined(session, own)
    standing = {own: file.status, **{each.id: each.status for each in others}}
    near = suggested(session, own) if may(Action.JOIN, file) else ()
    return OneCause(others, leading(standing) if others else None, near)


@dataclass(frozen=True, slots=True)
class Written:
    """What would be written on one point of a complaint: the words, and what the table says."""

    found: Found
    inputs: Finding
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Carried:
    """One complaint that work would be carried over to, and what would be written there."""

    file: Casefile
    written: Mapping[str, Written]
    graver: bool
    other_official: bool


def carried(source: Casefile, reference: str) -> Carried:
    """Return what of *source* would be written on the complaint of that *reference*."""
    file = look(reference)
    found = {point.category: point.found for point in source.points}
    named = {point.category: found.get(point.category) for point in file.points}
    written = {each.value: _written(words) for each, words in named.items() if words}
    ranks = [each.outcome.severity.rank for each in written.values()]
    officials = {source.matter.official_name, file.matter.official_name}
    return Carried(file, written, max(ranks, default=0) > file.severity.rank, len(officials) > 1)


def _written(found: Found) -> Written:
    inputs = from_record(found.inputs)
    return Written(found, inputs, decide(inputs, policy=policy_on(today())))
