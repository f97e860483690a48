"""The calendar: which year orders which day, and what a changed one does."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clock import PUBLISHED, CalendarDay
from portal.domain.permissions import Actor, Role
from portal.domain.text import Text
from portal.models.calendar import OrderedDay, PublishedYear
from portal.models.outbox import OutboxRow
from portal.services import calendars
from tests.factories import NOW

ADMIN = Actor(Role.ADMIN, 1, "管理员")
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
SPRING = Text("春节", "Spring Festival")


@pytest.fixture(autouse=True)
def _read_afresh() -> Iterator[None]:
    """Nothing that these tests enter and never commit stays in mind."""
    yield
    calendars.kept.calendar = None


def day(on: str, *, working: bool = False, notice: str = NOTICE) -> CalendarDay:
    return CalendarDay(date.fromisoformat(on), working, SPRING, notice)


def publish(session: Session, *days: CalendarDay, year: int = 2027) -> None:
    calendars.publish(session, year, days, ADMIN, notice=NOTICE, now=NOW)


def test_the_calendar_in_force_begins_as_it_was_delivered(session: Session) -> None:
    calendar = calendars.in_force(session, now=NOW)

    assert calendar.years == PUBLISHED.years
    assert calendar.days == PUBLISHED.days


def test_a_notice_may_reach_back_into_december(session: Session) -> None:
    own = {day.date for day in calendars.days_of(session, 2023)}

    assert date(2022, 12, 31) in own
    assert date(2023, 12, 30) not in own
    assert calendars.taken(session, 2023)[date(2023, 12, 30)].endswith("2024年部分节假日安排的通知")


def test_a_later_notice_within_the_year_belongs_to_it(session: Session) -> None:
    assert date(2015, 9, 3) in {day.date for day in calendars.days_of(session, 2015)}


def test_every_delivered_day_belongs_to_exactly_one_year(session: Session) -> None:
    owned = [day.date for year in PUBLISHED.years for day in calendars.days_of(session, year)]

    assert sorted(owned) == sorted(PUBLISHED.days)


def test_entering_a_year_makes_it_firm_and_owes_the_reckoning(session: Session) -> None:
    publish(session, day("2027-02-15"), day("2027-02-14", working=True))

    calendar = calendars.in_force(session, now=NOW)
    assert calendar.covers(2027)
    assert not calendar.working(date(2027, 2, 15))
    assert calendar.working(date(2027, 2, 14))
    assert session.get_one(PublishedYear, 2027).entered_by == "管理员"
    owed = select(func.count()).select_from(OutboxRow).where(OutboxRow.kind == "reckon")
    assert session.scalar(owed) == 2


def test_entering_a_year_again_replaces_its_own_days_only(session: Session) -> None:
    publish(session, day("2026-12-31"), day("2027-02-15"))
    before = calendars.days_of(session, 2026)

    publish(session, day("2027-02-16"))

    assert [day.date for day in calendars.days_of(session, 2027)] == [date(2027, 2, 16)]
    assert session.get(OrderedDay, date(2026, 12, 31)) is None
    assert calendars.days_of(session, 2026) == before


def test_the_calendar_as_it_would_be_is_the_calendar_as_it_becomes(session: Session) -> None:
    publish(session, day("2026-12-31"), day("2027-02-15"))
    days = [day("2027-02-16"), day("2027-02-20", working=True)]

    would_be = calendars.amended(session, 2027, days)
    publish(session, *days)

    assert would_be.days == calendars.read(session).days
    assert would_be.years == calendars.read(session).years
