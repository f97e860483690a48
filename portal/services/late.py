"""Reading what is late: a batch of duties with everything that the following up of them asks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, Select, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.bench import Matter
from portal.domain.category import Category
from portal.domain.desks import Incoming
from portal.domain.lifecycle import JUDGING, Status
from portal.domain.passing_up import Held, Holder
from portal.domain.wall import Subject
from portal.models.allegation import Allegation
from portal.models.breach import Breach
from portal.models.case_log import CaseLog
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint, Recusal
from portal.models.official import Official
from portal.models.organ import Organ
from portal.models.outage import Outage
from portal.models.second_investigator import SecondInvestigator
from portal.models.staff import Staff
from portal.models.walls import SUPERVISION

CLOCK = (
    RunningClock.id, RunningClock.complaint_id, RunningClock.kind, RunningClock.started_at,
    RunningClock.limit_text, RunningClock.set_on, RunningClock.finished_at, RunningClock.due_on,
    RunningClock.extended_days, RunningClock.extended_reason, RunningClock.extended_by,
    RunningClock.extended_at,
)  # fmt: skip
COMPLAINT = (
    Complaint.status, Complaint.band, Complaint.language, Complaint.next_due_on,
    Complaint.organ_id, Complaint.official_id, Complaint.desk,
    Organ.level, Organ.kind.label("organ_kind"), Official.head,
    Staff.id.label("holder_id"), Staff.username, Staff.role,
)  # fmt: skip
KNOWN = (
    Breach.id.label("breach_id"), Breach.due_on.label("missed_on"), Breach.next_on,
    Breach.raised, Breach.special_reason, Outage.what.label("outage"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LateDuty:
    """A running duty whose day has passed: its clock, its complaint, and the breach if known.

    *row* has the columns of CLOCK, COMPLAINT and KNOWN.
    """

    row: Any
    held: Held
    still: Sequence[ClockTolling]


def among(column: InstrumentedAttribute[Any], ids: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that *column* is one of many *ids*, sent as one list."""
    return column == any_(literal(list(ids), ARRAY(BigInteger)))


def read(session: Session, clock_ids: Sequence[int]) -> list[LateDuty]:
    """Return those of the duties that still run, in the order given, as they stand just now."""
    rows = {row.id: row for row in session.execute(_duties(clock_ids))}
    about = _About(session, sorted({row.complaint_id for row in rows.values()}))
    held = {row.complaint_id: about.held(row) for row in rows.values()}
    return [
        LateDuty(row, held[row.complaint_id], about.still.get(row.complaint_id, ()))
        for each in clock_ids
        if (row := rows.get(each))
    ]


def _duties(clock_ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(*CLOCK, *COMPLAINT, *KNOWN)
        .join(Complaint, Complaint.id == RunningClock.complaint_id)
        .join(Organ, Organ.id == Complaint.organ_id)
        .outerjoin(Official, Official.id == Complaint.official_id)
        .outerjoin(Staff, Staff.id == Complaint.assignee_id)
        .outerjoin(Breach, Breach.clock_id == RunningClock.id)
        .outerjoin(Outage, Outage.id == Breach.excused_by)
        .where(among(RunningClock.id, clock_ids))
        .where(RunningClock.finished_at.is_(None), RunningClock.dropped_at.is_(None))
    )


class _About:
    """What is known of some complaints, read in one question for each table."""

    def __init__(self, session: Session, ids: Sequence[int]) -> None:
        self.still = tollings(session, ids)
        self.categories = _sets(session, select(Allegation.complaint_id, Allegation.category), ids)
        self.recused = _sets(session, select(Recusal.complaint_id, Recusal.staff_id), ids)
        self.judges = _judges(session, ids)

    def held(self, row: Row[*tuple[Any, ...]]) -> Held:
        """Return the complaint of a duty as the plan moves it."""
        holder = Holder(row.holder_id, row.username, row.role) if row.holder_id else None
        due: date = row.next_due_on or row.due_on
        return Held(row.complaint_id, row.status, self._matter(row), holder, due, row.desk)

    def _matter(self, row: Row[*tuple[Any, ...]]) -> Matter:
        complaint_id = row.complaint_id
        return Matter(
            Subject(row.organ_id, row.official_id),
            self._incoming(row),
            self.recused.get(complaint_id, frozenset()),
            self.judges.get(complaint_id, frozenset()),
        )

    def _incoming(self, row: Row[*tuple[Any, ...]]) -> Incoming:
        categories: frozenset[Category] = self.categories.get(row.complaint_id, frozenset())
        return Incoming(
            row.band, categories, row.language, row.level, row.organ_kind == SUPERVISION,
            bool(row.head),
        )  # fmt: skip


def tollings(session: Session, complaint_ids: Sequence[int]) -> Mapping[int, list[ClockTolling]]:
    """Return the periods in which the clocks of each complaint stood still."""
    rows = select(ClockTolling).where(among(ClockTolling.complaint_id, complaint_ids))
    rows = rows.order_by(ClockTolling.id).execution_options(populate_existing=True)
    found: dict[int, list[ClockTolling]] = {}
    for row in session.scalars(rows):
        found.setdefault(row.complaint_id, []).append(row)
    return found


def _sets(
    session: Session, query: Select[int, Any], complaint_ids: Sequence[int]
) -> Mapping[int, frozenset[Any]]:
    """Return what hangs on each complaint, by its id, the first column."""
    column: Any = query.selected_columns[0]
    found = defaultdict[int, set[Any]](set)
    for complaint_id, value in session.execute(query.where(among(column, complaint_ids))):
        found[complaint_id].add(value)
    return {complaint_id: frozenset(values) for complaint_id, values in found.items()}


def _judges(session: Session, complaint_ids: Sequence[int]) -> Mapping[int, frozenset[Any]]:
    """Return who had a part in what is under review [practice 7.6, 7.10]."""
    reviewed = Complaint.status == Status.UNDER_REVIEW
    acted = (
        select(CaseLog.complaint_id, CaseLog.staff_id)
        .join(Complaint, Complaint.id == CaseLog.complaint_id)
        .where(reviewed, CaseLog.staff_id.is_not(None))
        .where(CaseLog.action.in_(sorted(JUDGING)))
    )
    beside = (
        select(SecondInvestigator.complaint_id, SecondInvestigator.staff_id)
        .join(Complaint, Complaint.id == SecondInvestigator.complaint_id)
        .where(reviewed)
    )
    found, seconds = (_sets(session, each, complaint_ids) for each in (acted, beside))
    nobody = frozenset[int]()
    return {key: found.get(key, nobody) | seconds.get(key, nobody) for key in {*found, *seconds}}
