"""What must hold of every complaint, whoever has just done what to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain import receipt
from portal.domain.escalating import OWN_DUTIES
from portal.domain.permissions import Actor, Case, Role
from portal.domain.statuses import Status
from portal.extensions import db
from portal.models.approval import GivenApproval
from portal.models.attachment import Attachment
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.gate_answer import GateAnswer
from portal.models.outbox import OutboxRow
from portal.models.override import ProposedOverride
from portal.models.second_investigator import SecondInvestigator
from portal.queries.worklist import Selection, worklist
from portal.services.office import Office
from portal.transaction import reading
from tests.crooked import About, Rule, rule
from tests.questions import ABOUT_ONE, NOWHERE, Asking, Target, answers

SYSTEM = Actor.system()
UNTOUCHED = frozenset({Status.RECEIVED, Status.ASSIGNED, Status.CLARIFICATION})
"""While it stands so, nothing has been judged: it was only handed on or asked about."""
REVIEWED = frozenset({"conclude_review", "conclude_second_review", "reopen"})


@dataclass(frozen=True)
class Stand:
    """One complaint as the system sees it."""

    about: About
    reference: str
    status: Status
    case: Case
    next_due: tuple[Any, str | None]


@dataclass
class Observer:
    """Looks after each step, and remembers what it saw last."""

    office: Office
    stands: list[Stand] = field(default_factory=list)
    wall: Rule = field(default_factory=Rule)
    logs: dict[int, Sequence[Any]] = field(default_factory=dict)
    targets: dict[int, Target] = field(default_factory=dict)
    silence: dict[str, Any] = field(default_factory=dict)

    def look(self) -> None:
        """Hold status, log and clocks of every complaint against each other."""
        with reading(SYSTEM) as session:
            self.wall = rule(session)
            rows = session.scalars(select(Complaint).order_by(Complaint.id))
            self.stands = [stand(row) for row in rows]
            for each in self.stands:
                self.log_has_grown(session, each)
                next_deadline_is_the_earliest(session, each)
                if each.about.complaint_id not in self.targets:
                    self.targets[each.about.complaint_id] = self.target(session, each)

    def log_has_grown(self, session: Session, stand: Stand) -> None:
        """Hold the log against what it was, and its last entry against the status."""
        log = session.execute(
            select(
                CaseLog.id, CaseLog.at, CaseLog.action, CaseLog.from_status, CaseLog.to_status,
                CaseLog.staff_id, CaseLog.reason,
            )
            .where(CaseLog.complaint_id == stand.about.complaint_id)
            .order_by(CaseLog.id)
        ).all()  # fmt: skip
        known = self.logs.get(stand.about.complaint_id, [])
        assert log[: len(known)] == known
        assert log[-1].to_status is stand.status
        assert all(later.from_status is entry.to_status for entry, later in pairwise(log))
        nobody_reviews_own_part(log, parts(session, stand.about.complaint_id))
        self.logs[stand.about.complaint_id] = log

    def hidden_from(self, actor: Actor) -> set[int]:
        """Return which complaints the pure rule keeps from *actor*."""
        everything = {each.about.complaint_id for each in self.stands}
        if actor.role is Role.SYSTEM:
            return set()
        if actor.role is Role.COMPLAINANT:
            return {each for each in everything if each != actor.complaint_id}
        return self.wall.hidden(actor, [each.about for each in self.stands])

    def ask_as(self, actor: Actor, *, thoroughly: int) -> None:
        """Ask for everything by list and count, and for so many hidden complaints one by one."""
        hidden = self.hidden_from(actor)
        seen = {each.reference for each in self.stands if each.about.complaint_id not in hidden}
        with reading(actor) as session:
            assert set(session.scalars(select(Complaint.reference))) == seen
            assert session.scalar(select(func.count()).select_from(Complaint)) == len(seen)
            listed = worklist(session, Selection()).entries
            assert {entry.reference for entry in listed} <= seen
            for complaint_id in sorted(hidden)[:thoroughly]:
                asked = Asking(session, self.office, self.targets[complaint_id])
                assert answers(ABOUT_ONE, asked) == self.nothing(session), (actor, asked)

    def nothing(self, session: Session) -> dict[str, Any]:
        """Return the answers about a complaint that does not exist: anybody gets the same."""
        if not self.silence:
            self.silence = answers(ABOUT_ONE, Asking(session, self.office, NOWHERE))
        return self.silence

    def target(self, session: Session, stand: Stand) -> Target:
        """Return everything by which somebody could ask for a complaint."""
        number = stand.about.complaint_id
        files = select(Attachment.id).where(Attachment.complaint_id == number)
        owed = select(func.min(OutboxRow.id)).where(OutboxRow.complaint_id == number)
        code = receipt.make_code(self.office.receipt_key, f"life-{number}")
        return Target(
            stand.about,
            stand.reference,
            code,
            session.scalar(files) or 0,
            session.scalar(owed) or 0,
        )


def stand(row: Complaint) -> Stand:
    """Return a complaint as it stands."""
    return Stand(
        About(row.id, row.organ_id, row.official_id),
        row.reference,
        row.status,
        row.as_case(),
        (row.next_due_on, row.next_due_kind),
    )


def parts(session: Session, complaint_id: int) -> list[tuple[int, Any]]:
    """Return who put a name under anything of a complaint, and when: from the rows, not the log."""
    named = (
        select(GivenApproval.staff_id, GivenApproval.at).where(
            GivenApproval.complaint_id == complaint_id
        ),
        select(SecondInvestigator.staff_id, SecondInvestigator.at).where(
            SecondInvestigator.complaint_id == complaint_id
        ),
        select(Finding.staff_id, Finding.found_at).where(Finding.complaint_id == complaint_id),
        select(GateAnswer.staff_id, GateAnswer.at).where(GateAnswer.complaint_id == complaint_id),
        select(ProposedOverride.by_id, ProposedOverride.proposed_at).where(
            ProposedOverride.complaint_id == complaint_id
        ),
    )
    return [(who, at) for each in named for who, at in session.execute(each)]


def nobody_reviews_own_part(log: Sequence[Any], named: Sequence[tuple[int, Any]]) -> None:
    """Hold each review against who had taken the complaint a step on, or signed anything of it.

    Whoever moves it on from where it stands has judged it, unless it was only handed on.
    """
    for place, entry in enumerate(log):
        moved = {
            earlier.staff_id
            for earlier in log[:place]
            if earlier.from_status is not earlier.to_status and earlier.to_status not in UNTOUCHED
        }
        named_before = {who for who, at in named if at < entry.at}
        assert entry.action not in REVIEWED or entry.staff_id not in moved | named_before, entry


def next_deadline_is_the_earliest(session: Session, stand: Stand) -> None:
    """Hold the next deadline against the clocks."""
    running = session.execute(
        select(RunningClock.due_on, RunningClock.kind).where(
            RunningClock.complaint_id == stand.about.complaint_id,
            RunningClock.finished_at.is_(None),
            RunningClock.dropped_at.is_(None),
        )
    )
    duties = [(due_on, kind.value) for due_on, kind in running if kind in OWN_DUTIES]
    assert bool(duties) is stand.status.open, stand
    assert stand.next_due == min(duties, default=(None, None)), stand


def contents() -> dict[str, str]:
    """Return a fingerprint of every table."""
    one = (
        "SELECT '{0}', coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM \"{0}\" t"
    )
    names = sorted(name for name in db.metadata.tables if not name.startswith("calendar"))
    with db.engine.connect() as connection:
        rows = connection.execute(text(" UNION ALL ".join(one.format(name) for name in names)))
        return dict(iter(rows))
