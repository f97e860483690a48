"""Approvals: an outcome is put up for signature, signed by who must, or sent back [6.6, 7.7]."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import Actor
from portal.domain.severity import Approval, Severity, approvals_for, case_approvals, case_measures
from portal.domain.severity.approvals import together
from portal.domain.severity.responsible import (
    Competence,
    needs_clue,
    needs_standing,
    responsible,
)
from portal.domain.severity.signing import RoundEnd, Verdict, signature_for
from portal.domain.text import Text
from portal.models.approval import ApprovalRound, GivenApproval
from portal.models.complaint import Complaint
from portal.services import (
    casework,
    checklists,
    gates,
    outcomes,
    referrals,
    second_investigators,
    signers,
)
from portal.services.office import Office
from portal.services.outcomes import Reached
from portal.services.raising import clue_runs

NO_COMPETENCE = Competence()


class OverrideWaitsError(IllegalTransitionError):
    """Raised while the second person has not answered an override: it cannot be put up yet."""


class CompetenceError(Exception):
    """Raised when it was not said what decides which body acts on an outcome [practice 3.4]."""


def submit(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    competence: Competence = NO_COMPETENCE,
    office: Office,
    now: datetime,
) -> None:
    """Put what the findings come to up for signature, and tell the first who may sign.

    Raises ForbiddenError and IllegalTransitionError before anything is said of the findings; then
    OverrideWaitsError, CompetenceError, ChecklistError, and NobodyLeftError when not even at the
    superior body there is somebody left for each signature.
    """
    casework.require(complaint, actor, Action.SUBMIT)
    if any(each.waits for each in complaint.overrides):
        raise OverrideWaitsError(complaint.status, Action.SUBMIT)
    results = outcomes.reached(session, complaint)
    _require_competence(results, competence)
    checklists.require(session, complaint)
    casework.advance(
        session, complaint, actor, Action.SUBMIT, office=office, now=now, **_told_submitted(results)
    )
    opened = _round(session, complaint, actor, results, competence, now)
    complaint.rounds.append(opened)
    session.flush()  # gives the id that the signatures refer to
    referrals.await_decision(session, complaint, opened.severity, office=office, now=now)
    signers.require(session, complaint, opened, now=now)
    signers.tell_next(session, complaint, opened, now=now)


def drafted(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    competence: Competence = NO_COMPETENCE,
    now: datetime,
) -> ApprovalRound:
    """Return what would be put up for signature as the findings stand; nothing is changed."""
    results = outcomes.reached(session, complaint)
    return _round(session, complaint, actor, results, competence, now)


def _require_competence(results: Sequence[Reached], competence: Competence) -> None:
    reached = [each.outcome for each in results]
    if needs_clue(reached) and competence.clue is None:
        raise CompetenceError("clue")
    if needs_standing(reached) and competence.standing is None:
        raise CompetenceError("standing")


def _round(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    results: Sequence[Reached],
    competence: Competence,
    now: datetime,
) -> ApprovalRound:
    reached = [each.outcome for each in results]
    persons = responsible(reached, outcomes.party(session, complaint), competence)
    return ApprovalRound(
        complaint_id=complaint.id,
        number=len(complaint.rounds) + 1,
        severity=outcomes.gravest(results),
        needs=[approval.value for approval in _needed(session, complaint, results)],
        measures=[measure.value for measure in case_measures(reached)],
        **outcomes.as_lists(outcomes.basis_of(results)),
        points=_points(session, complaint, results),
        gates=gates.as_said(gates.asked(session, complaint)),
        persons=outcomes.as_persons(persons),
        policy_version=results[0].finding.policy_version,
        opened_by_id=actor.staff_id or 0,
        opened_at=now,
    )


def _needed(
    session: Session, complaint: Complaint, results: Sequence[Reached]
) -> tuple[Approval, ...]:
    """Return the signatures of the outcome; to let a clue of crime go takes those of a referral."""
    needed = case_approvals(each.outcome for each in results)
    if clue_runs(session, complaint):
        return together(needed, approvals_for(Severity.REFERRAL))
    return needed


def _points(
    session: Session, complaint: Complaint, results: Sequence[Reached]
) -> list[dict[str, Any]]:
    """Return the points; who investigated beside the first is an author of each, and signs none."""
    second = second_investigators.current(session, complaint)
    also = [second.staff_id] if second else []
    return [
        {**point, "authors": [*point["authors"], *also]} for point in outcomes.as_points(results)
    ]


def approve(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    remark: str = "",
    now: datetime,
) -> Approval:
    """Give the signature that is *actor*'s to give, and tell the next; return which it was.

    Raises ForbiddenError to whoever proposed, has signed already, or may give none that is missing,
    and ChecklistError where a clue of crime was flagged since and nobody said why to let it go.
    """
    signature = next_signature(complaint, actor)
    told = _told_signed(signature, remark) if signature else Text("", "")
    casework.note(
        session, complaint, actor, Action.APPROVE, now=now, reason=remark,
        detail={"zh": told.zh, "en": told.en},
    )  # fmt: skip
    opened = complaint.round
    if opened is None or signature is None:
        raise IllegalTransitionError(complaint.status, Action.APPROVE)
    checklists.require_gates(session, complaint)
    opened.given.append(
        _given(complaint, opened, actor, Verdict.APPROVE, now, signature=signature, reason=remark)
    )
    session.flush()  # the table refuses what the rule let through
    signers.tell_next(session, complaint, opened, now=now)
    return signature


def next_signature(complaint: Complaint, actor: Actor) -> Approval | None:
    """Return which signature *actor* would give; None if there is none to give."""
    opened = complaint.round
    if opened is None:
        return None
    return signature_for(opened.missing, actor.role, actor.staff_id or 0, opened.involved)


def send_back(
    session: Session,
    complaint: Complaint,
    actor: Actor,
    *,
    reason: str,
    office: Office,
    now: datetime,
) -> None:
    """Send the findings back with a reason: every signature of the round lapses."""
    opened = complaint.round
    lapsed = len(opened.signed) if opened else 0
    casework.advance(
        session, complaint, actor, Action.SEND_BACK, office=office, now=now, reason=reason,
        detail=_told_sent_back(reason, lapsed),
    )  # fmt: skip
    if opened is None:
        return
    opened.given.append(_given(complaint, opened, actor, Verdict.SEND_BACK, now, reason=reason))
    opened.ended, opened.ended_at = RoundEnd.SENT_BACK, now


def _given(
    complaint: Complaint,
    opened: ApprovalRound,
    actor: Actor,
    verdict: Verdict,
    now: datetime,
    *,
    signature: Approval | None = None,
    reason: str = "",
) -> GivenApproval:
    return GivenApproval(
        complaint_id=complaint.id,
        round_id=opened.id,
        opened_by_id=opened.opened_by_id,
        verdict=verdict,
        signature=signature,
        role=actor.role,
        staff_id=actor.staff_id or 0,
        at=now,
        reason=reason,
    )


def _told_submitted(results: Sequence[Reached]) -> dict[str, Any]:
    reached = [each.outcome for each in results]
    severity, needed = outcomes.gravest(results), case_approvals(reached)
    zh = f"{severity.text.zh}；须{'、'.join(each.text.zh for each in needed)}"
    en = f"{severity.text.en}; needs: {', '.join(each.text.en for each in needed)}"
    return {"detail": {"severity": severity.value, "zh": zh, "en": en}}


def _told_signed(signature: Approval, remark: str) -> Text:
    more = (f"：{remark}", f": {remark}") if remark else ("", "")
    return Text(f"{signature.text.zh}{more[0]}", f"{signature.text.en}{more[1]}")


def _told_sent_back(reason: str, lapsed: int) -> dict[str, Any]:
    if not lapsed:
        return {}
    return {
        "zh": f"{reason}（本轮已有 {lapsed} 项批准随之失效）",
        "en": f"{reason} (signatures that lapsed with it: {lapsed})",
    }
