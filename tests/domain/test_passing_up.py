"""The plan of a batch: nobody is handed what they may not have, and the counts stay true."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.assignment import STEP_OF
from portal.domain.bench import Bench, Matter, Seat
from portal.domain.category import Category
from portal.domain.desks import Incoming, route
from portal.domain.escalating import step_above
from portal.domain.lifecycle import OPEN, Action, Status
from portal.domain.passing_up import Held, Holder, Tally, pass_up
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.timing import NOTHING, effect_of
from portal.domain.wall import Subject, Walls

FEWER = settings(max_examples=40)
"""A world of many complaints takes long to draw; the rules of the domain are tried in seconds."""

DAY = date(2026, 9, 21)
ROLES = (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR)
LAST = (Role.DIRECTOR, Role.SUPERIOR)
some_ids = st.frozensets(st.integers(1, 8), max_size=3)


@st.composite
def seats(draw: st.DrawFn) -> list[Seat]:
    """Draw an office of up to eight people, some of whom are walled off from some organs."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=8))
    return [
        Seat(
            number, f"{role}{number}", role, draw(st.sampled_from(Band)),
            Walls(organs=frozenset(draw(st.sets(st.integers(1, 3), max_size=1)))),
            absent=role in LAST and draw(st.booleans()),
        )
        for number, role in enumerate(roles, start=1)
    ]  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Seat], list[Held]]:
    """Draw an office with complaints that are in somebody's hands, or in nobody's yet."""
    people = draw(seats())
    return people, [held(draw, number, people) for number in range(draw(st.integers(1, 12)))]


def held(draw: st.DrawFn, number: int, people: list[Seat]) -> Held:
    """Draw one complaint."""
    seat = draw(st.sampled_from([None, *people]))
    status = draw(st.sampled_from(sorted(OPEN - {Status.RECEIVED}))) if seat else Status.RECEIVED
    matter = Matter(
        Subject(draw(st.integers(1, 3))),
        Incoming(draw(st.sampled_from(Band)), frozenset({draw(st.sampled_from(Category))})),
        recused=draw(some_ids),
        judges=draw(some_ids),
    )
    holder = Holder(seat.staff_id, seat.username, seat.role) if seat else None
    return Held(number, status, matter, holder, DAY + timedelta(draw(st.integers(0, 5))))


def counted(matters: list[Held]) -> Counter[int]:
    """Return who has how many."""
    return Counter(each.holder.staff_id for each in matters if each.holder)


def tally_of(matters: list[Held]) -> Tally:
    """Return the tally of the complaints as they are."""
    tally = Tally()
    for each in matters:
        if each.holder:
            tally.add(each.holder.staff_id, each.next_due_on)
    return tally


@FEWER
@given(worlds(), st.data())
def test_whatever_goes_up_the_loads_are_those_of_a_new_count(
    world: tuple[list[Seat], list[Held]], data: st.DataObject
) -> None:
    people, matters = world
    bench, tally = Bench(people, counted(matters)), tally_of(matters)

    for each in data.draw(st.lists(st.sampled_from(matters), max_size=20)):
        pass_up(each, bench, tally)

    fresh = tally_of(matters)
    assert +Counter(bench.loads) == +Counter(tally.loads()) == counted(matters)
    for person in people:
        for day in (DAY + timedelta(number) for number in range(-1, 7)):
            assert tally.overdue(person.staff_id, day) == fresh.overdue(person.staff_id, day)


@FEWER
@given(worlds())
def test_what_goes_up_goes_higher_and_to_nobody_whom_the_wall_keeps_away(
    world: tuple[list[Seat], list[Held]],
) -> None:
    people, matters = world
    bench, tally = Bench(people, counted(matters)), tally_of(matters)
    seat_of = {seat.staff_id: seat for seat in people}

    for each in matters:
        before = each.holder
        done = pass_up(each, bench, tally)
        if done is None:
            assert (each.holder, each.moves) == (before, 0)
            continue
        taker = seat_of[done.choice.chosen.staff_id]
        step = step_above(before.role if before else None)
        assert step is not None
        assert STEP_OF[taker.role] >= max(step, route(each.matter.incoming).step)
        assert taker.staff_id not in each.matter.recused | each.matter.judges
        assert taker.walls.between(each.matter.subject) is None


@FEWER
@given(worlds())
def test_it_is_not_passed_up_only_where_nobody_above_is_free(
    world: tuple[list[Seat], list[Held]],
) -> None:
    people, matters = world
    bench, tally = Bench(people, counted(matters)), tally_of(matters)

    for each in matters:
        step = step_above(each.holder.role if each.holder else None)
        least = None if step is None else max(step, route(each.matter.incoming).step)
        free = [
            who
            for who in bench.candidates(each.matter, even_absent=each.holder is None)
            if least is not None and STEP_OF[who.role] >= least and who.walled is None
        ]
        assert (pass_up(each, bench, tally) is not None) is bool(free)


@FEWER
@given(seats(), st.integers(2, 30))
def test_complaints_alike_are_spread_evenly_over_those_who_can_take_them(
    people: list[Seat], number: int
) -> None:
    matter = Matter(Subject(9), Incoming(Band.STANDARD, frozenset({Category.C17})))
    matters = [Held(each, Status.RECEIVED, matter, None, DAY) for each in range(number)]
    bench, tally = Bench(people, {}), Tally()

    takers = Counter(
        done.choice.chosen.staff_id
        for each in matters
        if (done := pass_up(each, bench, tally)) is not None
    )

    assert max(takers.values(), default=0) - min(takers.values(), default=0) <= 1


def test_a_hand_over_leaves_the_clocks_alone() -> None:
    """The batch writes who has a complaint and its status, and no clock."""
    assert {effect_of(Action.ASSIGN), effect_of(Action.REASSIGN)} == {NOTHING}
