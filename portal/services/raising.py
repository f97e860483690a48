"""Raising: a clue of crime or a graver claim moves a complaint up at once, never down by itself.

Queue, tier and next deadline follow from the severity; whoever is not trusted with it hands over
[5.2(4), 6.11]. Lowering is for findings and people.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import STEP_OF, WEIGHT
from portal.domain.category import Category
from portal.domain.clock import ClockKind
from portal.domain.desks import Step
from portal.domain.filing import Loss
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor, Role
from portal.domain.routing import band, provisional_severity
from portal.domain.severity import Approval, Severity, approvals_for, highest
from portal.domain.severity.approvals import together
from portal.domain.text import Text
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.staff import Staff
from portal.models.wall import as_system
from portal.services import assignment, casework, clocks, signers
from portal.services.office import Office

CLUE = Text("发现犯罪线索", "a clue of crime")
FOUND = Text("认定的严重程度更高", "the findings weigh heavier")
CLAIMED = Text("反映的问题更严重", "what is claimed weighs heavier")


class NotGraverError(IllegalTransitionError):
    """Raised where nothing would go up: it weighs no more than what is on record already."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a complaint goes up: how grave it is now, what shows it, and the reasons given."""

    severity: Severity
    what: Text
    reason: str = ""

    @property
    def clue(self) -> bool:
        """Tell whether it is a clue of crime, which is decided on within three days."""
        return self.severity is Severity.REFERRAL


def flag_clue(
    session: Session, complaint: Complaint, actor: Actor, *, reason: str, office: Office,
    now: datetime,
) -> None:  # fmt: skip
    """Say that there is a clue of crime: decided on within three days [5.2(4), 6.11].

    Raises NotGraverError where that was said before, NobodyLeftError, ForbiddenError.
    """
    ground = Ground(Severity.REFERRAL, CLUE, reason)
    if not raise_to(session, complaint, actor, ground, office=office, now=now):
        raise NotGraverError(complaint.status, Action.RAISE)


def rerate(
    session: Session, complaint: Complaint, actor: Actor, claim: tuple[Category, Loss], *,
    reason: str, office: Office, now: datetime,
) -> None:  # fmt: skip
    """Rate *complaint* again by one more category, with the loss that is claimed now.

    Raises NotGraverError where it weighs no more then, NobodyLeftError, ForbiddenError.
    """
    category, loss = claim
    named = session.scalars(
        select(Allegation.category).where(Allegation.complaint_id == complaint.id)
    ).all()
    severity = provisional_severity([*named, category], loss)
    ground = Ground(severity, CLAIMED, reason)
    if not raise_to(session, complaint, actor, ground, office=office, now=now):
        raise NotGraverError(complaint.status, Action.RAISE)
    complaint.loss = loss
    if category not in named:
        session.add(Allegation(complaint_id=complaint.id, category=category))


def raise_to(
    session: Session, complaint: Complaint, actor: Actor, ground: Ground, *, office: Office,
    now: datetime,
) -> bool:  # fmt: skip
    """Move *complaint* up to how grave it is now; tell whether it weighs more than before.

    Raises NobodyLeftError, ForbiddenError, IllegalTransitionError.
    """
    before = complaint.provisional_severity
    flagged = ground.clue and not clue_runs(session, complaint)
    if ground.severity.rank <= before.rank and not flagged:
        return False
    _log(session, complaint, actor, ground, now)
    complaint.provisional_severity = highest((before, ground.severity))
    complaint.band = band(complaint.provisional_severity)
    if flagged:
        clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=now)
        clocks.reckon(session, complaint, office=office, now=now)
    _need_signatures(complaint, ground.severity)
    _hand_up(session, complaint, office, now)
    signers.tell_anew(session, complaint, now=now)
    return True


def clue_runs(session: Session, complaint: Complaint) -> bool:
    """Tell whether a clue of crime waits for its decision already."""
    running = (row for row in clocks.rows(session, complaint) if row.running)
    return any(row.kind is ClockKind.CRIME_CLUE_DECISION for row in running)


def _log(
    session: Session, complaint: Complaint, actor: Actor, ground: Ground, now: datetime
) -> None:
    before, after = complaint.provisional_severity.text, ground.severity.text
    casework.note(
        session, complaint, actor, Action.RAISE, now=now, reason=ground.reason,
        detail={
            "before": complaint.provisional_severity.value,
            "after": ground.severity.value,
            "clue": ground.clue,
            "zh": f"{ground.what.zh}：{before.zh} → {after.zh}。{ground.reason}",
            "en": f"{ground.what.en}: {before.en} → {after.en}. {ground.reason}",
        },
    )  # fmt: skip


def _need_signatures(complaint: Complaint, severity: Severity) -> None:
    """Let the outcome that waits for signatures wait for those of *severity*, too."""
    opened = complaint.round
    if opened is not None:
        needed = together(map(Approval, opened.needs), approvals_for(severity))
        opened.needs = [approval.value for approval in needed]


def _hand_up(session: Session, complaint: Complaint, office: Office, now: datetime) -> None:
    """Give the complaint to somebody trusted with it, unless whoever has it is."""
    holder = session.get(Staff, complaint.assignee_id or 0)
    step = assignment.lowest_step(session, complaint)
    if holder is None or not _fit(holder, complaint, step):
        with as_system(session):
            assignment.pass_up(
                session, complaint, office=office, now=now, at_least=step, even_absent=True
            )


def _fit(holder: Staff, complaint: Complaint, step: Step) -> bool:
    """Tell whether *holder* stands high enough and is trusted with the band."""
    trusted = holder.role is not Role.OFFICER or WEIGHT[holder.tier] >= WEIGHT[complaint.band]
    return trusted and STEP_OF.get(holder.role, Step.OFFICER) >= step
