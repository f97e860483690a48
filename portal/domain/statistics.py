"""The public figures: what is counted, by which definition, and what may be shown of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.severity import Severity
from portal.domain.statuses import Status
from portal.domain.suppression import (
    LEAST,
    TOTAL,
    small,
    withheld_cells,
    withheld_columns,
)
from portal.domain.text import Text

P90_LEAST = 10
"""How many decisions a 90th percentile is taken of at least: of fewer it is the slowest one."""


class State(StrEnum):
    """Where a complaint stands, in the figures: each complaint is in exactly one."""

    AWAITING = "awaiting"
    IN_HAND = "in_hand"
    TRANSFERRED = "transferred"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STATES: Mapping[Status, State] = {
    **dict.fromkeys(Status, State.IN_HAND),
    **dict.fromkeys((Status.RECEIVED, Status.ASSIGNED, Status.CLARIFICATION), State.AWAITING),
    Status.TRANSFERRED: State.TRANSFERRED,
    Status.CLOSED: State.CLOSED,
    Status.DECLINED: State.DECLINED,
    Status.WITHDRAWN: State.WITHDRAWN,
}


class Share(StrEnum):
    """A part of a whole, in per cent."""

    ACCEPTED = "accepted"
    RESPONSE = "response"
    IN_TIME = "in_time"
    SOLVED = "solved"
    SATISFIED = "satisfied"


@dataclass(frozen=True, slots=True)
class Part:
    """*part* out of *whole*."""

    part: int = 0
    whole: int = 0

    @property
    def per_cent(self) -> int | None:
        """Return the share, rounded; None where it would speak of fewer than LEAST cases."""
        if self.whole < LEAST or small(self.part) or small(self.whole - self.part):
            return None
        return round(100 * self.part / self.whole)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one organ, category or month, or of all together; days to decision."""

    key: str
    name: Text
    states: Mapping[State, int]
    shares: Mapping[Share, Part]
    decided: int = 0
    median_days: int | None = None
    p90_days: int | None = None


@dataclass(frozen=True, slots=True)
class Census:
    """Everything that was counted, small counts included: never to be shown as it is."""

    total: Counted
    by_organ: Sequence[Counted]
    by_category: Sequence[Counted]
    by_month: Sequence[Counted]
    points: Mapping[State, int]
    severities: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class Line:
    """What is published of one *Counted*; None is withheld, or there is nothing to take it of."""

    key: str
    name: Text
    received: int | None
    states: Mapping[State, int | None]
    shares: Mapping[Share, int | None]
    median_days: int | None
    p90_days: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is published; *withheld* states are shown nowhere, only their sum is."""

    total: Line
    by_organ: Sequence[Line]
    by_category: Sequence[Line]
    by_month: Sequence[Line]
    severities: Mapping[Severity, int | None]
    decided: int | None
    withheld: tuple[State, ...]
    together: int


def published(census: Census) -> Figures:
    """Return what may be shown of a *census*, small counts withheld so that nothing gives them."""
    whole = census.total.states
    columns = withheld_columns(whole)
    return Figures(
        total=_lines([census.total], columns)[0],
        by_organ=_lines(census.by_organ, columns),
        by_category=_lines(census.by_category, withheld_columns(census.points, columns)),
        by_month=_lines(census.by_month, columns),
        severities=_severities(census.severities),
        decided=_unless_small(sum(census.severities.values())),
        withheld=tuple(state for state in State if state in columns),
        together=sum(whole[state] for state in columns),
    )


def _lines(rows: Sequence[Counted], columns: frozenset[State]) -> list[Line]:
    counts = [{state.value: row.states[state] for state in State} for row in rows]
    hidden = withheld_cells(counts, frozenset(state.value for state in columns))
    return [
        Line(
            key=row.key,
            name=row.name,
            received=None if (number, TOTAL) in hidden else sum(row.states.values()),
            states={
                state: None
                if state in columns or (number, state.value) in hidden
                else row.states[state]
                for state in State
            },
            shares={share: row.shares.get(share, Part()).per_cent for share in Share},
            median_days=row.median_days if row.decided >= LEAST else None,
            p90_days=row.p90_days if row.decided >= P90_LEAST else None,
        )
        for number, row in enumerate(rows)
    ]


def _severities(counts: Mapping[Severity, int]) -> dict[Severity, int | None]:
    hidden = set(Severity) if small(sum(counts.values())) else withheld_columns(counts)
    return {severity: None if severity in hidden else counts[severity] for severity in Severity}


def _unless_small(count: int) -> int | None:
    return None if small(count) else count
