"""A review is asked for in time, done by somebody else, and its result is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.second_investigator import SecondInvestigator
from portal.services import casework, reviews
from portal.services.office import Office
from portal.services.reviews import ReviewTooLateError
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life

LATER = NOW + timedelta(days=10)
PARTS = (
    Action.DECLINE, Action.TRANSFER, Action.REPORT_BACK, Action.PROPOSE_FINDINGS, Action.OVERRIDE,
    Action.CONCUR, Action.SUBMIT, Action.APPROVE, Action.SEND_BACK, Action.DECIDE,
    Action.CONCLUDE_REVIEW, Action.REOPEN, Action.ACCEPT, Action.INVESTIGATE, Action.SCREEN,
    Action.ANSWER_GATE,
)  # fmt: skip


@pytest.fixture
def declined(session: Session, make: Make, office: Office) -> Complaint:
    """A complaint refused on 21 September; a review can be asked for until 21 October."""
    complaint = make.assigned()
    actor = holder(session, complaint)
    casework.decline(session, complaint, actor, code="N1", reason="", office=office, now=NOW)
    return complaint


@pytest.fixture
def reviewer(make: Make) -> Actor:
    return make.staff(Role.SUPERIOR).as_actor()


def ask(session: Session, complaint: Complaint, office: Office, days: int = 10) -> None:
    citizen = Actor.complainant(complaint.id)
    at = NOW + timedelta(days=days)
    reviews.ask_review(session, complaint, citizen, "不服。", office=office, now=at)


def conclude(
    session: Session, complaint: Complaint, actor: Actor, office: Office, *, stands: bool = True
) -> None:
    complaint.assignee_id = actor.staff_id
    reviews.conclude_review(
        session, complaint, actor, stands=stands, reason="已复查。", office=office, now=LATER
    )


def results_owed(session: Session) -> int:
    letters = session.scalars(select(OutboxRow.payload["letter"].astext)).all()
    return letters.count("review_result")


def test_the_first_review_is_followed_by_a_second_and_no_third(
    session: Session, declined: Complaint, reviewer: Actor, make: Make, office: Office
) -> None:
    ask(session, declined, office)
    conclude(session, declined, reviewer, office)
    ask(session, declined, office, days=12)
    conclude(session, declined, make.staff(Role.SUPERIOR).as_actor(), office)

    with pytest.raises(ForbiddenError):
        ask(session, declined, office, days=13)
    log = session.scalars(select(CaseLog.action).order_by(CaseLog.id)).all()
    assert [action for action in log if action != "reassign"][-4:] == [
        "ask_review", "conclude_review", "ask_second_review", "conclude_second_review",
    ]  # fmt: skip
    assert results_owed(session) == 1  # both were concluded at the same instant


def test_a_decision_set_aside_is_handled_anew(
    session: Session, declined: Complaint, reviewer: Actor, office: Office
) -> None:
    ask(session, declined, office)

    conclude(session, declined, reviewer, office, stands=False)

    assert declined.status is Status.ACCEPTED
    assert results_owed(session) == 1


def test_on_the_last_day_it_is_not_too_late(
    session: Session, declined: Complaint, office: Office
) -> None:
    ask(session, declined, office, days=30)

    assert declined.status is Status.UNDER_REVIEW


def test_a_day_later_it_is(session: Session, declined: Complaint, office: Office) -> None:
    with pytest.raises(ReviewTooLateError, match="2026-10-21"):
        ask(session, declined, office, days=31)

    assert declined.status is Status.DECLINED


def test_only_the_complainant_asks(session: Session, declined: Complaint, office: Office) -> None:
    with pytest.raises(ForbiddenError):
        reviews.ask_review(
            session, declined, Actor.complainant(declined.id + 1), "不服。", office=office, now=NOW
        )


def test_it_goes_to_somebody_who_had_no_part_though_they_have_more_to_do(
    session: Session, declined: Complaint, make: Make, office: Office
) -> None:
    before = declined.assignee_id
    other = make.staff()
    make.assigned().assignee_id = other.id

    ask(session, declined, office)

    assert declined.assignee_id == other.id != before


@pytest.mark.parametrize("stands", [True, False])
def test_who_refused_does_not_review(
    session: Session, declined: Complaint, office: Office, *, stands: bool
) -> None:
    ask(session, declined, office)

    with pytest.raises(ForbiddenError):
        conclude(session, declined, holder(session, declined), office, stands=stands)


def test_who_reviewed_does_not_review_again(
    session: Session, declined: Complaint, reviewer: Actor, make: Make, office: Office
) -> None:
    ask(session, declined, office)
    conclude(session, declined, reviewer, office)
    ask(session, declined, office, days=12)

    with pytest.raises(ForbiddenError):
        conclude(session, declined, reviewer, office)
    conclude(session, declined, make.staff(Role.SUPERIOR).as_actor(), office)


def test_who_set_a_decision_aside_does_not_review_what_followed(
    session: Session, declined: Complaint, reviewer: Actor, make: Make, office: Office
) -> None:
    ask(session, declined, office)
    conclude(session, declined, reviewer, office, stands=False)
    anew = Life(session, declined, office, LATER)
    declined.assignee_id = make.staff().id
    anew.take(Action.TRANSFER)
    anew.take(Action.REPORT_BACK)
    ask(session, declined, office, days=12)

    with pytest.raises(ForbiddenError):
        conclude(session, declined, reviewer, office)


@pytest.mark.parametrize("action", PARTS)
def test_whoever_judged_is_known_while_it_is_under_review_and_only_then(
    session: Session, declined: Complaint, make: Make, office: Office, action: Action
) -> None:
    other, idle = make.staff(Role.AUDITOR).id, make.staff(Role.AUDITOR).id
    for staff_id, done in ((other, action), (idle, Action.ADD_NOTE)):
        session.add(
            CaseLog(
                complaint_id=declined.id, at=NOW, role=Role.OFFICER, staff_id=staff_id,
                action=done.value, to_status=declined.status,
            )
        )  # fmt: skip
    assert declined.as_case().judges == frozenset()

    ask(session, declined, office)

    assert declined.as_case().judges == {declined.assignee_id, other}


def test_whoever_was_named_to_investigate_beside_the_first_does_not_review(
    session: Session, declined: Complaint, make: Make, office: Office
) -> None:
    named, replaced = make.staff(), make.staff()
    for who, ended_at in ((named, None), (replaced, NOW)):
        session.add(
            SecondInvestigator(
                complaint_id=declined.id, staff_id=who.id, reason="熟悉", named_by=named.id,
                at=NOW, ended_at=ended_at,
            )
        )  # fmt: skip
    free = make.staff(Role.SUPERVISOR)

    ask(session, declined, office)

    assert declined.assignee_id == free.id
    for who in (named, replaced):
        with pytest.raises(ForbiddenError):
            conclude(session, declined, who.as_actor(), office)


def test_what_is_judged_after_the_log_was_read_counts_too(
    session: Session, declined: Complaint, reviewer: Actor, office: Office
) -> None:
    ask(session, declined, office)
    before = declined.as_case().judges
    conclude(session, declined, reviewer, office)

    ask(session, declined, office, days=12)

    assert declined.as_case().judges - before == {reviewer.staff_id}
