"""Ratings: once, after closing, by the complainant; a bad one by name is called back [8.4, 8.5]."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.clock import PUBLISHED
from portal.domain.filing import Identity
from portal.domain.lifecycle import Action, IllegalTransitionError, Status
from portal.domain.permissions import Actor, ForbiddenError, Role
from portal.domain.rating import CALL_BACK, PUT_RIGHT, Satisfaction, last_day
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.rating import Rating
from portal.queries import ratings as questions
from portal.services import ratings
from portal.services.office import Office
from portal.services.ratings import AlreadyRatedError
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, lead_to

GOOD, BAD = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED


def rate(
    session: Session,
    complaint: Complaint,
    handling: Satisfaction = GOOD,
    result: Satisfaction = GOOD,
    actor: Actor | None = None,
) -> None:
    ratings.rate(
        session, complaint, actor or Actor.complainant(complaint.id),
        handling=handling, result=result, comment="还行", now=NOW,
    )  # fmt: skip
    session.flush()


@pytest.fixture
def closed(session: Session, make: Make, office: Office) -> Complaint:
    return lead_to(session, make, Status.CLOSED, office=office)


def invitations(session: Session) -> int:
    letter = OutboxRow.payload["letter"].astext == "rating"
    return session.scalar(select(func.count()).select_from(OutboxRow).where(letter)) or 0


def test_handling_and_result_are_rated_apart_and_logged(
    session: Session, closed: Complaint
) -> None:
    rate(session, closed, Satisfaction.VERY_SATISFIED, Satisfaction.VERY_DISSATISFIED)

    found = questions.rating(session, closed.id)
    assert found is not None
    assert (found.handling.value, found.result.value) == ("very_satisfied", "very_dissatisfied")
    logged = session.scalars(select(CaseLog).where(CaseLog.action == Action.RATE)).one()
    assert logged.detail["result"] == "very_dissatisfied"
    assert "还行" not in str(logged.detail)


def test_nobody_rates_twice(session: Session, closed: Complaint) -> None:
    rate(session, closed)

    with pytest.raises(AlreadyRatedError, match=closed.reference):
        rate(session, closed)
    session.add(Rating(complaint_id=closed.id, handling=GOOD, result=GOOD, at=NOW))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(
    "status", [each for each in Status if each not in {Status.CLOSED, Status.RECEIVED}]
)
def test_only_what_is_closed_is_rated(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    make.staff(Role.SUPERVISOR)
    complaint = lead_to(session, make, status, office=office)

    with pytest.raises(IllegalTransitionError):
        rate(session, complaint)


def test_nobody_else_rates(session: Session, closed: Complaint) -> None:
    with pytest.raises(ForbiddenError):
        rate(session, closed, actor=holder(session, closed))
    with pytest.raises(ForbiddenError):
        rate(session, closed, actor=Actor.complainant(closed.id + 1))


@pytest.mark.parametrize(
    ("handling", "result", "anonymous", "waits"),
    [
        (GOOD, GOOD, False, False),
        (Satisfaction.BASICALLY_SATISFIED, GOOD, False, False),
        (BAD, GOOD, False, True),
        (GOOD, Satisfaction.VERY_DISSATISFIED, False, True),
        (BAD, BAD, True, False),
    ],
)
def test_who_answers_badly_by_name_waits_to_be_called_back(
    session: Session, make: Make, office: Office,
    handling: Satisfaction, result: Satisfaction, anonymous: bool, waits: bool,  # noqa: FBT001
) -> None:  # fmt: skip
    closed = lead_to(session, make, Status.CLOSED, office=office, anonymous=anonymous)
    rate(session, closed, handling, result)

    found = questions.rating(session, closed.id)

    assert found is not None
    assert found.waits is waits
    assert [each.reference for each in questions.waiting(session)] == [closed.reference] * waits


def test_the_days_are_counted_by_the_clock() -> None:
    rated_at = datetime(2026, 9, 30, 17, tzinfo=UTC)  # at the office a holiday has begun
    zone = ZoneInfo("Asia/Shanghai")

    days = [last_day(limit, rated_at, PUBLISHED, zone).due_on for limit in (CALL_BACK, PUT_RIGHT)]

    assert days[0] == date(2026, 10, 8)
    assert days[1] > days[0]


def test_a_call_back_is_noted_once(session: Session, closed: Complaint) -> None:
    rate(session, closed, BAD)
    who = holder(session, closed)

    ratings.call_back(session, closed, who, note="已致歉", now=NOW)
    session.flush()

    found = questions.rating(session, closed.id)
    assert found is not None
    assert (found.waits, found.call_back) == (False, "已致歉")
    assert questions.waiting(session) == ()
    with pytest.raises(IllegalTransitionError):
        ratings.call_back(session, closed, who, note="再次", now=NOW)


def test_nobody_is_called_back_for_a_good_rating(session: Session, closed: Complaint) -> None:
    with pytest.raises(IllegalTransitionError):
        ratings.call_back(session, closed, holder(session, closed), note="无", now=NOW)
    rate(session, closed)
    with pytest.raises(IllegalTransitionError):
        ratings.call_back(session, closed, holder(session, closed), note="无", now=NOW)


def test_closing_invites_to_rate_once(session: Session, make: Make, office: Office) -> None:
    make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    closed = lead_to(session, make, Status.UNDER_REVIEW, office=office)
    assert invitations(session) == 1
    reviewer = make.staff(Role.DIRECTOR)
    closed.assignee_id = reviewer.id

    Life(session, closed, office).take(Action.CONCLUDE_REVIEW)

    assert (closed.status, invitations(session)) == (Status.CLOSED, 1)


def test_nobody_is_invited_who_left_no_address(
    session: Session, make: Make, office: Office
) -> None:
    lead_to(
        session, make, Status.CLOSED, office=office, anonymous=True, identity=Identity("", "", "")
    )

    assert invitations(session) == 0


def test_demo_points_become_answers() -> None:
    assert [Satisfaction.of_points(points) for points in (5, 1)] == [
        Satisfaction.VERY_SATISFIED, Satisfaction.VERY_DISSATISFIED,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="1 to 5"):
        Satisfaction.of_points(0)
