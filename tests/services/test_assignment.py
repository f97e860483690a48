"""Assignment: the least loaded of the tier whom nothing ties to the complaint."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.assignment import NobodyLeftError
from portal.domain.category import Category
from portal.domain.filing import Language
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.models.case_log import CaseLog
from portal.models.outbox import OutboxRow
from portal.services import assignment
from portal.services.office import Office
from tests.factories import NOW, Make


def test_the_least_loaded_officer_takes_the_complaint(session: Session, make: Make) -> None:
    busy, free = make.staff(), make.staff()
    first, second = make.assigned(), make.assigned()

    assert (first.assignee_id, second.assignee_id) == (busy.id, free.id)
    assert first.status is Status.ASSIGNED


def test_an_officer_tied_to_the_organ_is_passed_over_and_the_log_says_so(
    session: Session, make: Make
) -> None:
    tied, other = make.staff(), make.staff()
    make.tie(tied, organ=make.organ())

    complaint = make.assigned()

    assert complaint.assignee_id == other.id
    detail = session.scalars(select(CaseLog.detail).where(CaseLog.action == "assign")).one()
    assert detail["en"] == (
        f"standard tier, 0 open, least of 1; {tied.username} walled: same organ"
    )


def test_an_officer_tied_to_the_official_is_passed_over(session: Session, make: Make) -> None:
    official = make.official("李某")
    tied, other = make.staff(), make.staff()
    make.tie(tied, official=official)

    complaint = make.assigned(official_name="李某")

    assert complaint.official_id == official.id
    assert complaint.assignee_id == other.id


@pytest.mark.parametrize("complained_of", ["局长", "李某"])
def test_an_officer_tied_to_whoever_stands_above_or_below_the_official_is_passed_over(
    session: Session, make: Make, complained_of: str
) -> None:
    leader, subordinate = make.official("局长"), make.official("李某")
    subordinate.superior_id = leader.id
    tied, other = make.staff(), make.staff()
    make.tie(tied, official=subordinate if complained_of == leader.name else leader)

    complaint = make.assigned(official_name=complained_of)

    assert complaint.official_id in {leader.id, subordinate.id}
    assert complaint.assignee_id == other.id


def test_when_every_officer_is_walled_the_next_tier_takes_it(session: Session, make: Make) -> None:
    officer = make.staff()
    director = make.staff(Role.DIRECTOR)
    make.tie(officer, organ=make.organ())

    complaint = make.assigned()

    assert complaint.assignee_id == director.id


def test_a_complaint_about_the_head_of_an_organ_goes_to_the_director(
    session: Session, make: Make
) -> None:
    make.staff()
    make.staff(Role.SUPERVISOR)
    director = make.staff(Role.DIRECTOR)
    make.official("局长").head = True

    complaint = make.assigned(official_name="局长")

    assert complaint.assignee_id == director.id
    detail = session.scalars(select(CaseLog.detail).where(CaseLog.action == "assign")).one()
    assert detail["en"] == "for the director, 0 open, least of 1"


def test_a_complaint_about_the_government_that_the_office_answers_to_goes_above_it(
    make: Make,
) -> None:
    make.staff(), make.staff(Role.DIRECTOR)
    superior = make.staff(Role.SUPERIOR)
    make.organ("government").level = "government"

    assert make.assigned(organ_code="government").assignee_id == superior.id
    assert make.assigned().assignee_id != superior.id


@pytest.mark.parametrize(
    ("name", "post", "taken_for"),
    [
        ("", "局长", "head"),  # whoever they are, there is one
        ("", "科员", None),  # a post that many may hold
        ("李某", "窗口", "at the window"),
        ("李某", "", None),
        ("李某", "档案室", None),
        ("王某", "局长", None),  # somebody else than the head was named
    ],
)
def test_who_is_meant_is_told_by_name_and_where_that_is_not_enough_by_post(
    make: Make, name: str, post: str, taken_for: str | None
) -> None:
    make.staff(), make.staff(Role.DIRECTOR)
    head = make.official("赵某")
    head.head, head.post = True, "局长"
    first, second = make.official("李某"), make.official("李某")
    first.post, second.post = "窗口", "大厅"
    people = {head.id: "head", first.id: "at the window", second.id: "in the hall"}

    complaint = make.assigned(official_name=name, official_post=post)

    assert people.get(complaint.official_id or 0) == taken_for


def test_a_complaint_about_a_head_whose_director_is_tied_goes_higher(
    session: Session, make: Make
) -> None:
    head = make.official("局长")
    head.head = True
    make.tie(make.staff(Role.DIRECTOR), official=head)
    superior = make.staff(Role.SUPERIOR)

    assert make.assigned(official_name="局长").assignee_id == superior.id


def test_a_complaint_about_the_supervision_office_goes_to_the_superior_body(
    session: Session, make: Make
) -> None:
    make.staff()
    make.staff(Role.DIRECTOR)
    superior = make.staff(Role.SUPERIOR)
    make.organ("supervision").kind = "supervision"

    complaint = make.assigned(organ_code="supervision")

    assert complaint.assignee_id == superior.id
    detail = session.scalars(select(CaseLog.detail).where(CaseLog.action == "assign")).one()
    assert detail["en"] == "for the superior body, 0 open, least of 1"


def test_where_everyone_is_walled_the_superior_body_takes_it(session: Session, make: Make) -> None:
    for role in (Role.OFFICER, Role.SUPERVISOR, Role.DIRECTOR):
        make.tie(make.staff(role), organ=make.organ())
    superior = make.staff(Role.SUPERIOR)

    assert make.assigned().assignee_id == superior.id


def test_where_not_even_the_superior_body_is_free_nothing_is_assigned(
    session: Session, make: Make, office: Office
) -> None:
    make.tie(make.staff(Role.SUPERIOR), organ=make.organ())
    complaint = make.complaint()

    with pytest.raises(NobodyLeftError):
        assignment.assign(session, complaint.id, office=office, now=NOW)
    assert (complaint.status, complaint.assignee_id) == (Status.RECEIVED, None)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.SUPERIOR])
def test_where_everyone_else_is_walled_it_goes_to_whoever_is_away(
    session: Session, make: Make, role: Role
) -> None:
    for walled in (Role.OFFICER, Role.SUPERVISOR):
        make.tie(make.staff(walled), organ=make.organ())
    away = make.staff(role, absent_until=NOW + timedelta(days=9))

    assert make.assigned().assignee_id == away.id

    detail = session.scalars(select(CaseLog.detail).where(CaseLog.action == "assign")).one()
    assert "away, but nobody else is left" in detail["en"]


def test_a_wall_is_not_lifted_for_whoever_is_away(
    session: Session, make: Make, office: Office
) -> None:
    away = make.staff(Role.SUPERIOR, absent_until=NOW + timedelta(days=9))
    make.tie(away, organ=make.organ())
    complaint = make.complaint()

    with pytest.raises(NobodyLeftError):
        assignment.assign(session, complaint.id, office=office, now=NOW)


def test_whoever_is_away_is_passed_over_until_they_are_back(session: Session, make: Make) -> None:
    away = make.staff(absent_until=NOW + timedelta(days=1))
    here = make.staff()

    assert make.assigned().assignee_id == here.id
    assert make.assigned(now=NOW + timedelta(days=1)).assignee_id == away.id


def test_whoever_reads_the_language_comes_before_who_has_less_to_do(
    session: Session, make: Make
) -> None:
    make.staff()
    reader = make.staff(skills="en service")

    assert [make.assigned(language=Language.ENGLISH).assignee_id for _ in range(2)] == [
        reader.id, reader.id,
    ]  # fmt: skip


def test_a_heavier_band_needs_an_officer_trusted_with_it(session: Session, make: Make) -> None:
    make.staff(tier=Band.STANDARD)
    trusted = make.staff(tier=Band.DISCIPLINE)

    complaint = make.assigned(categories=(Category.C06,))

    assert complaint.assignee_id == trusted.id


def test_assigning_twice_changes_nothing(session: Session, make: Make, office: Office) -> None:
    make.staff()
    complaint = make.assigned()

    assignment.assign(session, complaint.id, office=office, now=NOW)

    assert session.scalars(select(CaseLog.action)).all() == ["file", "assign"]
    kinds = session.scalars(select(OutboxRow.payload["letter"].astext)).all()
    assert kinds.count("assigned") == 1
