"""Overrides: another outcome than the table's is proposed, and a second person agrees or not.

It needs a ground, a reason, a clause and that second person [6.13, severity M6]; a referral is
never lowered [6.11]. The rule is domain/severity/override.py; signatures go one step higher.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import Candidate
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.severity import Modifier, Severity
from portal.domain.severity.override import Override
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.override import ProposedOverride
from portal.models.wall import as_system
from portal.services import assignment, casework
from portal.services.outcomes import by_table, changed_by
from portal.services.reassignment import UnsuitableError


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes instead of the table's outcome on one finding."""

    allegation_id: int
    to: Severity
    ground: Modifier
    reason: str
    clause: str
    second_id: int

    def by(self, staff_id: int) -> Override:
        """Return the rule's view of it, proposed by *staff_id*."""
        return Override(self.to, self.ground, self.reason, self.clause, staff_id, self.second_id)


def propose(
    session: Session, complaint: Complaint, actor: Actor, proposal: Proposal, *, now: datetime
) -> None:
    """Propose another outcome for one finding; it replaces what was proposed for it before.

    Raises OverrideError where the rule forbids it and UnsuitableError where the second person is
    the proposer, stands behind the wall or has no business with complaints.
    """
    staff_id = actor.staff_id or 0
    finding = session.scalars(
        select(Finding).where(
            Finding.complaint_id == complaint.id, Finding.allegation_id == proposal.allegation_id
        )
    ).one()
    table = by_table(finding)
    changed_by(table, proposal.by(staff_id))
    able = {who.staff_id: who for who in seconds(session, complaint, actor, now=now)}
    if proposal.second_id not in able:
        raise UnsuitableError(f"{complaint.reference}: {proposal.second_id} cannot be the second")
    told = _told(proposal, table.severity, able[proposal.second_id])
    casework.note(
        session, complaint, actor, Action.OVERRIDE, now=now, reason=proposal.reason,
        detail={"before": table.severity.value, "after": proposal.to.value,
                "zh": told.zh, "en": told.en},
    )  # fmt: skip
    drop(session, complaint, now=now, finding_id=finding.id)
    complaint.overrides.append(
        ProposedOverride(
            complaint_id=complaint.id, finding_id=finding.id, before=table.severity,
            after=proposal.to, ground=proposal.ground, reason=proposal.reason,
            clause=proposal.clause, by_id=staff_id, second_id=proposal.second_id, proposed_at=now,
        )
    )  # fmt: skip
    session.flush()  # the table refuses a second one that counts


def seconds(
    session: Session, complaint: Complaint, actor: Actor, *, now: datetime
) -> list[Candidate]:
    """Return who can be the second person, the least loaded first: anybody free but *actor*."""
    with as_system(session):
        able = [
            who
            for who in assignment.candidates(session, complaint, now=now)
            if who.walled is None and who.staff_id not in {actor.staff_id, complaint.assignee_id}
        ]
    return sorted(able, key=lambda who: (who.open, who.staff_id))


def answer(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    agreed: bool,
    reason: str,
    now: datetime,
) -> None:
    """Agree, or refuse with a reason, to every override on which *actor* is the second person.

    Raises ForbiddenError to everybody else.
    """
    asked = [
        each for each in complaint.overrides if each.waits and each.second_id == actor.staff_id
    ]
    verdict = Text("同意改变结果", "Agreed") if agreed else Text("不同意改变结果", "Refused")
    casework.note(
        session, complaint, actor, Action.CONCUR, now=now, reason=reason,
        detail={"agreed": agreed, "zh": _and(verdict.zh, "：", reason),
                "en": _and(verdict.en, ": ", reason)},
    )  # fmt: skip
    if not asked:
        raise IllegalTransitionError(complaint.status, Action.CONCUR)
    for row in asked:
        row.agreed, row.answered_at, row.answer = agreed, now, reason


def drop(
    session: Session, complaint: Complaint, *, now: datetime, finding_id: int | None = None
) -> None:
    """Drop the overrides that still count, of one finding or of all: their findings are new."""
    for row in complaint.overrides:
        if row.live and finding_id in {None, row.finding_id}:
            row.dropped_at = now
    session.flush()  # makes room for the one that can count


def _told(proposal: Proposal, before: Severity, second: Candidate) -> Text:
    return Text(
        f"{before.text.zh} → {proposal.to.text.zh}〔{proposal.clause}〕：{proposal.reason}；"
        f"由 {second.username} 复核",
        f"{before.text.en} → {proposal.to.text.en} [{proposal.clause}]: {proposal.reason}; "
        f"second person {second.username}",
    )


def _and(first: str, mark: str, then: str) -> str:
    return f"{first}{mark}{then}" if then else first
