"""How what leads to a decision is done by the services: found, changed, signed, decided."""

from datetime import timedelta

from sqlalchemy import select

from portal.domain.origin import OriginKind
from portal.domain.severity import Modifier, Severity
from portal.domain.statuses import Status
from portal.models.allegation import Allegation
from portal.models.staff import Staff
from portal.services import (
    approvals,
    decisions,
    findings,
    gates,
    origins,
    overrides,
    second_investigators,
)
from portal.services.gates import Reply
from portal.services.origins import FromElsewhere
from portal.services.overrides import Proposal
from portal.services.second_investigators import Choice
from tests.fulfilling import fulfil
from tests.lives import ORDINARY, established
from tests.stateful.deed import WHY, Deed, plainly


def propose(deed: Deed) -> None:
    """Find every point so."""
    points = established(deed.session, deed.complaint)
    findings.propose(
        deed.session, deed.complaint, deed.actor, points, office=deed.office, now=deed.now
    )


def submit(deed: Deed) -> None:
    """Put it up for signature, once everything is done that the checklist asks."""
    if deed.complaint.status is Status.FINDINGS_PROPOSED:
        fulfil(deed.session, deed.complaint)
    approvals.submit(
        deed.session, deed.complaint, deed.actor, competence=ORDINARY,
        office=deed.office, now=deed.now,
    )  # fmt: skip


def approve(deed: Deed) -> None:
    """Sign it."""
    approvals.approve(deed.session, deed.complaint, deed.actor, now=deed.now)


def send_back(deed: Deed) -> None:
    """Send it back."""
    approvals.send_back(
        deed.session, deed.complaint, deed.actor, reason=WHY, office=deed.office, now=deed.now
    )


def override(deed: Deed) -> None:
    """Propose another outcome for one point, with anybody at all as the second person."""
    points = deed.session.scalars(
        select(Allegation.id).where(Allegation.complaint_id == deed.complaint.id)
    ).all()
    staff = deed.session.scalars(select(Staff.id).order_by(Staff.id)).all()
    proposal = Proposal(
        points[deed.pick % len(points)], list(Severity)[deed.pick % len(Severity)],
        list(Modifier)[deed.pick % len(Modifier)], WHY, "6.13", staff[deed.pick % len(staff)],
    )  # fmt: skip
    if deed.complaint.status is not Status.FINDINGS_PROPOSED:
        plainly(deed)
        return
    overrides.propose(deed.session, deed.complaint, deed.actor, proposal, now=deed.now)


def concur(deed: Deed) -> None:
    """Agree to it, or not."""
    overrides.answer(
        deed.session, deed.complaint, deed.actor,
        agreed=bool(deed.pick % 2), reason=WHY, now=deed.now,
    )  # fmt: skip


def set_origin(deed: Deed) -> None:
    """Say that it came from above."""
    kind = list(OriginKind)[deed.pick % len(OriginKind)]
    day = (deed.now + timedelta(days=deed.pick % 9)).date() if deed.pick % 3 else None
    item = FromElsewhere(kind, "区政府办 12 号", WHY, day)
    origins.mark(deed.session, deed.complaint, deed.actor, item, office=deed.office, now=deed.now)


def decide(deed: Deed) -> None:
    """Decide as signed."""
    decisions.decide(
        deed.session, deed.complaint, deed.actor, summary=WHY, office=deed.office, now=deed.now
    )


def name_second(deed: Deed) -> None:
    """Name anybody at all as the second investigator."""
    staff = deed.session.scalars(select(Staff.id).order_by(Staff.id)).all()
    choice = Choice(staff[deed.pick % len(staff)], WHY)
    second_investigators.name(deed.session, deed.complaint, deed.actor, choice, now=deed.now)


def answer_gate(deed: Deed) -> None:
    """Say what is asked first by a gate of that kind, now and then that there is a clue."""
    asked = [
        each
        for each in gates.asked(deed.session, deed.complaint)
        if gates.action_for(each.gate) is deed.action
    ]
    if not asked:
        plainly(deed)
        return
    one = asked[deed.pick % len(asked)]
    reply = Reply(one.finding.id, one.gate, WHY, clue=deed.pick % 7 == 0)
    gates.answer(deed.session, deed.complaint, deed.actor, reply, office=deed.office, now=deed.now)
