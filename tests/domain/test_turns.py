"""Whose turn it is: what stands for a person, and that it tells persons apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.filing import Identity
from portal.domain.turns import filer
from tests.factories import FILING

NOBODY = replace(FILING, identity=Identity(), anonymous=True)


@pytest.mark.parametrize(
    "email",
    ["Wang@Example.org", " wang@example.org ", "wang+one@example.org", "WANG+two+x@EXAMPLE.ORG"],
)
def test_one_address_is_one_person_however_it_is_written(email: str) -> None:
    other = replace(FILING, identity=Identity("别名", email, "999-9999999"))

    assert filer(other) == filer(FILING)


@pytest.mark.parametrize("phone", ["138 0000 0000", "+86 138-0000-0000", "0086 13800000000"])
def test_without_an_address_the_number_tells(phone: str) -> None:
    assert filer(replace(FILING, identity=Identity("王某", "", phone))) == "phone:13800000000"


def test_who_leaves_nothing_is_as_one_with_others_about_the_same_organ_only() -> None:
    elsewhere = replace(NOBODY, organ_code="water")

    assert filer(NOBODY) == filer(replace(NOBODY, subject="别的事"))
    assert filer(NOBODY) != filer(elsewhere)
    assert filer(NOBODY) != filer(FILING)


ADDRESSES = st.builds(
    "{}{}@{}.example".format,
    st.text("abABß.é", min_size=1, max_size=6),
    st.sampled_from(["", "+one", "+two+x"]),
    st.text("abAB", min_size=1, max_size=3),
)
"""What every kind of address does, in few letters: so that two of them are often alike."""


@given(ADDRESSES, ADDRESSES)
def test_two_addresses_are_two_persons(one: str, other: str) -> None:
    mine, theirs = (
        filer(replace(FILING, identity=Identity("", email, ""))) for email in (one, other)
    )

    assert (mine == theirs) is (plain(one) == plain(other))


def plain(email: str) -> tuple[str, str]:
    local, domain = email.strip().casefold().rsplit("@", 1)
    return local.split("+")[0], domain
