"""The public figures, against counts made by hand [6.8, 8.2, 8.3, 8.8, 8.9]."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Actor, Role
from portal.domain.rating import Satisfaction
from portal.domain.severity import Severity
from portal.domain.statistics import STATES, Census, Part, Share, State, published
from portal.domain.timing import ANSWERS
from portal.models.allegation import Allegation
from portal.models.clock import RunningClock
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.organ import Organ
from portal.models.rating import Rating
from portal.queries.statistics import census
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.lives import lead_to

LATER = date(2027, 3, 1)
NEXT_MONTH = NOW + timedelta(days=20)
LIVES = (
    Status.RECEIVED, Status.ASSIGNED, Status.CLARIFICATION, Status.ACCEPTED, Status.INVESTIGATING,
    Status.DECIDED, Status.CLOSED, Status.CLOSED, Status.DECLINED, Status.TRANSFERRED,
    Status.WITHDRAWN, Status.UNDER_REVIEW,
)  # fmt: skip


@pytest.fixture
def complaints(session: Session, make: Make, office: Office) -> list[Complaint]:
    """Complaints of two organs and two months in every state, two of them rated."""
    make.staff(), make.staff(Role.SUPERVISOR)
    filed = [
        lead_to(
            session, make, status, office=office, now=(NOW, NEXT_MONTH)[number % 2],
            organ_code=("housing", "transport")[number % 3 == 0],
            categories=(Category.C03, Category.C12)[: 1 + number % 2],
        )
        for number, status in enumerate(LIVES)
    ]  # fmt: skip
    closed = [each for each in filed if each.status is Status.CLOSED]
    for complaint, answer in zip(
        closed, (Satisfaction.SATISFIED, Satisfaction.DISSATISFIED), strict=True
    ):
        session.add(
            Rating(
                complaint_id=complaint.id, handling=answer, result=Satisfaction.SATISFIED, at=NOW
            )
        )
    session.flush()
    return filed


@pytest.fixture
def counted(session: Session, complaints: list[Complaint], office: Office) -> Census:
    return census(session, zone=office.zone, today=LATER)


def test_every_complaint_is_in_exactly_one_state(
    counted: Census, complaints: list[Complaint]
) -> None:
    assert counted.total.states == {
        State.AWAITING: 3, State.IN_HAND: 4, State.CLOSED: 2,
        State.DECLINED: 1, State.TRANSFERRED: 1, State.WITHDRAWN: 1,
    }  # fmt: skip
    assert sum(counted.total.states.values()) == len(complaints)


def test_organs_and_months_add_up_to_the_whole(
    session: Session, counted: Census, complaints: list[Complaint]
) -> None:
    organs = {organ.id: organ.code for organ in session.scalars(select(Organ))}
    by_organ = Counter((organs[each.organ_id], STATES[each.status]) for each in complaints)
    by_month = Counter(
        (each.filed_at.strftime("%Y-%m"), STATES[each.status]) for each in complaints
    )

    assert tally(counted.by_organ) == by_organ
    assert tally(counted.by_month) == by_month
    assert {row.key for row in counted.by_month} == {"2026-09", "2026-10"}


def test_a_complaint_counts_under_each_of_its_categories(
    session: Session, counted: Census, complaints: list[Complaint]
) -> None:
    status = {each.id: STATES[each.status] for each in complaints}
    points = session.scalars(select(Allegation)).all()
    by_category = Counter((each.category.value, status[each.complaint_id]) for each in points)

    assert tally(counted.by_category) == by_category
    assert counted.points == {
        state: sum(number for (_, each), number in by_category.items() if each is state)
        for state in State
    }


def tally(rows: object) -> Counter[tuple[str, State]]:
    """Return the counts of *rows* that are more than none."""
    assert isinstance(rows, list)
    return Counter(
        {
            (row.key, state): row.states[state]
            for row in rows
            for state in State
            if row.states[state]
        }
    )


def test_lateness_counts_what_is_still_undecided(
    session: Session, counted: Census, complaints: list[Complaint], office: Office
) -> None:
    clocks = [clock for clock in session.scalars(select(RunningClock)) if clock.kind in ANSWERS]
    done = [clock for clock in clocks if clock.finished_at]
    late = [clock for clock in clocks if clock.running and clock.due_on < LATER]

    part = counted.total.shares[Share.IN_TIME]

    in_time = [
        clock
        for clock in done
        if clock.finished_at and clock.finished_at.astimezone(office.zone).date() <= clock.due_on
    ]
    assert part == Part(len(in_time), len(done) + len(late))
    assert len(late) == 3  # accepted, under investigation, transferred


def test_what_was_never_late_is_not_counted_as_such_before_its_day(
    session: Session, complaints: list[Complaint], office: Office
) -> None:
    soon = census(session, zone=office.zone, today=NOW.date())

    part = soon.total.shares[Share.IN_TIME]
    assert part.part == part.whole


def test_the_last_day_is_in_time_and_the_next_is_not(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office)
    clock = session.scalars(
        select(RunningClock).where(
            RunningClock.complaint_id == complaint.id, RunningClock.finished_at.is_not(None),
            RunningClock.kind.in_(ANSWERS),
        )
    ).one()  # fmt: skip
    clock.due_on = NOW.date()
    session.flush()
    on_time = census(session, zone=office.zone, today=LATER).total.shares[Share.IN_TIME]
    clock.due_on = NOW.date() - timedelta(days=1)
    session.flush()

    late = census(session, zone=office.zone, today=LATER).total.shares[Share.IN_TIME]

    assert (on_time, late) == (Part(1, 1), Part(0, 1))


def test_the_days_to_decision_are_days_of_the_office(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(Role.SUPERVISOR)
    for days in (1, 2, 3, 4, 10):
        complaint = lead_to(session, make, Status.DECIDED, office=office)
        complaint.decided_at = NOW + timedelta(days=days, hours=13)  # past ten at night
    session.flush()

    total = census(session, zone=office.zone, today=LATER).total

    assert (total.decided, total.median_days, total.p90_days) == (5, 3, 10)


def test_a_decision_set_aside_does_not_count_beside_the_new_one(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office)
    first = session.scalars(select(Decision)).one()
    values = {
        "complaint_id": complaint.id, "measures": [], "clauses": [], "summary": "新",
        "policy_version": first.policy_version, "decided_by_id": first.decided_by_id,
        "decided_at": NOW,
    }  # fmt: skip
    session.add(Decision(severity=Severity.APOLOGY, **values))
    session.flush()

    severities = census(session, zone=office.zone, today=LATER).severities

    assert severities[Severity.APOLOGY] == sum(severities.values()) == 1


def test_the_two_answers_of_a_rating_are_counted_apart(counted: Census) -> None:
    assert counted.total.shares[Share.SOLVED] == Part(2, 2)
    assert counted.total.shares[Share.SATISFIED] == Part(1, 2)


def test_acceptance_is_out_of_what_was_accepted_or_declined(
    counted: Census, complaints: list[Complaint]
) -> None:
    accepted = sum(each.accepted_at is not None for each in complaints)

    assert counted.total.shares[Share.ACCEPTED] == Part(accepted, accepted + 1)


def test_whoever_may_see_nothing_counts_nothing(
    session: Session, complaints: list[Complaint], office: Office
) -> None:
    session.flush()
    session.info["actor"] = Actor.complainant(None)

    found = census(session, zone=office.zone, today=LATER)

    assert sum(found.total.states.values()) == len(found.by_organ) == 0


def test_what_is_published_holds_no_small_count_and_adds_up(counted: Census) -> None:
    figures = published(counted)

    lines = [figures.total, *figures.by_organ, *figures.by_category, *figures.by_month]
    shown = [count for line in lines for count in (line.received, *line.states.values())]
    assert not {1, 2, 3, 4} & set(shown)
    known = [count for count in figures.total.states.values() if count is not None]
    assert figures.total.received == sum(known) + figures.together


@pytest.mark.parametrize(
    ("part", "rate"),
    [(Part(4, 4), None), (Part(5, 5), 100), (Part(0, 9), 0), (Part(3, 30), None),
     (Part(27, 30), None), (Part(5, 15), 33)],
)  # fmt: skip
def test_a_rate_never_speaks_of_few(part: Part, rate: int | None) -> None:
    assert part.per_cent == rate


def test_days_are_published_of_enough_decisions_only(counted: Census) -> None:
    row = replace(counted.total, decided=9, median_days=3, p90_days=8)

    line = published(replace(counted, total=row)).total

    assert (line.median_days, line.p90_days) == (3, None)
