"""Whose turn it is: what stands for a person, and that it tells persons apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.filing import Filing, Identity
from portal.domain.turns import filers
from tests.factories import FILING

NOBODY = replace(FILING, identity=Identity(), anonymous=True)


@pytest.mark.parametrize(
    "email",
    ["Wang@Example.org", " wang@example.org ", "wang+one@example.org", "WANG+two+x@EXAMPLE.ORG"],
)
def test_one_address_is_one_person_however_it_is_written(email: str) -> None:
    other = replace(FILING, identity=Identity("别名", email, "999-9999999"))

    assert filers(other) == filers(FILING)


@pytest.mark.parametrize("phone", ["138 0000 0000", "+86 138-0000-0000", "0086 13800000000"])
def test_without_an_address_the_number_tells(phone: str) -> None:
    assert filers(replace(FILING, identity=Identity("王某", "", phone))) == ("phone:13800000000",)


FACTS = (
    "九月十四日上午我到办事大厅三号窗口办理居住证，工作人员说系统升级，让我第二天再来。"
    "第二天又说材料不全，却不肯写下缺哪一份；第三次换了一个人，说前两次都记错了。"
)
OTHER_FACTS = (
    "小区门口的路灯坏了两个月，打过四次电话，每次都说已经派单。上周有位老人夜里摔伤，"
    "我再去问，接待的人说这不归他们管，也不告诉我该找谁，只让我回去等通知。"
)
ONE = replace(NOBODY, facts=FACTS)


def in_common(one: Filing, other: Filing, tokens: tuple[str, str] = ("", "")) -> int:
    return len(set(filers(one, tokens[0])) & set(filers(other, tokens[1])))


def test_who_leaves_nothing_is_told_by_the_token_of_the_browser() -> None:
    other = replace(NOBODY, facts=OTHER_FACTS, subject="路灯不亮")

    assert in_common(ONE, other, ("a", "a")) == 1
    assert in_common(ONE, other, ("a", "b")) == 0
    assert in_common(ONE, other) == 0


@pytest.mark.parametrize(
    "change", [("三号窗口", "五号窗口"), ("第二天又说", "隔天又说"), ("。", "！")]
)
def test_almost_the_same_text_is_known_again_in_a_fresh_browser(change: tuple[str, str]) -> None:
    again = replace(ONE, facts=FACTS.replace(*change))

    assert in_common(ONE, again, ("a", "b")) > 0
    assert in_common(ONE, replace(again, organ_code="water"), ("a", "b")) == 0


def test_a_text_too_short_to_tell_tells_nobody() -> None:
    assert filers(replace(NOBODY, subject="推诿", facts="态度很差。")) == ()


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
        filers(replace(FILING, identity=Identity("", email, ""))) for email in (one, other)
    )

    assert (mine == theirs) is (plain(one) == plain(other))


def plain(email: str) -> tuple[str, str]:
    local, domain = email.strip().casefold().rsplit("@", 1)
    return local.split("+")[0], domain
