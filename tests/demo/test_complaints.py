from collections import Counter
from collections.abc import Iterable

from portal import demo
from portal.demo.shapes import DemoComplaint
from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.lifecycle import Status


def keys(complaints: Iterable[DemoComplaint]) -> list[str]:
    return [complaint.key for complaint in complaints]


def test_all_statuses_are_there_and_the_open_ones_most() -> None:
    counts = Counter(complaint.status for complaint in demo.complaints())

    assert set(counts) == set(Status)
    assert set(dict(counts.most_common(4))) == {
        Status.ASSIGNED, Status.ACCEPTED, Status.INVESTIGATING, Status.CLOSED,
    }  # fmt: skip


def test_every_category_is_complained_of() -> None:
    named = {category for complaint in demo.complaints() for category in complaint.categories}

    assert named == set(Category)


def test_three_write_english_and_two_traditional_chinese() -> None:
    counts = Counter(complaint.language for complaint in demo.complaints())

    assert (counts[Language.ENGLISH], counts[Language.TRADITIONAL]) == (3, 2)


def test_twice_three_complain_of_one_cause_at_one_organ() -> None:
    shared = Counter(
        (each.shared_cause, each.organ) for each in demo.complaints() if each.shared_cause
    )

    assert set(shared.values()) == {3}
    assert len(shared) == len({cause for cause, _ in shared}) == 2


def test_every_organ_is_complained_of() -> None:
    assert {each.organ for each in demo.complaints()} == {organ.code for organ in demo.organs()}


def test_no_two_complainants_share_an_address_or_a_number() -> None:
    people = [complaint.identity for complaint in demo.complaints()]
    contacts = [contact for who in people for contact in (who.email, who.phone) if contact]

    assert [contact for contact, n in Counter(contacts).items() if n > 1] == []


def test_no_complainant_bears_the_name_of_an_official_or_of_staff() -> None:
    officials = {who.name for who in demo.officials()} | {who.name for who in demo.staff()}
    complainants = {complaint.identity.name for complaint in demo.complaints()}

    assert complainants & officials == set()


def test_everything_was_filed_within_seventy_days() -> None:
    odd = [each for each in demo.complaints() if not 0 <= each.filed_days_ago <= 70]

    assert keys(odd) == []
