"""The running clocks of one complaint: explained to the office, and to whoever complained."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from portal.domain.clock import (
    PUBLISHED,
    PUT_TO_ORGANS,
    ClockKind,
    TollingCause,
    explain_clock,
)
from portal.domain.clock.table import CLOCKS
from portal.domain.permissions import Actor, Role
from portal.domain.promises import PROMISED
from portal.models.complaint import Complaint
from portal.queries.clock_sheets import ClockSheet, clock_sheets
from portal.services import clocks
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.hanging import put

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 9, 24)


def sheets(
    session: Session, complaint: Complaint, actor: Actor | None = None, today: date = TODAY
) -> dict[ClockKind, ClockSheet]:
    """Return what *actor* sees, by kind."""
    session.flush()
    session.info["actor"] = actor or Actor.system()
    found = clock_sheets(session, complaint.id, PUBLISHED, zone=ZONE, today=today)
    session.info["actor"] = Actor.system()
    return {sheet.kind: sheet for sheet in found}


def started(session: Session, complaint: Complaint, *kinds: ClockKind, now: datetime = NOW) -> None:
    """Start clocks beside the one that filing starts."""
    for kind in kinds:
        clocks.start(session, complaint, kind, now=now)


def test_a_filed_complaint_has_its_one_clock_explained(session: Session, make: Make) -> None:
    sheet = sheets(session, make.complaint())[ClockKind.DECIDE_ACCEPTANCE]

    assert sheet.deadline.due_on == date(2026, 9, 29)
    assert not sheet.deadline.provisional
    assert sheet.limit is not None
    assert sheet.limit.en == "5 working days"
    assert [line.date.day for line in sheet.lines if line.counted] == [22, 23, 24, 28, 29]
    assert sheet.lines[4].why.en == "not counted: Mid-Autumn Festival holiday"
    assert (sheet.stops, sheet.still, sheet.extension) == ((), False, None)


def test_the_nearest_deadline_comes_first_and_ended_clocks_are_left_out(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint()
    started(session, complaint, ClockKind.ANSWER_GENERAL, ClockKind.HAND_BACK, ClockKind.DEFENCE)
    clocks.rows(session, complaint)[-1].dropped_at = NOW

    found = sheets(session, complaint)

    assert list(found) == [
        ClockKind.HAND_BACK, ClockKind.DECIDE_ACCEPTANCE, ClockKind.ANSWER_GENERAL
    ]  # fmt: skip


def test_a_day_named_outright_has_no_limit(session: Session, make: Make) -> None:
    complaint = make.complaint()
    clocks.start(session, complaint, ClockKind.ASSIGNED_AS_SET, now=NOW, limit=date(2026, 10, 1))

    sheet = sheets(session, complaint)[ClockKind.ASSIGNED_AS_SET]

    assert (sheet.limit, sheet.deadline.due_on) == (None, date(2026, 10, 1))


def test_the_office_reads_why_a_clock_stood_still_and_by_which_paper(
    session: Session, make: Make
) -> None:
    complaint = make.complaint()
    for cause, paper, last in (
        (TollingCause.HEARING, "听证通知3号", date(2026, 9, 23)),
        (TollingCause.EXPERT, "鉴定委托5号", None),
    ):
        clocks.toll(
            session, complaint, cause, paper, first_on=date(2026, 9, 23), now=NOW, last_on=last
        )

    sheet = sheets(session, complaint)[ClockKind.DECIDE_ACCEPTANCE]

    assert sheet.still
    assert [(stop.first_on.day, stop.last_on.day) for stop in sheet.stops] == [(23, 23), (23, 24)]
    assert sheet.stops[0].why.zh == "听证（听证通知3号）"
    assert sheet.lines[2].why.zh == (
        "不计入：期限中止，听证（听证通知3号）；鉴定或专家意见（鉴定委托5号）"
    )


def test_whoever_complained_reads_the_cause_but_not_the_paper(session: Session, make: Make) -> None:
    complaint = make.complaint()
    clocks.toll(
        session, complaint, TollingCause.HEARING, "听证通知3号",
        first_on=date(2026, 9, 23), now=NOW, last_on=date(2026, 9, 23),
    )  # fmt: skip

    told = sheets(session, complaint, Actor.complainant(complaint.id))
    sheet = told[ClockKind.DECIDE_ACCEPTANCE]

    assert sheet.stops[0].why.zh == "听证"
    assert sheet.lines[2].why.zh == "不计入：期限中止，听证"
    assert "听证通知" not in str(sheet)
    assert sheet.deadline == sheets(session, complaint)[ClockKind.DECIDE_ACCEPTANCE].deadline


def test_whoever_complained_sees_only_what_the_office_owes_them(
    session: Session, make: Make
) -> None:
    complaint = make.complaint()
    make.staff()
    put(session, complaint)
    others = set(ClockKind) - {ClockKind.DECIDE_ACCEPTANCE, *PUT_TO_ORGANS}
    for kind in others:
        limit = None if CLOCKS[kind].limit else TODAY + timedelta(days=9)
        clocks.start(session, complaint, kind, now=NOW, limit=limit)

    told = sheets(session, complaint, Actor.complainant(complaint.id))

    assert set(sheets(session, complaint)) == set(ClockKind)
    assert set(told) == PROMISED


def test_nobody_reads_the_clocks_of_a_complaint_behind_the_wall(
    session: Session, make: Make
) -> None:
    complaint, other = make.complaint(), make.complaint()
    walled = make.staff()
    make.tie(walled, organ=make.organ())

    for actor in (walled.as_actor(), Actor.complainant(other.id), Actor(Role.ADMIN, 1)):
        assert sheets(session, complaint, actor) == {}


@pytest.mark.parametrize("hours", [0, 20])
def test_a_sheet_says_what_the_clock_itself_explains(
    session: Session, make: Make, hours: int
) -> None:
    filed = datetime(2026, 9, 30, hours, tzinfo=UTC)
    complaint = make.complaint(now=filed)
    started(session, complaint, ClockKind.CRIME_CLUE_SENDING, ClockKind.ANSWER_SIMPLE, now=filed)

    for row in clocks.rows(session, complaint):
        clock = row.as_clock([], TODAY)
        sheet = sheets(session, complaint)[row.kind]
        assert list(sheet.lines) == explain_clock(clock, PUBLISHED, ZONE)
        assert sheet.started_on == filed.astimezone(ZONE).date()
