"""How one complaint comes to be decided: rounds of signatures, overrides, persons, its origin.

Called with the id of a complaint that the session's actor was just seen to see.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from portal.domain.origin import KIND_OF, OriginKind
from portal.domain.severity.signing import RoundEnd
from portal.models.allegation import Allegation
from portal.models.clock import RunningClock
from portal.models.finding import Finding
from portal.models.origin import Origin
from portal.models.override import ProposedOverride
from portal.models.staff import Staff
from portal.queries.rounds import Changed, Round, rounds


@dataclass(frozen=True, slots=True)
class CameFrom:
    """From where an item came to the office, who says so, and until when it is due."""

    kind: OriginKind
    source: str
    reason: str
    by: str
    at: datetime
    due_on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """Everything between the findings and the decision; rounds newest first."""

    rounds: tuple[Round, ...]
    overrides: tuple[Changed, ...]
    origin: CameFrom | None

    @property
    def open_round(self) -> Round | None:
        """Return the round that waits for signatures or for the decision, if there is one."""
        return next((each for each in self.rounds if each.ended is None), None)

    @property
    def decided(self) -> Round | None:
        """Return the round on which the last decision stands, if there is one."""
        return next((each for each in self.rounds if each.ended is RoundEnd.DECIDED), None)

    @property
    def asked(self) -> tuple[Changed, ...]:
        """Return the overrides that wait for their second person."""
        return tuple(each for each in self.overrides if each.agreed is None and not each.dropped)

    @property
    def live(self) -> tuple[Changed, ...]:
        """Return the overrides that count, or may yet."""
        return tuple(
            each for each in self.overrides if each.agreed is not False and not each.dropped
        )


def deciding(session: Session, complaint_id: int) -> Deciding:
    """Return how the complaint comes to be decided."""
    return Deciding(
        rounds=rounds(session, complaint_id),
        overrides=_overrides(session, complaint_id),
        origin=_origin(session, complaint_id),
    )


def _overrides(session: Session, complaint_id: int) -> tuple[Changed, ...]:
    by, second = aliased(Staff), aliased(Staff)
    rows = session.execute(
        select(ProposedOverride, Allegation.category, by.name, second.name)
        .join(Finding, Finding.id == ProposedOverride.finding_id)
        .join(Allegation, Allegation.id == Finding.allegation_id)
        .join(by, by.id == ProposedOverride.by_id)
        .join(second, second.id == ProposedOverride.second_id)
        .where(ProposedOverride.complaint_id == complaint_id)
        .order_by(ProposedOverride.id.desc())
    )
    return tuple(
        Changed(
            category, row.before, row.after, row.ground, row.reason, row.clause, name, second_name,
            row.agreed, row.answer, row.dropped_at is not None,
        )
        for row, category, name, second_name in rows
    )  # fmt: skip


def _origin(session: Session, complaint_id: int) -> CameFrom | None:
    found = session.execute(
        select(Origin, RunningClock, Staff.name)
        .join(RunningClock, RunningClock.id == Origin.clock_id)
        .join(Staff, Staff.id == Origin.staff_id)
        .where(Origin.complaint_id == complaint_id)
        .order_by(Origin.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    row, clock, name = found
    return CameFrom(
        KIND_OF[clock.kind], row.source, row.reason, name, row.at, clock.due_on, clock.provisional
    )
