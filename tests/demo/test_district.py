from collections.abc import Iterable

from deploy.local.processes import DEMO_ACCOUNTS
from portal import demo
from portal.demo.shapes import DemoComplaint
from portal.domain.assignment import WEIGHT
from portal.domain.permissions import Role
from portal.domain.routing import provisional_band
from portal.queries.directory import KINDS


def keys(complaints: Iterable[DemoComplaint]) -> list[str]:
    return [complaint.key for complaint in complaints]


def with_officer() -> list[tuple[DemoComplaint, demo.DemoStaff]]:
    return [(each, account(each.officer)) for each in demo.complaints() if each.officer]


def account(username: str) -> demo.DemoStaff:
    return next(who for who in demo.staff() if who.username == username)


def test_the_district_has_its_organs_officials_and_complaints() -> None:
    counts = len(demo.organs()), len(demo.officials()), len(demo.complaints())

    assert counts == (12, 40, 65)


def test_every_kind_of_organ_has_a_label_and_an_organ() -> None:
    assert {organ.kind for organ in demo.organs()} == set(KINDS)


def test_every_account_of_the_contract_is_there() -> None:
    names = [who.username for who in demo.staff()]

    assert names == [
        "intake1", "officer1", "officer2", "officer3", "supervisor1", "director1", "superior1",
        "auditor1", "admin1", "liaison1",
    ]  # fmt: skip


def test_make_run_prints_every_account() -> None:
    assert DEMO_ACCOUNTS.split() == [who.username for who in demo.staff()]


def test_each_account_has_the_role_it_is_named_after() -> None:
    assert all(who.username == f"{who.role}{who.username[-1]}" for who in demo.staff())


def test_the_officers_stand_on_three_tiers() -> None:
    tiers = [who.tier for who in demo.staff() if who.role is Role.OFFICER]

    assert tiers == ["standard", "discipline", "referral"]


def test_someone_is_tied_to_an_organ_and_someone_to_an_official() -> None:
    ties = [tie for who in demo.staff() for tie in who.ties]

    assert {"post", "former_post", "relative"} == {tie.kind for tie in ties}


def test_the_tier_of_the_officer_is_high_enough() -> None:
    odd = [
        each
        for each, who in with_officer()
        if who.role is Role.OFFICER
        and WEIGHT[who.tier] < WEIGHT[provisional_band(each.categories, each.loss)]
    ]

    assert keys(odd) == []


def test_the_officer_reads_the_language_of_the_complaint() -> None:
    odd = [each for each, who in with_officer() if each.language not in who.languages]

    assert keys(odd) == []


def test_nothing_ties_the_officer_to_the_complaint() -> None:
    odd = [
        each
        for each, who in with_officer()
        for tie in who.ties
        if tie.organ == each.organ or (tie.official and tie.official == each.official)
    ]

    assert keys(odd) == []
