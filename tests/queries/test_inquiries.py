"""The list of first inquiries, and what the wall keeps out of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.models.inquiry import Inquiry
from portal.models.wall import UnwalledError
from portal.queries.inquiries import inquiries, inquiry, inquiry_of, open_promises
from portal.services import first_inquiry
from portal.services.first_inquiry import Question
from portal.services.office import Office
from tests.factories import Make
from tests.inquiring import FRIDAY, NOW, PROMISED, asked


@pytest.fixture
def clerk(make: Make) -> Actor:
    make.organ(), make.organ("parks")
    make.organ("desk").kind = "supervision"
    return make.staff(Role.INTAKE).as_actor()


def ask(
    session: Session, clerk: Actor, office: Office, about: str = "housing", **how: object
) -> int:
    """Record a question about an organ, and return its id."""
    first_inquiry.record(
        session, Question("换证要带什么？", about), asked(**{"organ_code": "desk", **how}), clerk,
        office=office, now=NOW,
    )  # fmt: skip
    session.flush()
    return session.scalars(select(Inquiry.id).order_by(Inquiry.id.desc())).first() or 0


def seen(session: Session, actor: Actor) -> set[int]:
    """Return the inquiries that *actor* finds, one by one and in the list alike."""
    session.expire_all()
    session.info["actor"] = actor
    listed = {entry.id for entry in inquiries(session).entries}
    assert listed == {each for each in range(1, 9) if inquiry(session, each)}
    session.info["actor"] = Actor.system()
    return listed


def test_the_newest_come_first_page_after_page(
    session: Session, clerk: Actor, office: Office
) -> None:
    made = [ask(session, clerk, office) for _ in range(5)]

    first = inquiries(session, size=2)
    second = inquiries(session, after=first.after or "", size=2)
    third = inquiries(session, after=second.after or "", size=2)

    walked = [entry.id for page in (first, second, third) for entry in page.entries]
    assert walked == made[::-1]
    assert third.after is None


@pytest.mark.parametrize("key", ["x", "-1", "²", ""])
def test_a_key_that_is_none_begins_at_the_beginning(
    session: Session, clerk: Actor, office: Office, key: str
) -> None:
    made = ask(session, clerk, office)

    assert [entry.id for entry in inquiries(session, after=key).entries] == [made]
    assert inquiries(session, after="9" * 30).entries[0].id == made


def test_open_promises_come_by_their_day_until_they_are_kept(
    session: Session, clerk: Actor, office: Office
) -> None:
    ask(session, clerk, office)
    late, soon = (
        ask(session, clerk, office, outcome=PROMISED.outcome, reason="忙", due_on=day)
        for day in (FRIDAY, FRIDAY - timedelta(1))
    )

    before = [entry.id for entry in open_promises(session)]
    first_inquiry.keep_promise(session, soon, clerk, "已答复。", office=office, now=NOW)

    assert before == [soon, late]
    assert [entry.id for entry in open_promises(session)] == [late]
    assert {entry.id: entry.open for entry in inquiries(session).entries}[soon] is False


def test_a_complaint_s_promise_is_open_while_its_clock_runs(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    first_inquiry.file_for(session, make.filing(), PROMISED, clerk, office=office, now=NOW)
    entry = inquiry_of(session, 1)

    first_inquiry.keep_promise(session, 1, clerk, "已答复。", office=office, now=NOW)

    after = inquiry_of(session, 1)
    assert entry
    assert after
    assert (entry.open, after.open) == (True, False)
    assert entry.reference
    assert entry.about == after.about
    assert inquiry_of(session, 2) is None


def test_what_hangs_on_a_walled_complaint_is_not_there(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    outsider, tied = make.staff(), make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    first_inquiry.file_for(session, make.filing(), PROMISED, clerk, office=office, now=NOW)

    assert seen(session, outsider.as_actor()) == {1}
    assert seen(session, tied.as_actor()) == set()
    session.info["actor"] = tied.as_actor()
    assert open_promises(session) == ()
    assert inquiry_of(session, 1) is None


def test_questions_about_a_walled_organ_are_not_there(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    """Nor those that somebody of the organ was asked first."""
    by_organ, by_official, superior = make.staff(), make.staff(), make.staff(Role.SUPERIOR)
    make.tie(by_organ, organ=make.organ())
    make.tie(by_official, official=make.official())
    abouts = ("housing", "parks", "")
    housing, parks, none = (ask(session, clerk, office, about) for about in abouts)
    asked_there = ask(session, clerk, office, "parks", organ_code="housing")
    own = ask(session, clerk, office, "desk")

    everything = {housing, parks, none, asked_there, own}
    assert seen(session, superior.as_actor()) == everything
    assert seen(session, clerk) == everything - {own}
    assert seen(session, by_organ.as_actor()) == {parks, none}
    assert seen(session, by_official.as_actor()) == {parks, none}


@pytest.mark.parametrize("role", [Role.ADMIN, Role.LIAISON, Role.COMPLAINANT])
def test_who_does_not_work_in_the_office_sees_none(
    session: Session, clerk: Actor, office: Office, role: Role
) -> None:
    ask(session, clerk, office)

    assert seen(session, Actor(role, staff_id=9)) == set()


def test_a_row_is_read_again_through_the_wall(
    session: Session, make: Make, clerk: Actor, office: Office
) -> None:
    row = session.get_one(Inquiry, ask(session, clerk, office))
    tied = make.staff()
    make.tie(tied, organ=make.organ())

    session.expire(row)
    session.info["actor"] = tied.as_actor()

    assert session.get(Inquiry, row.__dict__.get("id", 1), populate_existing=True) is None
    with pytest.raises(UnwalledError):
        session.execute(text("SELECT * FROM inquiry"))
