"""What another calendar would do to the running deadlines, told without any complaint."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from portal.domain.clock import PUBLISHED, CalendarDay, ClockKind, TollingCause
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.queries.calendar_moves import Moved, calendar_moves
from portal.services import clocks
from portal.services.office import Office
from tests.factories import Make

DECEMBER = datetime(2026, 12, 29, 2, tzinfo=UTC)
FIRST = date(2027, 1, 1)
HOLIDAY = CalendarDay(FIRST, False, Text("元旦", "New Year's Day"), "通知")
AFTER = PUBLISHED.amended([HOLIDAY], [2027])


def moves(session: Session, office: Office) -> list[Moved]:
    session.flush()
    today = DECEMBER.astimezone(office.zone).date()
    return calendar_moves(session, PUBLISHED, AFTER, since=FIRST, zone=office.zone, today=today)


def test_deadlines_that_move_alike_are_counted_together(
    session: Session, make: Make, office: Office
) -> None:
    for _ in range(3):
        make.complaint(now=DECEMBER)

    (moved,) = moves(session, office)

    assert (moved.kind, moved.count) == (ClockKind.DECIDE_ACCEPTANCE, 3)
    assert (moved.old.due_on, moved.new.due_on) == (date(2027, 1, 5), date(2027, 1, 6))
    assert (moved.old.provisional, moved.new.provisional) == (True, False)
    assert moved.day_moves
    assert moved.told


def test_what_binds_others_moves_without_a_letter(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=datetime(2026, 12, 1, 2, tzinfo=UTC))
    clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=DECEMBER)
    clocks.start(
        session, complaint, ClockKind.REVIEW_REQUEST, now=datetime(2026, 12, 2, tzinfo=UTC)
    )
    clocks.reckon(session, complaint, office=office, now=DECEMBER)

    told = {moved.kind: moved.told for moved in moves(session, office)}

    assert told == {ClockKind.CRIME_CLUE_DECISION: False, ClockKind.REVIEW_REQUEST: True}


def test_a_deadline_that_only_becomes_firm_is_told_apart(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=datetime(2027, 3, 1, 2, tzinfo=UTC))

    (moved,) = moves(session, office)

    assert moved.old.due_on == moved.new.due_on == complaint.next_due_on
    assert not moved.day_moves


def test_ended_clocks_and_earlier_deadlines_are_left_alone(
    session: Session, make: Make, office: Office
) -> None:
    make.complaint(now=datetime(2026, 11, 2, tzinfo=UTC))
    ended = make.complaint(now=DECEMBER)
    session.flush()
    clocks.rows(session, ended)[0].dropped_at = DECEMBER

    assert moves(session, office) == []


def test_what_stood_still_is_not_counted_here_either(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint(now=DECEMBER)
    clocks.toll(
        session, complaint, TollingCause.HEARING, "听证通知",
        first_on=date(2026, 12, 30), now=DECEMBER, last_on=FIRST,
    )  # fmt: skip

    (moved,) = moves(session, office)

    assert moved.old.due_on == moved.new.due_on == date(2027, 1, 8)


def test_the_numbers_name_no_complaint(session: Session) -> None:
    assert {field.name for field in fields(Moved)} == {"kind", "old", "new", "count"}


@pytest.mark.parametrize("actor", [Actor(Role.ADMIN, 1), Actor(Role.LIAISON, 1), None])
def test_only_the_system_can_ask(
    session: Session, make: Make, office: Office, actor: Actor | None
) -> None:
    make.complaint(now=DECEMBER)
    session.flush()
    session.info["actor"] = actor

    assert moves(session, office) == []
