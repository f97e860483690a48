"""Reckoning anew: a year is entered, the deadlines follow, and who was promised a day is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.clock import CalendarDay, ClockKind
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.extensions import db
from portal.models.case_log import CaseLog
from portal.models.clock import RunningClock
from portal.models.outbox import OutboxRow
from portal.services import calendars, clocks, reckoning
from portal.services.office import Office
from tests.factories import Make
from tests.lives import Life, lead_to

ADMIN = Actor(Role.ADMIN, 1, "管理员")
NOTICE = "关于2027年部分节假日安排的通知"
NEW_YEAR = Text("元旦", "New Year's Day")
FIRST = date(2027, 1, 1)  # a Friday
FILED = datetime(2026, 12, 29, 2, tzinfo=UTC)  # a Tuesday; five working days: 5 January
EARLY = datetime(2026, 12, 1, 2, tzinfo=UTC)  # five working days: 8 December
LATER = FILED + timedelta(hours=1)
HOLIDAY = CalendarDay(FIRST, False, NEW_YEAR, NOTICE)
MONDAY_OFF = CalendarDay(date(2027, 1, 4), False, NEW_YEAR, NOTICE)


@pytest.fixture(autouse=True)
def _read_afresh() -> Iterator[None]:
    """Nothing that these tests enter and never commit stays in mind."""
    yield
    calendars.kept.calendar = None


def publish(session: Session, *days: CalendarDay, now: datetime = LATER) -> None:
    calendars.publish(session, 2027, days, ADMIN, notice=NOTICE, now=now)


def reckon(session: Session, office: Office, now: datetime = LATER) -> list[int]:
    """Reckon batch after batch, as the workers do; return where each ended."""
    ends = list[int]()
    while (end := reckoning.reckon_all(session, after=ends[-1] if ends else 0,
                                       office=office, now=now)) is not None:  # fmt: skip
        ends.append(end)
        session.flush()
    return ends


def told(session: Session) -> list[int | None]:
    """Return the complaints about which a letter of a new date is owed, once for each letter."""
    letter = OutboxRow.payload["letter"].astext
    return list(session.scalars(select(OutboxRow.complaint_id).where(letter == "extended")))


def logged(session: Session) -> list[CaseLog]:
    return list(session.scalars(select(CaseLog).where(CaseLog.action == Action.RECKON)))


def test_a_year_entered_moves_a_provisional_deadline_logs_it_and_owes_a_letter(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=FILED)
    assert (complaint.next_due_on, complaint.next_due_provisional) == (date(2027, 1, 5), True)

    publish(session, HOLIDAY)
    reckon(session, office)

    assert (complaint.next_due_on, complaint.next_due_provisional) == (date(2027, 1, 6), False)
    row = session.scalars(select(RunningClock)).one()
    assert (row.due_on, row.provisional) == (date(2027, 1, 6), False)
    (entry,) = logged(session)
    assert (entry.role, entry.from_status, entry.to_status) == (
        Role.SYSTEM, Status.RECEIVED, Status.RECEIVED,
    )  # fmt: skip
    assert entry.detail["en"] == (
        "Calendar changed; decide whether to accept: 2027-01-05 → 2027-01-06"
    )
    assert told(session) == [complaint.id]


def test_a_deadline_that_becomes_firm_on_the_same_day_is_nobodys_news(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=FILED)

    publish(session, CalendarDay(date(2027, 2, 5), False, NEW_YEAR, NOTICE))
    reckon(session, office)

    assert (complaint.next_due_on, complaint.next_due_provisional) == (date(2027, 1, 5), False)
    assert (logged(session), told(session)) == ([], [])


def test_exactly_those_are_told_whose_promised_day_moved(
    session: Session, make: Make, office: Office
) -> None:
    moved = [make.complaint(now=FILED) for _ in range(2)]
    early = make.complaint(now=EARLY)
    finished = lead_to(session, make, Status.DECLINED, office=office, now=FILED)

    publish(session, HOLIDAY)
    reckon(session, office)

    assert sorted(told(session), key=int) == [complaint.id for complaint in moved]  # type: ignore[arg-type]
    assert early.next_due_on == date(2026, 12, 8)
    assert finished.next_due_on is None


def test_reckoning_twice_does_no_harm(session: Session, make: Make, office: Office) -> None:
    complaint = make.complaint(now=FILED)
    publish(session, HOLIDAY)
    reckon(session, office)
    session.flush()
    version = complaint.version

    reckon(session, office)
    reckon(session, office, LATER + timedelta(minutes=2))
    session.flush()

    assert complaint.version == version
    assert (len(logged(session)), told(session)) == (1, [complaint.id])


def test_a_day_that_moves_there_and_back_is_told_each_time(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=FILED)

    for turn, days in enumerate([[HOLIDAY], [], [HOLIDAY], []]):
        now = LATER + timedelta(minutes=turn)
        publish(session, *days, now=now)
        reckon(session, office, now)

    assert complaint.next_due_on == date(2027, 1, 5)
    assert (len(logged(session)), told(session)) == (4, [complaint.id] * 4)


def test_the_work_goes_in_batches_that_meet_every_complaint_once(
    session: Session, make: Make, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reckoning, "BATCH", 2)
    filed = [make.complaint(now=FILED) for _ in range(5)]
    publish(session, HOLIDAY)

    ends = reckon(session, office)

    ids = [complaint.id for complaint in filed]
    assert ends == [ids[1], ids[3], ids[4]]
    assert told(session) == ids


def test_while_a_batch_is_reckoned_nobody_else_acts_on_its_complaints(
    session: Session, make: Make, office: Office
) -> None:
    make.complaint(now=FILED)
    session.commit()
    others = text("SELECT id FROM complaint FOR UPDATE SKIP LOCKED")

    reckoning.reckon_all(session, after=0, office=office, now=LATER)

    with db.engine.connect() as elsewhere:
        assert elsewhere.execute(others).all() == []
    session.rollback()
    with db.engine.connect() as elsewhere:
        assert len(elsewhere.execute(others).all()) == 1


def test_a_day_that_moves_because_the_complainant_is_waited_for_is_no_news(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLARIFICATION, office=office, now=FILED)
    before = complaint.next_due_on

    publish(session, HOLIDAY)
    reckon(session, office, FILED + timedelta(days=10))

    assert before is not None
    assert complaint.next_due_on is not None
    assert complaint.next_due_on > before
    assert (logged(session), told(session)) == ([], [])


@pytest.mark.parametrize("status", [Status.DECLINED, Status.CLOSED])
def test_a_right_that_lapses_on_another_day_is_logged_and_told(
    session: Session, make: Make, office: Office, status: Status
) -> None:
    day = datetime(2026, 12, 5, 2, tzinfo=UTC)  # thirty days later: Monday, 4 January
    complaint = lead_to(session, make, status, office=office, now=day)
    right = session.scalars(select(RunningClock).where(RunningClock.finished_at.is_(None))).one()
    assert right.due_on == date(2027, 1, 4)

    publish(session, HOLIDAY, MONDAY_OFF)
    reckon(session, office)

    assert (right.due_on, complaint.next_due_on) == (date(2027, 1, 5), None)
    (entry,) = logged(session)
    assert entry.detail["en"] == "Calendar changed; ask for a review: 2027-01-04 → 2027-01-05"
    assert told(session) == [complaint.id]


def test_a_day_that_whoever_complained_may_not_know_is_logged_for_the_office_alone(
    session: Session, make: Make, office: Office
) -> None:
    day = datetime(2026, 12, 30, 2, tzinfo=UTC)
    complaint = make.complaint(now=day - timedelta(days=20))
    clocks.rows(session, complaint)[0].set_on = date(2027, 3, 1)
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=day)
    clocks.reckon(session, complaint, office=office, now=day)

    publish(session, CalendarDay(date(2027, 1, 4), False, NEW_YEAR, NOTICE))
    reckon(session, office)

    (entry,) = logged(session)
    assert "decide on transferring a crime clue" in entry.detail["en"]
    assert (entry.reason, "told" in entry.detail, told(session)) == ("", False, [])


def test_what_may_not_stand_still_is_logged_while_the_complainant_is_waited_for(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.CLARIFICATION, office=office, now=FILED)
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=FILED)
    clocks.reckon(session, complaint, office=office, now=FILED)

    publish(session, HOLIDAY, MONDAY_OFF)
    reckon(session, office)

    (entry,) = logged(session)
    assert entry.detail["en"].count("→") == 1
    assert told(session) == []


def test_several_duties_that_move_are_told_in_one_letter(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office, now=FILED)
    life = Life(session, complaint, office, FILED)
    life.take(Action.ASK_REVIEW, Actor.complainant(complaint.id))

    publish(session, HOLIDAY, CalendarDay(date(2027, 1, 28), False, NEW_YEAR, NOTICE))
    reckon(session, office)

    (entry,) = logged(session)
    assert entry.detail["en"].count("→") == 1
    assert complaint.next_due_on == date(2027, 1, 29)
    assert told(session) == [complaint.id]


def test_entering_a_year_owes_the_reckoning_now_and_when_no_old_calendar_is_left(
    session: Session,
) -> None:
    publish(session, HOLIDAY)

    owed = session.scalars(select(OutboxRow.due_at).where(OutboxRow.kind == "reckon")).all()
    assert len(owed) == 2
    assert min(owed) == LATER
    assert max(owed) - LATER > calendars.KEPT


def test_a_process_keeps_the_calendar_it_read_for_a_moment_only(session: Session) -> None:
    calendars.kept.calendar = None
    kept = calendars.in_force(session, now=FILED)

    assert calendars.in_force(session, now=FILED + calendars.KEPT) is kept
    assert calendars.in_force(session, now=FILED - calendars.KEPT) is kept
    again = calendars.in_force(session, now=FILED + 2 * calendars.KEPT)
    assert again is not kept
    assert again == kept


def test_what_stands_still_is_found_for_the_daily_reckoning(
    session: Session, make: Make, office: Office
) -> None:
    still = lead_to(session, make, Status.CLARIFICATION, office=office)
    answered = lead_to(session, make, Status.CLARIFICATION, office=office)
    Life(session, answered, office).as_complainant(Action.CLARIFY)
    make.complaint()

    assert [complaint.id for complaint in reckoning.tolled(session)] == [still.id]
