"""Everything the queue is narrowed and ordered by, and the counts beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.inquiry import Channel
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.queueing import Door, Due, Order
from portal.domain.severity import Severity
from portal.models.complaint import Complaint
from portal.queries import worklist as queries
from portal.queries.selection import NOBODY, Selection
from portal.queries.view_counts import Count, view_counts
from portal.queries.worklist import front, worklist
from portal.services import glances, intake, tags
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.lives import lead_to

MONDAY = date(2026, 9, 21)


def found(session: Session, selection: Selection, size: int = 50) -> list[str]:
    """Return the references on every page of a selection."""
    page = worklist(session, selection, size=size)
    met = [entry.reference for entry in page.entries]
    while page.after:
        page = worklist(session, selection, after=page.after, size=size)
        met += [entry.reference for entry in page.entries]
    return met


def by_phone(make: Make, office: Office) -> Complaint:
    """Return a complaint that the desk wrote down."""
    intake.file_complaint(
        make.session, make.filing(), office=office, now=NOW, channel=Channel.PHONE
    )
    return make.session.query(Complaint).order_by(Complaint.id.desc()).limit(1).one()


NARROWING: dict[str, Callable[[Make, Complaint], Selection]] = {
    "organ": lambda _make, one: Selection(organ_id=one.organ_id),
    "category": lambda _make, _one: Selection(category=Category.C06),
    "language": lambda _make, _one: Selection(language=Language.ENGLISH),
    "nobody": lambda _make, _one: Selection(assignee_id=NOBODY, organ_id=2),
    "severity": lambda _make, _one: Selection(severity=Severity.DISCIPLINE),
    "age": lambda _make, one: Selection(filed_before=one.filed_at + timedelta(seconds=1)),
    "due": lambda _make, one: Selection(due_from=one.next_due_on, due_until=one.next_due_on),
    "several": lambda _make, one: Selection(
        Status.RECEIVED, Severity.DISCIPLINE, organ_id=one.organ_id, language=Language.ENGLISH
    ),
}


@pytest.mark.parametrize("by", NARROWING)
def test_the_queue_is_narrowed(session: Session, make: Make, by: str) -> None:
    make.complaint()
    one = make.complaint(
        organ_code="water", categories=(Category.C06,), language=Language.ENGLISH,
        now=NOW - timedelta(days=30),
    )  # fmt: skip
    make.complaint(now=NOW + timedelta(days=1))

    assert found(session, NARROWING[by](make, one)) == [one.reference]


def test_the_door_tells_the_desk_from_the_web(session: Session, make: Make, office: Office) -> None:
    web, called = make.complaint(), by_phone(make, office)

    assert found(session, Selection(door=Door.WEB)) == [web.reference]
    assert found(session, Selection(door=Door.DESK)) == [called.reference]


def test_unread_is_what_somebody_has_not_read_as_it_is_now(session: Session, make: Make) -> None:
    reader, other = make.staff(), make.staff()
    one, two = make.complaint(), make.complaint()
    for version, complaint in ((1, one), (0, two)):
        glances.arrive(session, complaint.id, reader.as_actor(), version=version, now=NOW)
    unread = Selection(unread=True, reader_id=reader.id)

    assert found(session, unread) == [two.reference]
    assert found(session, replace(unread, reader_id=other.id)) == [one.reference, two.reference]
    assert [entry.fresh for entry in worklist(session, unread).entries] == [True]


def test_tagged_complaints_are_found_by_their_tag(session: Session, make: Make) -> None:
    clerk, one, two = make.staff(), make.complaint(), make.complaint()
    tags.tag(session, one, clerk.as_actor(), "涉企", now=NOW)
    tags.tag(session, one, clerk.as_actor(), "涉企", now=NOW)
    tags.tag(session, two, clerk.as_actor(), "教育", now=NOW)

    assert found(session, Selection(tag_id=1)) == [one.reference]
    assert worklist(session, Selection(tag_id=1)).entries[0].tags == ("涉企",)

    tags.untag(session, one, clerk.as_actor(), "涉企")

    assert found(session, Selection(tag_id=1)) == []


def test_the_gravest_comes_first_and_the_decided_severity_counts(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(), make.staff(Role.SUPERVISOR)
    mild, grave = make.complaint(), make.complaint(categories=(Category.C06,))
    decided = lead_to(session, make, Status.DECIDED, office=office)
    decided.decided_severity = Severity.REFERRAL
    session.flush()

    assert found(session, Selection(order=Order.SEVERITY), size=1) == [
        decided.reference, grave.reference, mild.reference,
    ]  # fmt: skip
    assert found(session, Selection(severity=Severity.REFERRAL)) == [decided.reference]


def test_the_oldest_or_the_newest_comes_first(session: Session, make: Make) -> None:
    made = [make.complaint().reference for _ in range(4)]

    assert found(session, Selection(order=Order.OLDEST), size=3) == made
    assert found(session, Selection(order=Order.NEWEST), size=3) == made[::-1]


@pytest.mark.parametrize("order", Order)
def test_a_page_looks_at_so_much_and_the_next_goes_on(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    made = [make.complaint() for _ in range(9)]
    wanted = {made[0].reference, made[-1].reference}
    for one in (made[0], made[-1]):
        one.language = Language.ENGLISH
    session.flush()
    monkeypatch.setattr(queries, "STRETCH", 2)
    monkeypatch.setattr(queries, "STRETCHES_MAX", 1)
    english = Selection(language=Language.ENGLISH, order=order)

    assert worklist(session, english).full is False
    assert set(found(session, english)) == wanted
    assert len(found(session, english)) == len(wanted)


def test_the_front_tells_what_stands_there_at_which_version(session: Session, make: Make) -> None:
    one = make.complaint()
    two = make.complaint()

    assert front(session, Selection()) == [(one.reference, 1), (two.reference, 1)]


def test_counts_stop_at_their_cap(session: Session, make: Make) -> None:
    for _ in range(4):
        make.complaint()
    english = Selection(language=Language.ENGLISH)

    assert view_counts(session, [Selection(), english, Selection(Status.CLOSED)], cap=3) == [
        Count(3, more=True), Count(0, more=False), Count(0, more=False),
    ]  # fmt: skip
    assert view_counts(session, [Selection()], cap=4) == [Count(4, more=False)]
    assert [str(Count(99, more=True)), str(Count(7, more=False))] == ["99+", "7"]
    assert view_counts(session, []) == []


def test_a_count_that_would_look_at_too_much_says_at_least(
    session: Session, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        make.complaint()
    monkeypatch.setattr("portal.queries.view_counts.PASSED_MAX", 2)

    counted = view_counts(session, [Selection(language=Language.ENGLISH)], cap=1)

    assert counted == [Count(0, more=True)]


def as_if_a_million(session: Session) -> None:
    """Let the planner forget what it counted when other tests filled the table."""
    session.execute(text("DELETE FROM pg_statistic WHERE starelid = 'complaint'::regclass"))
    session.execute(
        text("UPDATE pg_class SET reltuples = 1000000, relpages = 1 WHERE relname = 'complaint'")
    )


@pytest.mark.parametrize(
    ("selection", "index"),
    [
        (Selection(), "ix_complaint_open_due"),
        (Selection(assignee_id=1), "ix_complaint_open_assignee"),
        (Selection(assignee_id=NOBODY), "ix_complaint_open_assignee"),
        (Selection(organ_id=1), "ix_complaint_open_organ"),
        (Selection(order=Order.SEVERITY), "ix_complaint_open_gravity"),
        (Selection(order=Order.OLDEST), "ix_complaint_open_id"),
        (Selection(status=Status.CLOSED), "ix_complaint_status_id"),
    ],
)
def test_every_order_walks_an_index(
    session: Session, make: Make, selection: Selection, index: str
) -> None:
    make.complaint()
    as_if_a_million(session)
    for switch in ("seqscan", "sort", "bitmapscan", "incremental_sort"):
        session.execute(text(f"SET LOCAL enable_{switch} = off"))

    statement = queries.stretch(selection, None, 51)
    compiled = statement.compile(session.connection(), compile_kwargs={"literal_binds": True})
    plan = "\n".join(session.scalars(text(f"EXPLAIN {compiled}")))

    assert index in plan


def test_pages_and_counts_walk_and_what_comes_after_may_sort(session: Session, make: Make) -> None:
    make.complaint()
    sorting = text("SHOW enable_sort")

    with queries.by_index(session.connection()):
        assert session.scalar(sorting) == "off"
    assert session.scalar(sorting) == "on"

    worklist(session, Selection(language=Language.ENGLISH))
    view_counts(session, [Selection(order=Order.SEVERITY)])
    assert session.scalar(sorting) == "on"


def test_a_week_ends_on_sunday() -> None:
    sunday = MONDAY + timedelta(days=6)

    assert Due.WEEK.days(MONDAY) == (MONDAY, sunday)
    assert Due.WEEK.days(sunday) == (sunday, sunday)
    assert Due.OVERDUE.days(MONDAY) == (None, MONDAY - timedelta(days=1))
