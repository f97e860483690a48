"""The wall when one acts after another in the same process: each meets their own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import ObjectDeletedError

from portal.domain.permissions import Role
from portal.domain.wall import Walls
from portal.models.every import Allegation, CaseLog, Complaint, OutboxRow
from portal.models.wall import walls_in
from portal.transaction import acting, transaction
from tests.factories import Make
from tests.models.scene import Scene


def test_two_people_one_after_the_other_each_meet_their_own_wall(
    session: Session, make: Make
) -> None:
    make.staff()
    codes = ("housing", "water", "market")
    people = [make.staff(Role.SUPERVISOR) for _ in codes]
    for code, person in zip(codes, people, strict=True):
        make.tie(person, organ=make.organ(code))
    filed = {code: make.complaint(organ_code=code).id for code in codes}
    session.commit()
    actors = [person.as_actor() for person in people]

    for table, column in (
        (Complaint, Complaint.id),
        (Allegation, Allegation.complaint_id),
        (CaseLog, CaseLog.complaint_id),
        (OutboxRow, OutboxRow.complaint_id),
    ):
        for own, actor in zip(codes, actors, strict=True):
            with acting(actor) as mine:
                met = set(mine.scalars(select(column)))
            assert met == {filed[code] for code in codes if code != own}, (table, own)


GETS: dict[str, Callable[[Session, Scene], Any]] = {
    "by id": lambda session, scene: session.get(Complaint, scene.complaint_id),
    "by id, locked": lambda session, scene: session.get(
        Complaint, scene.complaint_id, with_for_update={"of": Complaint}
    ),
    "by id, anew": lambda session, scene: session.get(
        Complaint, scene.complaint_id, populate_existing=True
    ),
    "a point": lambda session, _: session.get(Allegation, 1),
    "a row owed": lambda session, _: session.get(OutboxRow, 1),
}


@pytest.mark.parametrize("get", GETS.values(), ids=GETS.keys())
def test_what_one_has_read_is_not_left_lying_about_for_the_next(
    scene: Scene, session: Session, get: Callable[[Session, Scene], Any]
) -> None:
    held = get(session, scene)
    assert held is not None

    with acting(scene.tied) as tied:
        assert tied is session
        assert get(tied, scene) is None

    with acting(scene.free) as free:
        assert get(free, scene) is not None


def test_a_complaint_held_by_one_cannot_be_read_again_by_the_next(
    scene: Scene, session: Session
) -> None:
    complaint = session.get_one(Complaint, scene.complaint_id)
    point = session.scalars(select(Allegation)).first()
    assert point is not None

    with acting(scene.tied):
        with pytest.raises(ObjectDeletedError):
            _ = complaint.facts
        with pytest.raises(ObjectDeletedError):
            _ = point.complaint


def test_what_was_begun_before_another_acts_is_not_lost(scene: Scene, session: Session) -> None:
    complaint = session.get_one(Complaint, scene.complaint_id)
    complaint.subject = "另一个标题"

    with transaction(scene.free) as free:
        assert free.scalar(select(Complaint.subject)) == "另一个标题"

    assert complaint.subject == "另一个标题"


def test_the_walls_are_read_once_for_each_time_somebody_acts(
    scene: Scene, app: Flask, make: Make
) -> None:
    with acting(scene.free) as session:
        first = walls_in(session, scene.free)
        assert walls_in(session, scene.free) is first

    with acting(scene.free) as session:
        again = walls_in(session, scene.free)
        assert again is not first
        assert again == first != Walls(everything=True)
