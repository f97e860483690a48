"""Decisions: the outcome as it was signed, what it asks of each person, told to the complainant."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.referral import Body
from portal.domain.severity import Person, Severity
from portal.domain.severity.signing import RoundEnd
from portal.models.approval import ApprovalRound
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.outcome_person import OutcomePerson
from portal.services import casework, checklists, outbox, person_measures, referrals
from portal.services.office import Office


def decide(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    summary: str,
    office: Office,
    now: datetime,
) -> None:
    """Decide just as was signed, and owe the outcome to the complainant [2.4(d), 6.6].

    Raises ForbiddenError while a signature is missing, ChecklistError where a clue of crime was
    flagged since and nobody said why to let it go.
    """
    signed = complaint.round
    casework.require(complaint, actor, Action.DECIDE)
    checklists.require_gates(session, complaint)
    casework.advance(
        session,
        complaint,
        actor,
        Action.DECIDE,
        office=office,
        now=now,
        reason=summary,
        detail=_told(signed) if signed else {},
    )
    if signed is None:
        raise IllegalTransitionError(complaint.status, Action.DECIDE)
    signed.ended, signed.ended_at = RoundEnd.DECIDED, now
    decision = _decision(signed, actor, summary, now)
    session.add(decision)
    session.flush()  # gives the id that the persons refer to
    persons = [_person(decision, signed, each) for each in signed.persons]
    session.add_all(persons)
    session.flush()  # gives the ids that the measures refer to
    person_measures.owe(session, persons)
    complaint.decided_by_id = actor.staff_id
    complaint.decided_severity = decision.severity
    referrals.await_sending(session, complaint, decision.severity, office=office, now=now)
    outbox.owe_letter(session, "outcome", complaint.id, now=now, occasion=now.isoformat())


def _told(signed: ApprovalRound) -> dict[str, Any]:
    rows = {point["category"]: point["row"] for point in signed.points}
    return {"severity": signed.severity.value, "rows": rows, "round": signed.number}


def _decision(signed: ApprovalRound, actor: Actor, summary: str, now: datetime) -> Decision:
    return Decision(
        complaint_id=signed.complaint_id,
        severity=signed.severity,
        measures=signed.measures,
        clauses=signed.clauses,
        adopted=signed.adopted,
        law=signed.law,
        summary=summary,
        policy_version=signed.policy_version,
        decided_by_id=actor.staff_id,
        decided_at=now,
        round_id=signed.id,
    )


def _person(decision: Decision, signed: ApprovalRound, each: Mapping[str, Any]) -> OutcomePerson:
    return OutcomePerson(
        complaint_id=decision.complaint_id,
        decision_id=decision.id,
        part=Person(each["part"]),
        official_id=each["official_id"],
        words=each["words"],
        severity=Severity(each["severity"]),
        measures=each["measures"],
        clauses=each["clauses"],
        adopted=each.get("adopted", signed.adopted),
        law=each.get("law", signed.law),
        body=Body(each["body"]) if each["body"] else None,
    )
