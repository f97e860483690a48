"""How each action is taken by the services, for a test that takes them all."""

from collections.abc import Callable, Mapping

from sqlalchemy import select, update

from portal.domain.assignment import NobodyLeftError
from portal.domain.clock import AnswerClass, ExtensionError
from portal.domain.declining import DeclineCode
from portal.domain.lifecycle import Action, IllegalTransitionError
from portal.domain.permissions import ForbiddenError, Role
from portal.domain.severity.override import OverrideError
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.services import (
    assignment,
    casework,
    closing,
    extensions,
    hand_backs,
    reassignment,
    recusals,
    reviews,
)
from portal.services.approvals import CompetenceError, OverrideWaitsError
from portal.services.checklists import ChecklistError
from portal.services.closing import NotCarriedOutError
from portal.services.findings import MissingFindingError
from portal.services.hand_backs import (
    AlreadyHandedBackError,
    NothingHandedBackError,
    TooLateError,
)
from portal.services.origins import DayError
from portal.services.reassignment import Handover, UnsuitableError
from portal.services.reviews import ReviewTooLateError
from tests.lives import Life
from tests.stateful import deciding_deeds
from tests.stateful.deed import WHY, Deed, plainly

REFUSALS = (ForbiddenError, IllegalTransitionError)
"""Refused because of who asks, or of where the complaint stands."""
FAILURES = (
    AlreadyHandedBackError, ChecklistError, CompetenceError, DayError, ExtensionError,
    OverrideError, OverrideWaitsError, MissingFindingError, NobodyLeftError, NotCarriedOutError,
    NothingHandedBackError, ReviewTooLateError, TooLateError, UnsuitableError,
)  # fmt: skip
"""Refused for another reason, though this person could take this step."""


def assign(deed: Deed) -> None:
    """Let the rules choose; for anybody but the system there is no such service."""
    if deed.actor.role is not Role.SYSTEM or deed.complaint.assignee_id:
        plainly(deed)
    else:
        assignment.assign(deed.session, deed.complaint.id, office=deed.office, now=deed.now)


def reassign(deed: Deed) -> None:
    """Give it to anybody at all."""
    staff = deed.session.scalars(select(Staff.id).order_by(Staff.id)).all()
    handover = Handover(staff[deed.pick % len(staff)], WHY)
    reassignment.reassign(
        deed.session, deed.complaint, deed.actor, handover, office=deed.office, now=deed.now
    )


def accept(deed: Deed) -> None:
    """Take it up."""
    casework.accept(deed.session, deed.complaint, deed.actor, office=deed.office, now=deed.now)


def decline(deed: Deed) -> None:
    """Refuse it for one of the reasons there are."""
    code = list(DeclineCode)[deed.pick % len(DeclineCode)]
    casework.decline(
        deed.session, deed.complaint, deed.actor,
        code=code, reason=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def ask_clarification(deed: Deed) -> None:
    """Ask the complainant."""
    casework.ask_clarification(
        deed.session, deed.complaint, deed.actor, WHY, office=deed.office, now=deed.now
    )


def clarify(deed: Deed) -> None:
    """Answer the office."""
    casework.clarify(
        deed.session, deed.complaint, deed.actor, WHY, office=deed.office, now=deed.now
    )


def transfer(deed: Deed) -> None:
    """Pass it on to another body."""
    casework.transfer(
        deed.session, deed.complaint, deed.actor,
        target="区信访局", reason=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def close(deed: Deed) -> None:
    """Carry it out and look whether it can be closed; what is not decided is left as it is."""
    if deed.actor.role is not Role.SYSTEM or deed.complaint.status != "decided":
        plainly(deed)
        return
    owed = update(OutboxRow).where(OutboxRow.complaint_id == deed.complaint.id)
    deed.session.execute(owed.values(done_at=deed.now))
    if deed.pick % 2:
        Life(deed.session, deed.complaint, deed.office, deed.now).carry_out()
    closing.close(deed.session, deed.complaint.id, office=deed.office, now=deed.now)


def ask_review(deed: Deed) -> None:
    """Ask for the review of that number; the service knows which one it is."""
    second = deed.action is Action.ASK_SECOND_REVIEW
    if second is not bool(deed.complaint.reviews):
        plainly(deed)
        return
    reviews.ask_review(
        deed.session, deed.complaint, deed.actor, WHY, office=deed.office, now=deed.now
    )


def conclude_review(deed: Deed) -> None:
    """Conclude the review of that number, or set the decision aside."""
    second = deed.action is Action.CONCLUDE_SECOND_REVIEW
    if deed.action is not Action.REOPEN and second is not (deed.complaint.reviews > 1):
        plainly(deed)
        return
    reviews.conclude_review(
        deed.session, deed.complaint, deed.actor,
        stands=deed.action is not Action.REOPEN, reason=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def recuse(deed: Deed) -> None:
    """Step back; whoever is not of the staff has no service for it."""
    if deed.actor.staff_id is None:
        plainly(deed)
        return
    recusals.recuse(
        deed.session, deed.complaint, deed.actor, reason=WHY, office=deed.office, now=deed.now
    )


def hand_back(deed: Deed) -> None:
    """Say that it is not theirs."""
    hand_backs.hand_back(
        deed.session, deed.complaint, deed.actor, reason=WHY, office=deed.office, now=deed.now
    )


def decide_hand_back(deed: Deed) -> None:
    """Grant it or not."""
    hand_backs.decide(
        deed.session, deed.complaint, deed.actor,
        granted=bool(deed.pick % 2), answer=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def set_class(deed: Deed) -> None:
    """Say how much work it is."""
    answer = list(AnswerClass)[deed.pick % len(AnswerClass)]
    extensions.set_class(
        deed.session, deed.complaint, deed.actor, answer, office=deed.office, now=deed.now
    )


def extend(deed: Deed) -> None:
    """Give it more time."""
    extensions.extend(
        deed.session, deed.complaint, deed.actor,
        days=deed.pick % 32, reason=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def ask_extension(deed: Deed) -> None:
    """Ask for more time."""
    extensions.ask(
        deed.session, deed.complaint, deed.actor,
        days=deed.pick % 32, reason=WHY, office=deed.office, now=deed.now,
    )  # fmt: skip


def refuse_extension(deed: Deed) -> None:
    """Refuse it."""
    extensions.refuse(deed.session, deed.complaint, deed.actor, reason=WHY, now=deed.now)


def withdraw(deed: Deed) -> None:
    """Take it back."""
    casework.withdraw(
        deed.session, deed.complaint, deed.actor, reason=WHY, office=deed.office, now=deed.now
    )


DEEDS: Mapping[Action, Callable[[Deed], None]] = {
    Action.ASSIGN: assign,
    Action.REASSIGN: reassign,
    Action.ACCEPT: accept,
    Action.DECLINE: decline,
    Action.ASK_CLARIFICATION: ask_clarification,
    Action.CLARIFY: clarify,
    Action.TRANSFER: transfer,
    Action.PROPOSE_FINDINGS: deciding_deeds.propose,
    Action.OVERRIDE: deciding_deeds.override,
    Action.CONCUR: deciding_deeds.concur,
    Action.SUBMIT: deciding_deeds.submit,
    Action.APPROVE: deciding_deeds.approve,
    Action.SEND_BACK: deciding_deeds.send_back,
    Action.NAME_SECOND: deciding_deeds.name_second,
    Action.ANSWER_GATE: deciding_deeds.answer_gate,
    Action.SCREEN: deciding_deeds.answer_gate,
    Action.SET_ORIGIN: deciding_deeds.set_origin,
    Action.DECIDE: deciding_deeds.decide,
    Action.DELIVER: close,
    Action.CLOSE: close,
    Action.ASK_REVIEW: ask_review,
    Action.ASK_SECOND_REVIEW: ask_review,
    Action.CONCLUDE_REVIEW: conclude_review,
    Action.CONCLUDE_SECOND_REVIEW: conclude_review,
    Action.REOPEN: conclude_review,
    Action.RECUSE: recuse,
    Action.HAND_BACK: hand_back,
    Action.DECIDE_HAND_BACK: decide_hand_back,
    Action.SET_CLASS: set_class,
    Action.ASK_EXTENSION: ask_extension,
    Action.EXTEND: extend,
    Action.REFUSE_EXTENSION: refuse_extension,
    Action.WITHDRAW: withdraw,
}
"""Whatever is not listed is taken plainly."""


def do(deed: Deed) -> None:
    """Take one action."""
    DEEDS.get(deed.action, plainly)(deed)
