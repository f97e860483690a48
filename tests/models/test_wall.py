"""The wall in the data layer: however a question is put, it is narrowed or refused."""

import pytest
from sqlalchemy import Executable, delete, exists, func, literal, select, text, union_all, update
from sqlalchemy.orm import Session, aliased

from portal.domain.permissions import Actor, Role
from portal.models.every import (
    Allegation,
    Attachment,
    CaseLog,
    Complainant,
    Complaint,
    Organ,
    OutboxRow,
    RunningClock,
    Staff,
)
from portal.models.wall import UnwalledError
from portal.transaction import acting
from tests.factories import NOW, Make
from tests.models.scene import Scene

INNER = select(Complaint.id).subquery()
WITH = select(Complaint.id).cte()
OTHER = aliased(Complaint)
POINT = aliased(Allegation)

QUESTIONS: dict[str, Executable] = {
    "the complaint": select(Complaint),
    "a column": select(Complaint.reference),
    "an expression": select(Complaint.id + 1),
    "a function of a column": select(func.lower(Complaint.subject)),
    "an alias": select(OTHER.id),
    "a lock": select(Complaint).with_for_update(of=Complaint),
    "a subquery": select(INNER.c.id),
    "a common table expression": select(WITH.c.id),
    "a union": union_all(select(Complaint.id), select(Complaint.id)),
    "a group": select(Complaint.status, func.count()).group_by(Complaint.status),
    "a join from elsewhere": select(Staff.id).join(Complaint, Complaint.assignee_id == Staff.id),
    "a join by condition": select(Organ.id).where(Organ.id == Complaint.organ_id),
    "a condition elsewhere": select(Organ.id).where(Organ.id.in_(select(Complaint.organ_id))),
    "a literal where there is one": select(literal(1)).where(exists().where(Complaint.id > 0)),
    "its log": select(CaseLog.action),
    "its points": select(Allegation),
    "its points by alias": select(POINT.category),
    "its clocks": select(RunningClock.due_on),
    "who complained": select(Complainant.email_sealed),
    "what is owed": select(OutboxRow),
    "what is owed on it": select(OutboxRow.id).join(
        Complaint, Complaint.id == OutboxRow.complaint_id
    ),
}
NUMBERS: dict[str, Executable] = {
    "rows": select(func.count()).select_from(Complaint),
    "ids": select(func.count(Complaint.id)),
    "distinct ids": select(func.count(Complaint.id.distinct())),
    "an alias": select(func.count()).select_from(OTHER),
    "a common table expression": select(func.count()).select_from(WITH),
    "a scalar subquery": select(select(func.count()).select_from(Complaint).scalar_subquery()),
    "whether there is one": select(exists().where(Complaint.id > 0)),
    "whether there is one, asked the other way": select(select(Complaint.id).exists()),
    "points": select(func.count(Allegation.id)),
    "whether there is a log": select(exists().where(CaseLog.id > 0)),
    "owed": select(func.count(OutboxRow.id)),
}
BY_HAND: dict[str, Executable] = {
    "a bare table": select(Complaint.__table__.c.id),
    "a bare table that hangs on it": select(CaseLog.__table__.c.id),
    "a count that names no class": select(func.count().filter(Complaint.status == "assigned")),
    "text": text("SELECT id FROM complaint"),
    "text read as complaints": select(Complaint).from_statement(text("SELECT * FROM complaint")),
    "text about the outbox": text("UPDATE outbox SET done_at = now()"),
    "a bare change": update(Complaint.metadata.tables["complaint"]).values(subject="x"),
}  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_finds_the_complaint_for_one_and_nothing_for_the_other(
    scene: Scene, question: Executable
) -> None:
    with acting(scene.free) as session:
        assert session.execute(question).all() != []

    with acting(scene.tied) as session:
        assert session.execute(question).all() == []


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_count_counts_nothing_behind_the_wall(scene: Scene, number: Executable) -> None:
    with acting(scene.free) as session:
        assert session.execute(number).scalar_one() >= 1

    with acting(scene.tied) as session:
        assert not session.execute(number).scalar_one()


@pytest.mark.parametrize("statement", BY_HAND.values(), ids=BY_HAND.keys())
def test_what_the_wall_cannot_narrow_is_refused(scene: Scene, statement: Executable) -> None:
    for actor in (scene.free, scene.tied, Actor.complainant(scene.complaint_id)):
        with acting(actor) as session, pytest.raises(UnwalledError):
            session.execute(statement)


def test_text_about_nothing_behind_the_wall_passes(scene: Scene) -> None:
    with acting(scene.tied) as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1


@pytest.mark.parametrize(
    "change",
    [
        update(Complaint).values(subject="x"),
        update(Allegation).values(category=Allegation.category),
        update(OutboxRow).values(attempts=1),
        delete(RunningClock),
    ],
    ids=str,
)
def test_a_change_in_bulk_stops_at_the_wall(scene: Scene, change: Executable) -> None:
    with acting(scene.tied) as session:
        assert session.execute(change).rowcount == 0  # type: ignore[attr-defined]

    with acting(scene.free) as session:
        assert session.execute(change).rowcount > 0  # type: ignore[attr-defined]


def test_work_about_no_complaint_is_for_the_staff_alone(scene: Scene, session: Session) -> None:
    session.add(OutboxRow(kind="reckon", queue="upkeep", created_at=NOW, due_at=NOW))
    session.commit()
    kinds = select(OutboxRow.kind).where(OutboxRow.complaint_id.is_(None))

    for actor, found in (
        (scene.tied, ["reckon"]),
        (Actor(Role.ADMIN, staff_id=1), ["reckon"]),
        (Actor.complainant(scene.complaint_id), []),
        (Actor.complainant(None), []),
    ):
        with acting(actor) as asked:
            assert asked.scalars(kinds).all() == found


def test_a_complainant_sees_one_complaint_and_what_hangs_on_it(
    session: Session, make: Make
) -> None:
    first, second = make.complaint(), make.complaint()
    session.commit()
    ids = (first.id, second.id)

    with acting(Actor.complainant(ids[0])) as own:
        assert own.scalars(select(Complaint.id)).all() == [ids[0]]
        assert set(own.scalars(select(CaseLog.complaint_id))) == {ids[0]}
        assert own.get(Complaint, ids[1]) is None

    with acting(Actor.complainant(None)) as nobody:
        assert nobody.scalars(select(Complaint.id)).all() == []
        assert nobody.scalars(select(Attachment.id)).all() == []
