"""The wall against a second reading of it, over organisations as crooked as tables allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.permissions import OFFICE_ROLES, Role
from portal.domain.wall import Person, Reason, Subject, Tie, TieKind, line_of, walls_of

ORGANS = (1, 2, 3)
OWN = frozenset({3})


@dataclass(frozen=True)
class World:
    """Officials and their leaders, and somebody's role and ties."""

    people: dict[int, Person]
    role: Role
    ties: tuple[Tie, ...]


def world(seed: int) -> World:
    """Return officials with leaders of any kind: none, unknown, elsewhere, themselves, a circle."""
    random = Random(seed)  # noqa: S311 -- examples, not secrets
    ids = random.sample(range(1, 8), random.randrange(8))
    leaders = [None, *range(1, 9)]
    people = {each: Person(each, random.choice(ORGANS), random.choice(leaders)) for each in ids}
    to_organ = [Tie(kind, organ_id=organ) for kind, organ in product(TieKind, ORGANS)]
    to_official = [Tie(kind, official_id=each) for kind, each in product(TieKind, range(1, 9))]
    ties = (random.choice([*to_organ, *to_official]) for _ in range(random.randrange(4)))
    return World(people, random.choice(list(Role)), tuple(ties))


SUBJECTS = tuple(Subject(organ, named) for organ, named in product(ORGANS, [None, *range(1, 9)]))
worlds = st.integers(0, 2**32).map(world)  # drawn as one number: it is many times faster


def leads(people: Mapping[int, Person]) -> set[tuple[int, int]]:
    """Return who leads whom, directly or not: pairs closed under composition (Warshall)."""
    pairs = {
        (above, below)
        for above, below in product(people, repeat=2)
        if people[below].superior_id == above and people[above].organ_id == people[below].organ_id
    }
    for middle, first, last in product(people, repeat=3):
        if (first, middle) in pairs and (middle, last) in pairs:
            pairs.add((first, last))
    return pairs


def hidden(world: World, line: set[tuple[int, int]], subject: Subject) -> bool:
    """Tell whether a complaint is walled off, one tie after the other."""
    people, named = world.people, subject.official_id
    if world.role not in OFFICE_ROLES or (subject.organ_id in OWN and world.role != "superior"):
        return True
    for tie in world.ties:
        official = tie.official_id
        if official is None:
            walled = tie.organ_id == subject.organ_id
        elif named is None:
            walled = official in people and people[official].organ_id == subject.organ_id
        else:
            walled = official == named or bool({(official, named), (named, official)} & line)
        if walled:
            return True
    return False


@given(worlds)
def test_the_wall_stands_where_the_second_reading_has_it(world: World) -> None:
    walls = walls_of(world.role, world.ties, world.people, OWN)
    line = leads(world.people)

    for subject in SUBJECTS:
        walled = walls.between(subject) is not None
        assert walled is hidden(world, line, subject), subject


@given(worlds)
def test_a_line_of_command_is_the_same_from_both_ends(world: World) -> None:
    people = world.people
    lines = {each: line_of(each, people) for each in people}

    assert all((a in lines[b]) is (b in lines[a]) for a, b in product(people, repeat=2))
    assert all(each in line for each, line in lines.items())
    assert all(
        people[other].organ_id == people[each].organ_id
        for each, line in lines.items()
        for other in line
    )


@given(worlds)
def test_one_more_tie_never_opens_a_door(world: World) -> None:
    met = [
        walls_of(world.role, world.ties[:count], world.people, OWN)
        for count in range(len(world.ties) + 1)
    ]
    sights = [{each for each in SUBJECTS if walls.between(each) is None} for walls in met]

    assert all(later <= earlier for earlier, later in pairwise(sights))


# head 1 leads 2 and 3, 2 leads 4 in organ 1; 5 is in organ 2 and led from organ 1
BUREAU = {
    1: Person(1, 1),
    2: Person(2, 1, 1),
    3: Person(3, 1, 1),
    4: Person(4, 1, 2),
    5: Person(5, 2, 1),
}


@pytest.mark.parametrize(
    ("official", "line"),
    [(1, {1, 2, 3, 4}), (2, {1, 2, 4}), (3, {1, 3}), (4, {1, 2, 4}), (5, {5}), (9, {9})],
)
def test_a_line_goes_up_and_down_but_not_sideways_nor_out_of_the_organ(
    official: int, line: set[int]
) -> None:
    assert line_of(official, BUREAU) == line


def test_leaders_in_a_circle_are_all_of_one_line() -> None:
    circle = {1: Person(1, 1, 2), 2: Person(2, 1, 3), 3: Person(3, 1, 1), 4: Person(4, 1, 4)}

    assert line_of(1, circle) == line_of(3, circle) == {1, 2, 3}
    assert line_of(4, circle) == {4}


TO_ORGAN = Tie(TieKind.POST, organ_id=1)
TO_OFFICIAL = Tie(TieKind.RELATIVE, official_id=4)


@pytest.mark.parametrize(
    ("role", "tie", "subject", "reason"),
    [
        (Role.OFFICER, TO_ORGAN, Subject(1), Reason.ORGAN),
        (Role.OFFICER, TO_ORGAN, Subject(1, 3), Reason.ORGAN),
        (Role.OFFICER, TO_ORGAN, Subject(2), None),
        (Role.OFFICER, TO_OFFICIAL, Subject(1, 4), Reason.OFFICIAL),
        (Role.OFFICER, TO_OFFICIAL, Subject(1, 1), Reason.OFFICIAL),
        (Role.OFFICER, TO_OFFICIAL, Subject(1, 3), None),
        (Role.OFFICER, TO_OFFICIAL, Subject(1), Reason.UNNAMED),
        (Role.OFFICER, TO_OFFICIAL, Subject(2), None),
        (Role.DIRECTOR, TO_ORGAN, Subject(3), Reason.OWN_OFFICE),
        (Role.AUDITOR, TO_ORGAN, Subject(3, 9), Reason.OWN_OFFICE),
        (Role.SUPERIOR, TO_ORGAN, Subject(3), None),
        (Role.SUPERIOR, TO_ORGAN, Subject(1), Reason.ORGAN),
        (Role.ADMIN, TO_ORGAN, Subject(2), Reason.ROLE),
        (Role.LIAISON, TO_ORGAN, Subject(1), Reason.ROLE),
    ],
)
def test_the_reason_is_the_first_that_holds(
    role: Role, tie: Tie, subject: Subject, reason: Reason | None
) -> None:
    assert walls_of(role, [tie], BUREAU, OWN).between(subject) is reason


def test_every_reason_and_tie_is_told_in_both_languages() -> None:
    assert [word for word in (*Reason, *TieKind) if not (word.text.zh and word.text.en)] == []
