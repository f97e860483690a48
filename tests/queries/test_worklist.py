"""The queue: by next deadline, walked by key without repeating or skipping, behind the wall."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.queueing import Order
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.queries import worklist as queries
from portal.queries.worklist import WAYS, Selection, read_key, stretch, worklist
from portal.services import casework
from portal.services.office import Office
from tests.factories import NOW, Make

EVERYTHING = Selection()
FIRST_DAY = date(2026, 9, 1)


def walked(session: Session, size: int, selection: Selection = EVERYTHING) -> list[list[str]]:
    """Return the references on each page, walked from the first to the last."""
    page = worklist(session, selection, size=size)
    pages = [[entry.reference for entry in page.entries]]
    while page.after:
        page = worklist(session, selection, after=page.after, size=size)
        pages.append([entry.reference for entry in page.entries])
    return pages


def due(session: Session, complaint: Complaint, days: int) -> None:
    """Give *complaint* a deadline that many days after the first."""
    on = FIRST_DAY + timedelta(days=days)
    session.execute(update(Complaint).where(Complaint.id == complaint.id).values(next_due_on=on))


def test_the_nearest_deadline_comes_first(session: Session, make: Make) -> None:
    later, sooner = make.complaint(), make.complaint()
    due(session, later, 9)
    due(session, sooner, 2)

    assert walked(session, 50) == [[sooner.reference, later.reference]]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.lists(st.integers(0, 3), min_size=1, max_size=12), size=st.integers(1, 5))
def test_walking_the_pages_meets_every_complaint_once(
    session: Session, make: Make, days: list[int], size: int
) -> None:
    session.rollback()
    made = [make.complaint() for _ in days]
    for complaint, day in zip(made, days, strict=True):
        due(session, complaint, day)

    pages = walked(session, size)

    met = [reference for page in pages for reference in page]
    in_order = sorted(
        zip(days, [one.id for one in made], made, strict=True), key=lambda row: row[:2]
    )
    assert met == [complaint.reference for *_, complaint in in_order]
    assert all(len(page) == size for page in pages[:-1])


def test_a_complaint_that_comes_in_between_is_not_repeated(session: Session, make: Make) -> None:
    for day in (1, 3):
        due(session, make.complaint(), day)
    first = worklist(session, EVERYTHING, size=1)
    due(session, make.complaint(), 0)

    second = worklist(session, EVERYTHING, after=first.after or "", size=1)

    assert [entry.due_on for entry in second.entries] == [FIRST_DAY + timedelta(days=3)]


@pytest.mark.parametrize(
    "key", ["", "x", "2026-09-01", "2026-13-01_1", "_1", "2026-09-01_²", f"2026-09-01_{2**63}"]
)
def test_a_key_that_is_none_begins_at_the_beginning(session: Session, make: Make, key: str) -> None:
    make.complaint()

    assert read_key(key, WAYS[Order.DUE]) is None
    assert len(worklist(session, EVERYTHING, after=key).entries) == 1
    assert worklist(session, Selection(Status.CLOSED), after=key).entries == ()


def test_the_queue_is_narrowed_by_status_severity_and_person(session: Session, make: Make) -> None:
    officer = make.staff()
    assigned = make.assigned()
    grave = make.complaint(categories=(Category.C06,))

    def found(selection: Selection) -> list[str]:
        return [entry.reference for entry in worklist(session, selection).entries]

    assert found(Selection(status=Status.ASSIGNED)) == [assigned.reference]
    assert found(Selection(severity=Severity.DISCIPLINE)) == [grave.reference]
    assert found(Selection(assignee_id=officer.id)) == [assigned.reference]
    assert found(Selection(Status.ASSIGNED, Severity.DISCIPLINE)) == []


def test_finished_complaints_are_listed_only_when_asked_for(
    session: Session, make: Make, office: Office
) -> None:
    officer = make.staff()
    finished = [make.assigned() for _ in range(3)]
    for complaint in finished:
        casework.decline(
            session, complaint, officer.as_actor(), code="N1", reason="不属", office=office, now=NOW
        )  # fmt: skip
    session.flush()

    assert walked(session, 50) == [[]]
    newest_first = [[one.reference] for one in reversed(finished)]
    assert walked(session, 1, Selection(Status.DECLINED)) == newest_first


def test_overdue_and_age_are_worked_out_in_the_offices_days(
    session: Session, make: Make, office: Office
) -> None:
    complaint = make.complaint()
    due(session, complaint, 0)
    entry = worklist(session, EVERYTHING).entries[0]

    assert not entry.overdue(FIRST_DAY)
    assert entry.overdue(FIRST_DAY + timedelta(days=1))
    assert entry.days_left(FIRST_DAY + timedelta(days=3)) == -3
    assert entry.age(date(2026, 9, 24), office.zone) == 3


def test_whoever_is_walled_off_meets_neither_row_nor_reference(
    session: Session, make: Make
) -> None:
    tied, free = make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    hidden = make.complaint().reference
    make.organ("water")
    seen = make.complaint(organ_code="water").reference
    tied_actor, free_actor = tied.as_actor(), free.as_actor()
    session.commit()

    session.info["actor"] = tied_actor
    assert walked(session, 50) == [[seen]]
    assert not queries.holds(session, hidden)

    session.info["actor"] = free_actor
    assert queries.holds(session, hidden)


def test_the_open_queue_walks_its_partial_index(session: Session, make: Make) -> None:
    make.complaint()
    session.execute(text("SET LOCAL enable_seqscan = off"))
    session.execute(text("SET LOCAL enable_sort = off"))

    query = stretch(EVERYTHING, read_key("2026-09-01_1", WAYS[Order.DUE]), 51)
    compiled = query.compile(session.connection(), compile_kwargs={"literal_binds": True})
    plan = "\n".join(session.scalars(text(f"EXPLAIN {compiled}")))

    assert "ix_complaint_open_due" in plan
