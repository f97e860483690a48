"""Leading a complaint to a status, for tests: by the services, as the people whose work it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, Role
from portal.domain.person_measures import Form, needs_form
from portal.domain.referral import Clue, Standing
from portal.domain.routing import Band
from portal.domain.severity import Finding as Inputs
from portal.domain.severity import Verified
from portal.domain.severity.responsible import Competence
from portal.models.allegation import Allegation
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import (
    approvals,
    casework,
    closing,
    decisions,
    findings,
    person_measures,
    referrals,
    signers,
)
from portal.services.findings import Established
from portal.services.office import Office
from portal.services.person_measures import Proof
from portal.services.referrals import Sending
from tests.factories import NOW, Make
from tests.fulfilling import fulfil

SIGNING = (Role.SUPERVISOR, Role.DIRECTOR, *[Role.SUPERIOR] * 3)
ORDINARY = Competence(Clue.DUTY_CRIME, Standing.OFFICIAL)
NUMBERS = count(1)


@dataclass
class Life:
    """One complaint on its way; each step is taken by whoever holds it."""

    session: Session
    complaint: Complaint
    office: Office
    now: datetime = NOW

    @property
    def holder(self) -> Actor:
        """Return who holds the complaint."""
        return self.session.get_one(Staff, self.complaint.assignee_id).as_actor()

    def take(self, action: Action, actor: Actor | None = None) -> None:
        """Take a step that needs nothing but its reason."""
        casework.advance(
            self.session, self.complaint, actor or self.holder, action,
            office=self.office, now=self.now, reason="因为",
        )  # fmt: skip
        self.session.flush()

    def accept(self) -> None:
        """Take the complaint up."""
        casework.accept(self.session, self.complaint, self.holder, office=self.office, now=self.now)

    def decline(self) -> None:
        """Refuse the complaint."""
        casework.decline(
            self.session, self.complaint, self.holder,
            code="N1", reason="不属于受理范围", office=self.office, now=self.now,
        )  # fmt: skip

    def ask(self) -> None:
        """Ask the complainant a question."""
        casework.ask_clarification(
            self.session, self.complaint, self.holder, "因为", office=self.office, now=self.now
        )

    def find(self) -> None:
        """Propose a finding on each point: it is so."""
        findings.propose(
            self.session, self.complaint, self.holder, established(self.session, self.complaint),
            office=self.office, now=self.now,
        )  # fmt: skip

    def submit(self) -> None:
        """Put it up for signature; who could sign is made where they are missing."""
        for role in SIGNING:
            if self._could_be_signed():
                break
            self.session.add(signer(role))
            self.session.flush()
        fulfil(self.session, self.complaint)
        approvals.submit(
            self.session, self.complaint, self.holder, competence=ORDINARY,
            office=self.office, now=self.now,
        )  # fmt: skip

    def _could_be_signed(self) -> bool:
        draft = approvals.drafted(self.session, self.complaint, self.holder, now=self.now)
        found = signers.who_signs(self.session, self.complaint, draft, now=self.now)
        return all(found.values())

    def approve(self) -> None:
        """Give every signature that is missing, each by who should."""
        while self.complaint.round and self.complaint.round.missing:
            found = signers.who_signs(
                self.session, self.complaint, self.complaint.round, now=self.now
            )
            who = next(each for each in found.values() if each)
            actor = self.session.get_one(Staff, who.staff_id).as_actor()
            approvals.approve(self.session, self.complaint, actor, now=self.now)

    def decide(self) -> None:
        """Decide as signed; what was only just found is put up and signed first."""
        if self.complaint.status is Status.FINDINGS_PROPOSED:
            self.submit()
            self.approve()
        decisions.decide(
            self.session, self.complaint, self.holder,
            summary="已纠正", office=self.office, now=self.now,
        )  # fmt: skip

    def close(self) -> None:
        """Carry out what was decided, deliver it, and close it as if nobody could dispute it."""
        self.carry_out()
        self.deliver()
        if self.complaint.status is Status.DECIDED:
            self.take(Action.CLOSE, Actor.system())

    def deliver(self) -> None:
        """Let the outcome be out."""
        done = update(OutboxRow).where(OutboxRow.complaint_id == self.complaint.id)
        self.session.execute(done.values(done_at=self.now))
        closing.close(self.session, self.complaint.id, office=self.office, now=self.now)

    def carry_out(self) -> None:
        """Send what is to be sent, and prove the rest."""
        for measure, body in referrals.to_send(self.session, self.complaint.id):
            sending = Sending(measure, body, self.now, "收 1", "0")
            referrals.send(
                self.session, self.complaint, self.holder, sending, office=self.office, now=self.now
            )
        today = self.now.astimezone(self.office.zone).date()
        for row in person_measures.left(self.session, self.complaint.id):
            form = Form.WRITTEN if needs_form(row.measure) else None
            person_measures.prove(
                self.session, self.complaint, self.holder, row.id, Proof(today, "附卷", form),
                office=self.office, now=self.now,
            )  # fmt: skip

    def as_complainant(self, action: Action) -> None:
        """Take a step that is the complainant's."""
        self.take(action, Actor.complainant(self.complaint.id))


def signer(role: Role) -> Staff:
    """Return a new member of staff who can sign."""
    name = f"signing_{role}_{next(NUMBERS)}"
    return Staff(
        username=name, name=name, email=f"{name}@office.example", role=role, tier=Band.STANDARD,
        password_hash="", second_factor=False, created_at=NOW,
    )  # fmt: skip


def established(session: Session, complaint: Complaint) -> list[Established]:
    """Return a finding on each point: it is so."""
    points = session.scalars(
        select(Allegation).where(Allegation.complaint_id == complaint.id).order_by(Allegation.id)
    )
    return [
        Established(point.id, Inputs(point.category, verified=Verified.YES), "属实")
        for point in points
    ]


def plainly(action: Action) -> Callable[[Life], None]:
    """Return the step that is one plain *action* of the holder."""
    return lambda life: life.take(action)


STEPS: Mapping[str, Callable[[Life], None]] = {
    "accept": Life.accept,
    "decline": Life.decline,
    "find": Life.find,
    "decide": Life.decide,
    "close": Life.close,
    "ask": Life.ask,
    "transfer": plainly(Action.TRANSFER),
    "investigate": plainly(Action.INVESTIGATE),
    "submit": Life.submit,
    "approve": Life.approve,
    "withdraw": lambda life: life.as_complainant(Action.WITHDRAW),
    "ask_review": lambda life: life.as_complainant(Action.ASK_REVIEW),
}
FOUND = ("accept", "investigate", "find")
SIGNED = (*FOUND, "submit", "approve")
ROADS: Mapping[Status, Sequence[str]] = {
    Status.ASSIGNED: (),
    Status.CLARIFICATION: ("ask",),
    Status.DECLINED: ("decline",),
    Status.ACCEPTED: ("accept",),
    Status.TRANSFERRED: ("transfer",),
    Status.WITHDRAWN: ("withdraw",),
    Status.INVESTIGATING: ("accept", "investigate"),
    Status.FINDINGS_PROPOSED: FOUND,
    Status.AWAITING_APPROVAL: (*FOUND, "submit"),
    Status.DECIDED: (*SIGNED, "decide"),
    Status.CLOSED: (*SIGNED, "decide", "close"),
    Status.UNDER_REVIEW: (*SIGNED, "decide", "close", "ask_review"),
}


def lead_to(
    session: Session,
    make: Make,
    status: Status,
    *,
    office: Office,
    now: datetime = NOW,
    **changes: Any,
) -> Complaint:
    """Return a complaint that has come to *status* by the shortest road, all of it *now*."""
    if status is Status.RECEIVED:
        return make.complaint(now=now, **changes)
    life = Life(session, make.assigned(now=now, **changes), office, now)
    for step in ROADS[status]:
        STEPS[step](life)
        session.flush()
    return life.complaint
