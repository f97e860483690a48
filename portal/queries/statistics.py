"""The one place that counts complaints for the public, across the wall.

Carries [6.8], [7.12], [8.2], [8.3], [8.8], [8.9] and [R.2].

Figures for everybody must count every complaint, also those that whoever is signed in may not know
of: the page asks as Actor.system(). Therefore nothing but sums leaves this module, no reference, no
id, no row of a single complaint, and domain/statistics.py withholds the small ones before anything
is shown. Asked by anybody else the same questions are narrowed by the wall, as all others are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, Integer, Row, Select, and_, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.lifecycle import Status
from portal.domain.rating import BAD
from portal.domain.severity import Severity
from portal.domain.statistics import STATES, Census, Counted, Part, Share, State
from portal.domain.text import Text
from portal.domain.timing import ANSWERS
from portal.models.allegation import Allegation
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.organ import Organ
from portal.models.rating import Rating

Query = Select[*tuple[Any, ...]]
Found = Mapping[Any, Row[Any]]
MEDIAN, NINE_OF_TEN = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what is counted; *joined* is the table that holds *key* if it is not the complaint's."""

    key: ColumnElement[Any] | InstrumentedAttribute[Any]
    joined: type[Any] | None = None

    def select(self, *columns: Any) -> Query:  # noqa: ANN401 -- columns of any kind
        """Return the question for *columns* per key; narrow it by what is joined further."""
        query: Query = select(self.key.label("key"), *columns).select_from(Complaint)
        if self.joined is not None:
            query = query.join(self.joined, self.joined.complaint_id == Complaint.id)
        return query.group_by("key")


def census(session: Session, *, zone: ZoneInfo, today: date) -> Census:
    """Count everything, days in the office's *zone* and lateness as of *today*."""
    names = {row.id: row for row in session.execute(select(Organ.id, Organ.code, *_names()))}
    month = func.to_char(func.timezone(zone.key, Complaint.filed_at), "YYYY-MM")
    organs = _count(session, Grouping(Complaint.organ_id), zone, today)
    categories = _count(session, Grouping(Allegation.category, Allegation), zone, today)
    months = _count(session, Grouping(month), zone, today)
    everything = _count(session, Grouping(func.coalesce(None, "all")), zone, today)
    nothing = _counted("all", {}, {}, {}, {})
    return Census(
        total=_named(everything.get("all", nothing), "all", Text("全部", "All")),
        by_organ=sorted(
            (
                _named(row, names[key].code, Text(names[key].name_zh, names[key].name_en))
                for key, row in organs.items()
            ),
            key=lambda row: row.key,
        ),
        by_category=[
            _named(row, Category(key).value, Category(key).text)
            for key, row in sorted(categories.items())
        ],
        by_month=[_named(row, key, Text(key, key)) for key, row in sorted(months.items())],
        points=_sum(categories.values()),
        severities=_severities(session),
    )


def _names() -> tuple[Any, Any]:
    return Organ.name_zh, Organ.name_en


def _named(row: Counted, key: str, name: Text) -> Counted:
    return Counted(key, name, row.states, row.shares, row.decided, row.median_days, row.p90_days)


def _sum(rows: Iterable[Counted]) -> dict[State, int]:
    listed = list(rows)
    return {state: sum(row.states[state] for row in listed) for state in State}


def _count(session: Session, grouping: Grouping, zone: ZoneInfo, today: date) -> dict[Any, Counted]:
    """Return what there is to count per key, in four questions."""
    states: dict[Any, dict[Status, int]] = {}
    for row in session.execute(
        grouping.select(Complaint.status, func.count().label("number")).group_by(Complaint.status)
    ):
        states.setdefault(row.key, {})[row.status] = row.number
    days = _by_key(session, _days(grouping, zone))
    clocks = _by_key(session, _clocks(grouping, zone, today))
    ratings = _by_key(session, _ratings(grouping))
    return {key: _counted(key, found, days, clocks, ratings) for key, found in states.items()}


def _by_key(session: Session, query: Query) -> Found:
    return {row.key: row for row in session.execute(query)}


def _day(column: Any, zone: ZoneInfo) -> ColumnElement[date]:  # noqa: ANN401 -- a column of instants
    return cast(func.timezone(zone.key, column), Date)


def _days(grouping: Grouping, zone: ZoneInfo) -> Query:
    """Ask how long decisions took, and how many complaints were ever accepted."""
    days = cast(_day(Complaint.decided_at, zone) - _day(Complaint.filed_at, zone), Integer)
    decided = Complaint.decided_at.is_not(None)
    return grouping.select(
        func.count(Complaint.decided_at).label("decided"),
        func.count(Complaint.accepted_at).label("accepted"),
        func.percentile_disc(MEDIAN).within_group(days).filter(decided).label("median"),
        func.percentile_disc(NINE_OF_TEN).within_group(days).filter(decided).label("p90"),
    )


def _clocks(grouping: Grouping, zone: ZoneInfo, today: date) -> Query:
    """Ask how many clocks have come to their end, and how many of them in time."""
    late = and_(
        RunningClock.finished_at.is_(None),
        RunningClock.dropped_at.is_(None),
        RunningClock.due_on < today,
    )
    ended = or_(RunningClock.finished_at.is_not(None), late)
    in_time = _day(RunningClock.finished_at, zone) <= RunningClock.due_on
    answer = RunningClock.kind.in_(ANSWERS)
    response = RunningClock.kind == ClockKind.DECIDE_ACCEPTANCE
    return grouping.select(
        func.count().filter(answer, ended).label("answers"),
        func.count().filter(answer, in_time).label("answers_in_time"),
        func.count().filter(response, ended).label("responses"),
        func.count().filter(response, in_time).label("responses_in_time"),
    ).join(RunningClock, RunningClock.complaint_id == Complaint.id)


def _ratings(grouping: Grouping) -> Query:
    return grouping.select(
        func.count().label("rated"),
        func.count().filter(Rating.result.not_in(BAD)).label("solved"),
        func.count().filter(Rating.handling.not_in(BAD)).label("satisfied"),
    ).join(Rating, Rating.complaint_id == Complaint.id)


def _counted(
    key: Any,  # noqa: ANN401 -- an id, a category or a month
    statuses: Mapping[Status, int],
    days: Found,
    clocks: Found,
    ratings: Found,
) -> Counted:
    states = dict.fromkeys(State, 0)
    for status, number in statuses.items():
        states[STATES[status]] += number
    shares: dict[Share, Part] = {}
    if day := days.get(key):
        whole = day.accepted + states[State.DECLINED]
        shares[Share.ACCEPTED] = Part(day.accepted, whole)
    if clock := clocks.get(key):
        shares[Share.IN_TIME] = Part(clock.answers_in_time, clock.answers)
        shares[Share.RESPONSE] = Part(clock.responses_in_time, clock.responses)
    if rating := ratings.get(key):
        shares[Share.SOLVED] = Part(rating.solved, rating.rated)
        shares[Share.SATISFIED] = Part(rating.satisfied, rating.rated)
    nothing = Text("", "")
    if day is None:
        return Counted(str(key), nothing, states, shares)
    return Counted(str(key), nothing, states, shares, day.decided, day.median, day.p90)


def _severities(session: Session) -> dict[Severity, int]:
    """Count the latest decision of each complaint by its severity."""
    latest = select(func.max(Decision.id)).group_by(Decision.complaint_id)
    rows = session.execute(
        select(Decision.severity, func.count())
        .where(Decision.id.in_(latest))
        .group_by(Decision.severity)
    )
    return dict.fromkeys(Severity, 0) | dict(iter(rows))
