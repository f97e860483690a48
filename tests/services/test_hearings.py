"""The hearing of the official: time enough, own words, nobody worse off for it [6.9, 7.7]."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import severity
from portal.domain.clock import ClockKind, TollingCause
from portal.domain.evidence import Source
from portal.domain.hearing import Ended, Told
from portal.domain.permissions import ForbiddenError
from portal.models.allegation import Allegation
from portal.models.clock import ClockTolling, RunningClock
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.hearing import Hearing
from portal.services import casework, findings, hearings, outcomes
from portal.services.findings import Established
from portal.services.hearings import Heard, Invitation
from portal.services.office import Office
from tests.factories import FILING, NOW, Make
from tests.holding import holder

UNTIL = date(2026, 9, 29)  # NOW is the 21st; the 25th is off, the 20th was worked for it
PUT = "九月上旬在窗口未一次告知所需材料，请说明经过和依据。"
INVITATION = Invitation("李某 科员", PUT, Told.IN_PERSON, UNTIL)
STATED = Heard(Ended.STATED, "当天系统故障，材料清单未能打印。")
HEARD_AT = NOW + timedelta(days=2)


@pytest.fixture
def complaint(make: Make, office: Office) -> Complaint:
    """An accepted complaint about a named official."""
    found = make.assigned(official_name="李某", official_post="科员")
    casework.accept(make.session, found, holder(make.session, found), office=office, now=NOW)
    return found


def invite(session: Session, complaint: Complaint, office: Office, **changes: object) -> Hearing:
    row = hearings.invite(
        session, complaint, holder(session, complaint), replace(INVITATION, **changes),  # type: ignore[arg-type]
        office=office, now=NOW,
    )  # fmt: skip
    session.flush()
    return row


def hear(
    session: Session, complaint: Complaint, row: Hearing, heard: Heard, office: Office
) -> None:
    who = holder(session, complaint)
    hearings.record(session, complaint, who, row.id, heard, office=office, now=HEARD_AT)


def test_five_working_days_are_the_least(
    session: Session, complaint: Complaint, office: Office
) -> None:
    first = hearings.earliest(session, office=office, now=NOW)

    with pytest.raises(hearings.TooShortError) as refusal:
        invite(session, complaint, office, until_on=first - timedelta(days=1))

    assert refusal.value.earliest == first
    assert invite(session, complaint, office, until_on=first).until_on == first


def test_what_is_put_is_not_in_the_complainants_words(
    session: Session, complaint: Complaint, office: Office
) -> None:
    with pytest.raises(hearings.QuotesError):
        invite(session, complaint, office, put=f"有人反映：{FILING.facts}")

    assert session.scalar(select(Hearing.id)) is None


def test_the_official_has_a_clock_of_their_own_until_they_were_heard(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = invite(session, complaint, office)
    clock = session.scalars(
        select(RunningClock).where(RunningClock.kind == ClockKind.DEFENCE)
    ).one()
    due_on = clock.due_on

    hear(session, complaint, row, STATED, office)

    assert (due_on, clock.finished_at) == (UNTIL, HEARD_AT)
    assert (row.ended, row.statement) == (Ended.STATED, STATED.statement)
    assert complaint.next_due_kind == "answer_general"


def test_the_clocks_of_the_office_stand_still_only_if_it_says_so_and_why(
    session: Session, complaint: Complaint, office: Office
) -> None:
    before = complaint.next_due_on
    row = invite(session, complaint, office, tolls=True)
    still = session.scalars(select(ClockTolling)).one()
    moved = complaint.next_due_on
    hear(session, complaint, row, Heard(Ended.DECLINED), office)

    assert (still.cause, still.last_on) == (TollingCause.HEARING, HEARD_AT.date())
    assert before is not None
    assert moved is not None
    assert complaint.next_due_on is not None
    assert before < complaint.next_due_on < moved


def test_silence_is_on_record_only_when_the_time_is_over(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = invite(session, complaint, office)

    with pytest.raises(hearings.StillTimeError):
        hear(session, complaint, row, Heard(Ended.SILENT), office)
    hearings.record(
        session, complaint, holder(session, complaint), row.id, Heard(Ended.SILENT),
        office=office, now=NOW + timedelta(days=9),
    )  # fmt: skip

    assert row.ended is Ended.SILENT


def test_what_was_stated_is_evidence_and_is_put_down_once(
    session: Session, complaint: Complaint, office: Office
) -> None:
    row = invite(session, complaint, office)
    hear(session, complaint, row, STATED, office)

    piece = session.scalars(select(Evidence)).one()
    assert (piece.source, piece.from_whom) == (Source.OFFICIAL, "李某 科员")
    with pytest.raises(hearings.AlreadyHeardError):
        hear(session, complaint, row, Heard(Ended.DECLINED), office)


def test_nobody_hears_anybody_in_anothers_complaint(
    session: Session, make: Make, complaint: Complaint, office: Office
) -> None:
    other = make.staff().as_actor()

    with pytest.raises(ForbiddenError):
        hearings.invite(session, complaint, other, INVITATION, office=office, now=NOW)


def test_the_severity_table_knows_nothing_of_a_defence() -> None:
    asked = {field.name for field in fields(severity.Finding)}

    assert not {name for name in asked if "defen" in name or "hear" in name or "stat" in name}


@pytest.mark.parametrize("heard", [None, STATED, Heard(Ended.DECLINED)])
def test_the_outcome_is_the_same_with_and_without_a_defence(
    session: Session, complaint: Complaint, office: Office, heard: Heard | None
) -> None:
    if heard:
        hear(session, complaint, invite(session, complaint, office), heard, office)
    points = session.scalars(select(Allegation).where(Allegation.complaint_id == complaint.id))
    found = [
        Established(
            each.id,
            severity.Finding(
                category=each.category, verified=severity.Verified.YES,
                impact=severity.Impact.ADVERSE,
            ),
            "经查属实。",
        )
        for each in points
    ]  # fmt: skip
    who = holder(session, complaint)
    findings.propose(session, complaint, who, found, office=office, now=HEARD_AT)

    reached = [each.outcome for each in outcomes.reached(session, complaint)]

    assert [(each.row, each.severity) for each in reached] == [
        (severity.decide(each.finding).row, severity.decide(each.finding).severity)
        for each in found
    ]
