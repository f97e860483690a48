"""The choice of who takes a complaint, against the same choice as one sorted list."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.assignment import Candidate, Choice, Need, NobodyLeftError, choose
from portal.domain.desks import Desk, Step
from portal.domain.filing import Language
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.text import Text

WEIGHTS = {Band.STANDARD: 0, Band.DISCIPLINE: 1, Band.REFERRAL: 2}
LADDER = [Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR, Role.SUPERIOR]
WALL = Text("同一机关", "same organ")
AWAY = 0.3
SKILLS: tuple[str, ...] = (*Language, *Desk)


def crowd(seed: int) -> tuple[Candidate, ...]:
    """Return a few people of every role, some walled off, with loads that are often equal."""
    random = Random(seed)  # noqa: S311 -- examples, not secrets
    return tuple(
        Candidate(
            staff_id,
            f"u{staff_id}",
            random.choice([*LADDER, *LADDER, Role.AUDITOR, Role.INTAKE]),
            random.choice(list(Band)),
            random.randrange(3),
            random.choice([None, None, WALL]),
            frozenset(random.sample(SKILLS, random.randrange(4))),
            absent=random.random() < AWAY,
        )
        for staff_id in random.sample(range(1, 9), random.randrange(9))
    )


People = tuple[Candidate, ...]
crowds = st.integers(0, 2**32).map(crowd)  # drawn as one number: it is many times faster
needs = st.sampled_from([Need(*each) for each in product(Band, Step, Desk, Language)])


def able(who: Candidate, need: Need) -> bool:
    """Tell whether somebody stands high enough and is trusted, wall or no wall."""
    if who.role not in LADDER or LADDER.index(who.role) < need.step:
        return False
    if who.absent and who.role not in {Role.DIRECTOR, Role.SUPERIOR}:
        return False
    return who.role is not Role.OFFICER or WEIGHTS[who.tier] >= WEIGHTS[need.band]


def reads(who: Candidate, need: Need) -> bool:
    """Tell whether somebody reads the language; everybody reads Simplified Chinese."""
    return need.language is Language.SIMPLIFIED or need.language in who.skills


def ranked(people: People, need: Need) -> list[Candidate]:
    """Return everybody who may take it, the best first."""
    return sorted(
        (who for who in people if able(who, need) and who.walled is None),
        key=lambda who: (
            who.absent,
            LADDER.index(who.role),
            not reads(who, need),
            need.desk not in who.skills,
            who.open,
            who.staff_id,
        ),
    )


def away(choice: Choice) -> bool:
    """Tell whether whoever was chosen is away."""
    return choice.chosen.absent


def chosen(people: People, need: Need) -> Choice | None:
    try:
        return choose(people, need)
    except NobodyLeftError:
        return None


@given(crowds, needs)
def test_the_best_of_a_sorted_list_is_chosen_and_nobody_only_of_an_empty_one(
    people: People, need: Need
) -> None:
    choice = chosen(people, need)

    assert (choice and choice.chosen) == next(iter(ranked(people, need)), None)


@given(crowds, needs)
def test_whoever_is_walled_is_passed_over_and_named_up_to_the_step_chosen(
    people: People, need: Need
) -> None:
    choice = chosen(people, need)

    if choice is not None:
        step = LADDER.index(choice.chosen.role)
        passed = [
            who
            for who in people
            if able(who, need) and (who.absent, LADDER.index(who.role)) <= (away(choice), step)
        ]
        assert choice.chosen.walled is None
        assert set(choice.walled) == {who for who in passed if who.walled}
        assert all(who.username in choice.reason.en for who in choice.walled)
        assert all(who.username in choice.reason.zh for who in choice.walled)


@given(crowds, needs)
def test_while_the_superior_body_is_free_somebody_is_found(people: People, need: Need) -> None:
    superior = Candidate(99, "above", Role.SUPERIOR, Band.STANDARD, 500)

    assert choose([*people, superior], need).chosen.staff_id in {
        who.staff_id for who in people if who.walled is None
    } | {99}


@given(crowds, needs)
def test_who_stands_behind_the_wall_makes_no_difference(people: People, need: Need) -> None:
    free = tuple(who for who in people if who.walled is None)
    choice, without = chosen(people, need), chosen(free, need)

    assert (choice and choice.chosen) == (without and without.chosen)


@given(crowds, needs)
def test_the_load_is_the_least_of_those_it_was_compared_with(people: People, need: Need) -> None:
    choice = chosen(people, need)

    if choice is not None:
        best = ranked(people, need)
        suited = [
            who
            for who in best
            if (who.role, who.absent) == (choice.chosen.role, choice.chosen.absent)
            and reads(who, need) is reads(choice.chosen, need)
            and (need.desk in who.skills) is (need.desk in choice.chosen.skills)
        ]
        assert choice.chosen.open == min(who.open for who in suited)
        assert choice.among == len(suited)


OFFICER = Candidate(1, "o1", Role.OFFICER, Band.STANDARD, 0)
DIRECTOR = Candidate(2, "d2", Role.DIRECTOR, Band.STANDARD, 0)
SUPERIOR = Candidate(3, "s3", Role.SUPERIOR, Band.STANDARD, 0)


def test_where_everyone_is_walled_the_superior_body_takes_it() -> None:
    people = [replace(OFFICER, walled=WALL), replace(DIRECTOR, walled=WALL), SUPERIOR]

    choice = choose(people, Need(Band.STANDARD))

    assert choice.chosen == SUPERIOR
    assert choice.reason.en == (
        "raised to superior body, 0 open, least of 1; o1 walled: same organ; d2 walled: same organ"
    )


def test_a_step_that_a_rule_names_is_not_called_a_raise() -> None:
    choice = choose([OFFICER, DIRECTOR], Need(Band.STANDARD, Step.DIRECTOR))

    assert choice.chosen == DIRECTOR
    assert choice.reason == Text("按规定由主任办理，在办 0 件，1 人中最少",
                                 "for the director, 0 open, least of 1")  # fmt: skip


def test_a_grave_complaint_passes_an_officer_who_is_not_trusted_with_it() -> None:
    assert choose([OFFICER, DIRECTOR], Need(Band.REFERRAL)).chosen == DIRECTOR


def test_a_reader_of_the_language_comes_before_one_at_home_at_the_desk() -> None:
    reader = replace(OFFICER, staff_id=4, open=9, skills=frozenset({Language.ENGLISH}))
    at_home = replace(OFFICER, staff_id=5, skills=frozenset({Desk.SERVICE}))
    need = Need(Band.STANDARD, desk=Desk.SERVICE, language=Language.ENGLISH)

    assert choose([reader, at_home], need).chosen == reader


def test_a_language_that_everybody_reads_is_no_merit() -> None:
    new = replace(OFFICER, staff_id=4, skills=frozenset())
    busy = replace(OFFICER, staff_id=1, open=3, skills=frozenset({Language.SIMPLIFIED}))

    assert choose([busy, new], Need(Band.STANDARD)).chosen == new


def test_nobody_at_all_is_an_error_that_says_so() -> None:
    with pytest.raises(NobodyLeftError, match="nobody can take a complaint of the referral band"):
        choose([replace(SUPERIOR, walled=WALL)], Need(Band.REFERRAL))


def test_whoever_is_away_is_named_as_away_and_only_where_nobody_else_is_left() -> None:
    walled = Candidate(1, "here", Role.SUPERIOR, Band.STANDARD, 0, WALL)
    gone = Candidate(2, "gone", Role.DIRECTOR, Band.STANDARD, 0, absent=True)
    officer = Candidate(3, "out", Role.OFFICER, Band.REFERRAL, 0, absent=True)
    here = replace(walled, walled=None)

    alone = choose([walled, gone, officer], Need(Band.STANDARD))

    assert (alone.chosen, alone.walled) == (gone, (walled,))
    assert "away, but nobody else is left" in alone.reason.en
    assert "不在岗" in alone.reason.zh
    assert choose([here, gone, officer], Need(Band.STANDARD)).chosen == here
    with pytest.raises(NobodyLeftError):
        choose([walled, officer], Need(Band.STANDARD))
