"""Each condition of the wall, as the tables are asked for it, against the one rule."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import OFFICE_ROLES, Actor, Role
from portal.domain.wall import TieKind
from portal.models.complaint import Complaint, Recusal
from portal.models.official import Official
from portal.models.staff import StaffTie
from portal.models.wall import may_know
from portal.transaction import acting
from tests.factories import NOW, Make

HOUSING = {"the head", "the one between", "the clerk", "the other clerk", "unnamed"}


@pytest.fixture
def people(make: Make) -> dict[str, Official]:
    """Officials: the head 甲 leads 乙 and 丁, 乙 leads 丙; 戊 of another organ is led by 甲."""
    people = {name: make.official(name) for name in "甲乙丙丁"}
    people["戊"] = make.official("戊", "water")
    for name, leader in zip("乙丙丁戊", "甲乙甲甲", strict=True):
        people[name].superior_id = people[leader].id
    make.session.flush()
    return people


@pytest.fixture
def filed(make: Make, people: dict[str, Official]) -> dict[str, int]:
    """Complaints by what they are about."""
    make.organ("supervision").kind = "supervision"
    about = {
        "the head": ("housing", "甲"),
        "the one between": ("housing", "乙"),
        "the clerk": ("housing", "丙"),
        "the other clerk": ("housing", "丁"),
        "unnamed": ("housing", None),
        "elsewhere": ("water", "戊"),
        "unnamed elsewhere": ("water", None),
        "the office": ("supervision", None),
    }
    complaints = {what: make.complaint(organ_code=organ) for what, (organ, _) in about.items()}
    for what, (_, name) in about.items():
        complaints[what].official_id = people[name].id if name else None
    make.session.flush()
    return {what: complaint.id for what, complaint in complaints.items()}


def seen(session: Session, actor: Actor, filed: dict[str, int]) -> set[str]:
    """Return what *actor* finds, by list, one by one, and as the mail asks before it writes."""
    session.commit()
    told = {what for what, number in filed.items() if may_know(session, number, actor)}
    with acting(actor) as own:
        found = set(own.scalars(select(Complaint.id)))
        assert found == {number for number in filed.values() if own.get(Complaint, number)}
    by_list = {what for what, number in filed.items() if number in found}
    assert told == by_list
    return by_list


@pytest.mark.parametrize("kind", TieKind)
@pytest.mark.parametrize(
    ("official", "hidden"),
    [
        ("甲", HOUSING),
        ("乙", {"the head", "the one between", "the clerk", "unnamed"}),
        ("丙", {"the head", "the one between", "the clerk", "unnamed"}),
        ("丁", {"the head", "the other clerk", "unnamed"}),
    ],
)
def test_a_tie_to_an_official_hides_the_line_and_the_unnamed(
    session: Session, make: Make, filed: dict[str, int], people: dict[str, Official],
    kind: TieKind, official: str, hidden: set[str],
) -> None:  # fmt: skip
    staff = make.staff(Role.DIRECTOR)
    to = people[official].id
    session.add(StaffTie(staff_id=staff.id, kind=kind, since=NOW, official_id=to))

    assert seen(session, staff.as_actor(), filed) == set(filed) - hidden - {"the office"}


@pytest.mark.parametrize("kind", TieKind)
def test_a_tie_to_an_organ_hides_all_about_it_and_nothing_else(
    session: Session, make: Make, filed: dict[str, int], kind: TieKind
) -> None:
    staff = make.staff()
    to = make.organ("housing").id
    session.add(StaffTie(staff_id=staff.id, kind=kind, since=NOW, organ_id=to))

    assert seen(session, staff.as_actor(), filed) == {"elsewhere", "unnamed elsewhere"}


def test_ties_add_up(
    session: Session, make: Make, filed: dict[str, int], people: dict[str, Official]
) -> None:
    staff = make.staff()
    make.tie(staff, official=people["丁"])
    make.tie(staff, organ=make.organ("water"))

    assert seen(session, staff.as_actor(), filed) == {"the one between", "the clerk"}


def test_ties_to_officials_of_two_organs_add_up(
    session: Session, make: Make, filed: dict[str, int], people: dict[str, Official]
) -> None:
    staff = make.staff()
    make.tie(staff, official=people["丁"])
    make.tie(staff, official=people["戊"])

    assert seen(session, staff.as_actor(), filed) == {"the one between", "the clerk"}


def test_a_recusal_hides_one_complaint_from_one_person(
    session: Session, make: Make, filed: dict[str, int]
) -> None:
    kept, free = make.staff(), make.staff()
    session.add(Recusal(complaint_id=filed["the clerk"], staff_id=kept.id, reason="令", at=NOW))

    assert seen(session, kept.as_actor(), filed) == set(filed) - {"the clerk", "the office"}
    assert seen(session, free.as_actor(), filed) == set(filed) - {"the office"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM, Role.COMPLAINANT}))
def test_the_role_says_the_rest(
    session: Session, make: Make, filed: dict[str, int], role: Role
) -> None:
    staff = make.staff(role, organ_id=make.organ().id if role is Role.LIAISON else None)
    everything = set(filed) if role is Role.SUPERIOR else set(filed) - {"the office"}

    assert seen(session, staff.as_actor(), filed) == (everything if role in OFFICE_ROLES else set())
