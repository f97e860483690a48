"""The clocks of a complaint in its tables: stopped, lengthened, ended, and the next one known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.clock import (
    CLOCKS,
    PUBLISHED,
    ClockKind,
    Extension,
    ExtensionError,
    Limit,
    TollingCause,
    due,
)
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.services import clocks
from portal.services.clocks import promised
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.lives import Life, lead_to

K = ClockKind
DAY = timedelta(days=1)
TODAY = date(2026, 9, 21)
FILED_LIMIT = date(2026, 9, 29)  # five working days: the 25th is a holiday


def test_while_the_complainant_is_waited_for_the_clock_stands_still(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLARIFICATION, office=office)
    assert complaint.next_due_on == date(2026, 9, 29)

    clocks.reckon(session, complaint, office=office, now=NOW + 2 * DAY)
    assert complaint.next_due_on == date(2026, 10, 8)

    Life(session, complaint, office, NOW + 3 * DAY).as_complainant(Action.CLARIFY)
    assert complaint.next_due_on == date(2026, 10, 9)

    clocks.reckon(session, complaint, office=office, now=NOW + 9 * DAY)
    assert complaint.next_due_on == date(2026, 10, 9)
    period = session.scalars(select(ClockTolling)).one()
    assert (period.first_on, period.last_on) == (TODAY, TODAY + 3 * DAY)
    assert period.cause is TollingCause.COMPLAINANT


def test_a_question_answered_the_same_day_costs_that_day_alone(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLARIFICATION, office=office, now=NOW + DAY)
    assert complaint.next_due_on == date(2026, 9, 30)

    Life(session, complaint, office, NOW + DAY).as_complainant(Action.CLARIFY)

    period = session.scalars(select(ClockTolling)).one()
    assert period.first_on == period.last_on == TODAY + DAY


def test_periods_that_overlap_count_once(session: Session, make: Make, office: Office) -> None:
    complaint = lead_to(session, make, Status.ACCEPTED, office=office)

    for first, last, cause in (
        (1, 10, TollingCause.HEARING),
        (5, 12, TollingCause.EXPERT),
        (3, 4, TollingCause.EXPERT),
    ):
        clocks.toll(
            session, complaint, cause, "委托书", first_on=TODAY + first * DAY, now=NOW,
            last_on=TODAY + last * DAY,
        )  # fmt: skip
    clocks.reckon(session, complaint, office=office, now=NOW)

    assert complaint.next_due_on == date(2026, 10, 21) + 12 * DAY


def test_an_end_that_lies_before_the_beginning_is_the_beginning(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLARIFICATION, office=office)
    session.execute(update(ClockTolling).values(first_on=TODAY + 5 * DAY))

    Life(session, complaint, office, NOW + DAY).as_complainant(Action.CLARIFY)

    period = session.scalars(select(ClockTolling)).one()
    assert period.last_on == period.first_on == TODAY + 5 * DAY


def test_a_clock_that_may_not_stand_still_does_not(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office)
    before = complaint.next_due_on

    clocks.toll(
        session,
        complaint,
        TollingCause.HEARING,
        "通知",
        first_on=TODAY,
        now=NOW,
        last_on=TODAY + DAY,
    )
    clocks.reckon(session, complaint, office=office, now=NOW)

    assert complaint.next_due_on == before == date(2026, 9, 29)


def test_the_next_deadline_is_the_duty_that_runs_out_first(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.ACCEPTED, office=office)

    clue = clocks.start(session, complaint, K.CRIME_CLUE_DECISION, now=NOW)
    clocks.start(session, complaint, K.DEFENCE, now=NOW)
    clocks.start(session, complaint, K.ASSIGNED_AS_SET, now=NOW, limit=date(2026, 9, 23))
    clocks.start(session, complaint, K.SUBORDINATE_REQUEST, now=NOW, limit=Limit.parse("24h"))
    clocks.reckon(session, complaint, office=office, now=NOW)

    due_on = {row.kind: row.due_on for row in clocks.rows(session, complaint) if row.running}
    assert due_on == {
        K.SUBORDINATE_REQUEST: date(2026, 9, 22),
        K.ASSIGNED_AS_SET: date(2026, 9, 23),
        K.CRIME_CLUE_DECISION: date(2026, 9, 24),
        K.DEFENCE: date(2026, 9, 29),
        K.ANSWER_GENERAL: date(2026, 10, 21),
    }
    for kind in (K.SUBORDINATE_REQUEST, K.ASSIGNED_AS_SET, K.CRIME_CLUE_DECISION, K.ANSWER_GENERAL):
        assert (complaint.next_due_on, complaint.next_due_kind) == (due_on[kind], kind)
        done = update(RunningClock).where(RunningClock.kind == kind)
        session.execute(done.values(finished_at=NOW))
        if kind is not K.ANSWER_GENERAL:
            clocks.reckon(session, complaint, office=office, now=NOW)
    assert not clue.running


def test_of_two_duties_on_one_day_the_same_one_always_comes_first(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.ACCEPTED, office=office)
    day = date(2026, 10, 21)

    for kind in (K.SUBORDINATE_REQUEST, K.ASSIGNED, K.PROPOSAL):
        clocks.start(session, complaint, kind, now=NOW, limit=day)
    clocks.reckon(session, complaint, office=office, now=NOW)

    assert (complaint.next_due_on, complaint.next_due_kind) == (day, K.ANSWER_GENERAL)


def test_one_clock_of_a_kind_runs_at_a_time(session: Session, make: Make) -> None:
    complaint = make.assigned()

    clocks.start(session, complaint, K.DECIDE_ACCEPTANCE, now=NOW)

    with pytest.raises(IntegrityError, match="uq_clock_running_kind"):
        session.flush()


def test_a_clock_without_a_length_says_so(session: Session, make: Make, office: Office) -> None:
    complaint = make.assigned()

    with pytest.raises(ValueError, match="set case by case"):
        promised(session, K.ASSIGNED_AS_SET, TODAY, office=office, now=NOW)
    clocks.start(session, complaint, K.FIRST_INQUIRY_PROMISE, now=NOW)
    with pytest.raises(ValueError, match="has no limit"):
        clocks.reckon(session, complaint, office=office, now=NOW)


@pytest.mark.parametrize("kind", [kind for kind, rule in CLOCKS.items() if rule.limit])
def test_what_is_promised_is_what_the_clock_comes_to(
    session: Session, office: Office, kind: ClockKind
) -> None:
    limit = CLOCKS[kind].limit
    assert limit is not None

    for start in (TODAY, date(2026, 9, 24), date(2026, 12, 30)):
        expected = due(start, limit, PUBLISHED, zone=office.zone)
        assert promised(session, kind, start, office=office, now=NOW) == expected
        assert promised(session, kind, start, office=office, now=NOW) == expected


def test_a_day_is_the_offices_day(session: Session, make: Make, office: Office) -> None:
    just_before, just_after = (
        make.complaint(now=datetime(2026, 9, 21, hour, minute, tzinfo=UTC))
        for hour, minute in ((15, 59), (16, 0))
    )

    assert just_before.next_due_on == FILED_LIMIT
    assert just_after.next_due_on == FILED_LIMIT + DAY


def extension(days: int, *, by: int = 1, at: datetime = NOW) -> Extension:
    return Extension(days, "调阅档案", str(by), at)


def test_an_extension_moves_the_answer_once(session: Session, make: Make, office: Office) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office)

    clocks.extend(session, complaint, extension(30), office=office, now=NOW)

    row = next(row for row in clocks.rows(session, complaint) if row.running)
    assert complaint.next_due_on == row.due_on == date(2026, 11, 20)
    assert (row.extended_days, row.extended_reason, row.extended_by) == (30, "调阅档案", 1)
    with pytest.raises(ExtensionError, match="extended already"):
        clocks.extend(session, complaint, extension(1), office=office, now=NOW)
    assert complaint.next_due_on == date(2026, 11, 20)


@pytest.mark.parametrize("status", [Status.ASSIGNED, Status.DECIDED, Status.UNDER_REVIEW])
def test_where_no_answer_is_owed_there_is_nothing_to_extend(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    complaint = lead_to(session, make, status, office=office)

    with pytest.raises(ExtensionError, match="no answer is running"):
        clocks.extend(session, complaint, extension(5), office=office, now=NOW)


def test_an_answer_that_has_run_out_is_not_extended(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.ACCEPTED, office=office)
    late = datetime(2026, 10, 21, 16, tzinfo=UTC)  # 24:00 at the office

    with pytest.raises(ExtensionError, match="run out"):
        clocks.extend(session, complaint, extension(5, at=late), office=office, now=late)
    clocks.extend(session, complaint, extension(5, at=late - DAY), office=office, now=late - DAY)
    assert complaint.next_due_on == date(2026, 10, 26)


@pytest.mark.parametrize(
    "values",
    [
        {"extended_days": 31, "extended_reason": "x", "extended_by": 1, "extended_at": NOW},
        {"extended_days": 0, "extended_reason": "x", "extended_by": 1, "extended_at": NOW},
        {"extended_days": 5},
        {"finished_at": NOW, "dropped_at": NOW},
        {"limit_text": "5d", "set_on": TODAY},
    ],
    ids=str,
)
def test_the_database_refuses_a_crooked_clock(
    session: Session, make: Make, values: dict[str, object]
) -> None:
    make.assigned()

    with pytest.raises(IntegrityError):
        session.execute(update(RunningClock).values(values))


def test_a_clock_that_was_dropped_is_no_longer_told(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.WITHDRAWN, office=office)

    assert [row.kind for row in clocks.rows(session, complaint)] == [K.DECIDE_ACCEPTANCE]
    assert clocks.as_clocks(session, complaint, TODAY) == []


def test_reckoning_tells_whether_a_day_moved(session: Session, make: Make, office: Office) -> None:
    complaint = make.assigned()

    assert not clocks.reckon(session, complaint, office=office, now=NOW)
    session.execute(update(RunningClock).values(due_on=TODAY))
    session.expire_all()

    assert clocks.reckon(session, complaint, office=office, now=NOW)
    assert complaint.next_due_on == FILED_LIMIT


def test_a_complaint_without_a_duty_has_no_next_deadline(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLOSED, office=office)

    clocks.reckon(session, complaint, office=office, now=NOW + 90 * DAY)

    assert (complaint.next_due_on, complaint.next_due_kind) == (None, None)
    assert not complaint.next_due_provisional


def test_the_complainants_time_is_the_complainants_own(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLOSED, office=office)
    life = Life(session, complaint, office, NOW + 2 * DAY)

    life.take(Action.ASK_REVIEW, Actor.complainant(complaint.id))

    used, review = clocks.rows(session, complaint)[-2:]
    assert (used.kind, used.finished_at) == (K.REVIEW_REQUEST, NOW + 2 * DAY)
    assert (review.kind, complaint.next_due_on) == (K.REVIEW_DECISION, date(2026, 10, 23))
    assert session.get_one(Complaint, complaint.id).reviews == 1
