"""Gates: what has to be said in writing of an outcome before it is put up [severity.md 5.3].

What is said is kept as it was said; the newest about a finding as it stands counts. Whoever screens
for a crime is a second person whom no wall keeps off [5.2(4), 6.11].
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.severity import Gate, Severity
from portal.domain.severity.gates import SCREENED, SECOND_PERSON
from portal.domain.text import Text
from portal.models.complaint import Complaint
from portal.models.finding import Finding
from portal.models.gate_answer import GateAnswer
from portal.models.staff import Staff
from portal.models.wall import as_system, may_know
from portal.services import casework, outcomes, raising
from portal.services.office import Office
from portal.services.outcomes import Reached
from portal.services.raising import CLUE, Ground, clue_runs

CLEAR = Text("未见犯罪线索", "no clue of a crime")


class NotAskedError(IllegalTransitionError):
    """Raised when something is said of a gate that the findings do not meet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One gate that a finding meets, and the answer that counts, if there is one."""

    gate: Gate
    finding: Finding
    answer: GateAnswer | None

    @property
    def open(self) -> bool:
        """Tell whether it keeps the outcome back."""
        return self.answer is None or not self.answer.passed


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody says of which gate of which finding; *clue*: there is a clue of a crime."""

    finding_id: int
    gate: Gate
    said: str
    clue: bool = False


def action_for(gate: Gate) -> Action:
    """Return the action by which *gate* is answered."""
    return Action.SCREEN if gate in SECOND_PERSON else Action.ANSWER_GATE


def asked(session: Session, complaint: Complaint) -> list[Asked]:
    """Return every gate that the findings of *complaint* meet, as it stands."""
    session.flush()  # what was just said counts
    reached = outcomes.reached(session, complaint)
    answers = _answers(session, complaint)
    return [
        Asked(gate, finding, _counting(answers, gate, finding))
        for finding, gate in _met(session, complaint, reached)
    ]


def _met(
    session: Session, complaint: Complaint, reached: Sequence[Reached]
) -> Iterable[tuple[Finding, Gate]]:
    """Return the gates in their order; to let a clue go is asked about the first finding."""
    for each in reached:
        yield from ((each.finding, gate) for gate in each.outcome.gates)
    kept = bool(reached) and outcomes.gravest(reached) is not Severity.REFERRAL
    if kept and clue_runs(session, complaint):
        yield reached[0].finding, Gate.CLUE_LET_GO


def _answers(session: Session, complaint: Complaint) -> list[GateAnswer]:
    """Return what was said, the newest first; of whom a wall keeps off by now, nothing counts."""
    rows = session.scalars(
        select(GateAnswer)
        .where(GateAnswer.complaint_id == complaint.id)
        .order_by(GateAnswer.id.desc())
    ).all()
    return [row for row in rows if row.gate not in SECOND_PERSON or _free(session, row)]


def _free(session: Session, row: GateAnswer) -> bool:
    with as_system(session):
        who = session.get_one(Staff, row.staff_id).as_actor()
        return may_know(session, row.complaint_id, who)


def _counting(answers: Iterable[GateAnswer], gate: Gate, finding: Finding) -> GateAnswer | None:
    meant = (finding.id, finding.found_at, gate)
    return next(
        (each for each in answers if (each.finding_id, each.found_at, each.gate) == meant), None
    )


def answer(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    reply: Reply,
    *,
    office: Office,
    now: datetime,
) -> GateAnswer:
    """Put on record what *actor* says; a clue of a crime raises the complaint at once.

    Raises ForbiddenError, IllegalTransitionError, NobodyLeftError, and NotAskedError where the
    finding does not meet that gate.
    """
    action = action_for(reply.gate)
    found = _asked_for(session, complaint, reply)
    casework.note(
        session, complaint, actor, action, now=now, reason=reply.said, detail=_told(reply, found)
    )
    if found is None:
        raise NotAskedError(complaint.status, action)
    row = _row(complaint, actor, reply, found, now)
    session.add(row)
    _keep_in_round(session, complaint)
    if not row.passed:
        ground = Ground(Severity.REFERRAL, CLUE, reply.said)
        raising.raise_to(session, complaint, Actor.system(), ground, office=office, now=now)
    return row


def _asked_for(session: Session, complaint: Complaint, reply: Reply) -> Finding | None:
    meant = (reply.finding_id, reply.gate)
    return next(
        (
            each.finding
            for each in asked(session, complaint)
            if (each.finding.id, each.gate) == meant
        ),
        None,
    )


def _row(
    complaint: Complaint, actor: Actor, reply: Reply, finding: Finding, now: datetime
) -> GateAnswer:
    return GateAnswer(
        complaint_id=complaint.id,
        finding_id=finding.id,
        found_by=finding.staff_id,
        found_at=finding.found_at,
        gate=reply.gate,
        passed=not (reply.clue and reply.gate in SCREENED),
        said=reply.said,
        role=actor.role,
        staff_id=actor.staff_id or 0,
        at=now,
    )


def _told(reply: Reply, finding: Finding | None) -> dict[str, Any]:
    point = finding.allegation.category.value if finding else ""
    verdict = (CLUE if reply.clue else CLEAR) if reply.gate in SCREENED else Text("", "")
    zh = "：".join(filter(None, (f"{point} {reply.gate.text.zh}", verdict.zh, reply.said)))
    en = ": ".join(filter(None, (f"{point} {reply.gate.text.en}", verdict.en, reply.said)))
    return {"gate": reply.gate.value, "zh": zh, "en": en}


def _keep_in_round(session: Session, complaint: Complaint) -> None:
    """Let an outcome that is being signed carry what was said meanwhile."""
    opened = complaint.round
    if opened is not None:
        opened.gates = as_said(asked(session, complaint))


def as_said(gates: Iterable[Asked]) -> list[dict[str, Any]]:
    """Return what is put up for signature about each gate: what was said, by whom and when."""
    return [
        {
            "gate": each.gate.value,
            "category": each.finding.allegation.category.value,
            "passed": each.answer.passed,
            "said": each.answer.said,
            "role": each.answer.role.value,
            "by": each.answer.staff_id,
            "at": each.answer.at.isoformat(),
        }
        for each in gates
        if each.answer is not None
    ]
