"""Bulk runs: each complaint by itself, by the ordinary rules, once, with what came of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.bulk import BATCH, Deed, Undone
from portal.domain.clock import AnswerClass
from portal.domain.lifecycle import Status
from portal.domain.permissions import Role
from portal.models.bulk_run import BulkItem, BulkRun
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.queries.bulk_runs import Run, bulk_run, bulk_runs
from portal.services import bulk_runs as runs
from portal.services import extensions, reassignment
from portal.services.bulk_runs import NothingToGiveBackError, NotInBulkError
from portal.services.office import Office
from portal.services.reassignment import Handover
from tests.factories import NOW, Make
from tests.lives import lead_to


def begin(
    session: Session, who: Staff, deed: Deed, made: list[Complaint], **details: object
) -> int:
    """Begin a run over those complaints."""
    actor = who.as_actor()
    return runs.begin(session, actor, deed, [each.id for each in made], now=NOW, **details)


def owed(session: Session) -> Iterator[OutboxRow]:
    """Yield the batches that are owed, until none is."""
    while row := session.scalars(
        select(OutboxRow).where(OutboxRow.kind == "bulk", OutboxRow.done_at.is_(None))
    ).first():
        row.done_at = NOW
        yield row


def work_off(session: Session, office: Office) -> int:
    """Do what is owed, as the workers do; return how many batches there were."""
    rows = 0
    for row in owed(session):
        runs.carry_on(session, row.payload["run"], office=office, now=NOW)
        session.flush()
        rows += 1
    return rows


def report(session: Session, run_id: int, who: Staff) -> Run:
    """Return what the run's owner is told."""
    found = bulk_run(session, run_id, who.id)
    assert found is not None
    return found


def test_complaints_are_reassigned_by_the_ordinary_rules(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    taker, head = make.staff(), make.staff(Role.SUPERVISOR)
    make.tie(taker, organ=make.organ("water"))
    mine, walled = make.assigned(), make.assigned(organ_code="water")
    run_id = begin(session, head, Deed.ASSIGN, [mine, walled], staff_id=taker.id, reason="轮岗")

    work_off(session, office)

    told = report(session, run_id, head)
    assert [item.reference for item in told.done] == [mine.reference]
    assert [(item.reference, item.undone) for item in told.undone] == [
        (walled.reference, Undone.UNSUITABLE)
    ]
    assert mine.assignee_id == taker.id
    assert told.finished_at == NOW
    assert session.scalar(
        select(CaseLog.reason).where(CaseLog.action == "reassign", CaseLog.staff_id == head.id)
    ) == "轮岗"  # fmt: skip


def test_what_one_may_not_do_is_not_done(session: Session, make: Make, office: Office) -> None:
    officer, _other = make.staff(), make.staff()
    made = [make.assigned(), make.assigned()]
    details = {"answer_class": AnswerClass.SIMPLE.value, "reason": ""}
    run_id = begin(session, officer, Deed.SET_CLASS, made, **details)

    work_off(session, office)

    told = report(session, run_id, officer)
    assert (len(told.done), [item.undone for item in told.undone]) == (1, [Undone.FORBIDDEN])
    assert {each.answer_class for each in made} == {AnswerClass.SIMPLE, AnswerClass.GENERAL}


def test_what_is_behind_the_wall_by_then_is_left_alone(
    session: Session, make: Make, office: Office
) -> None:
    clerk = make.staff(Role.INTAKE)
    hidden, seen = make.complaint(), make.complaint(organ_code="water")
    run_id = begin(session, clerk, Deed.TAG, [hidden, seen], tag="涉企")
    make.tie(clerk, organ=make.organ())

    work_off(session, office)

    items = session.scalars(select(BulkItem).order_by(BulkItem.complaint_id)).all()
    assert [item.undone for item in items] == [Undone.UNSEEN, None]
    assert report(session, run_id, clerk).finished_at == NOW


def test_a_long_run_goes_batch_by_batch_and_each_complaint_once(
    session: Session, make: Make, office: Office
) -> None:
    clerk = make.staff(Role.INTAKE)
    made = [make.complaint() for _ in range(BATCH + 2)]
    run_id = begin(session, clerk, Deed.TAG, made, tag="涉企")

    assert work_off(session, office) == 2
    told = report(session, run_id, clerk)
    assert (len(told.done), told.worked_off, told.finished_at) == (BATCH + 2, BATCH + 2, NOW)


def test_a_run_goes_on_where_it_was_broken_off(
    session: Session, make: Make, office: Office
) -> None:
    clerk = make.staff(Role.INTAKE)
    made = [make.complaint() for _ in range(BATCH + 1)]
    run_id = begin(session, clerk, Deed.TAG, made, tag="涉企")
    runs.carry_on(session, run_id, office=office, now=NOW)
    session.commit()
    runs.carry_on(session, run_id, office=office, now=NOW)
    session.rollback()
    assert report(session, run_id, clerk).worked_off == BATCH

    runs.carry_on(session, run_id, office=office, now=NOW)
    runs.carry_on(session, run_id, office=office, now=NOW)

    assert report(session, run_id, clerk).worked_off == BATCH + 1


def test_one_failure_undoes_itself_alone(
    session: Session, make: Make, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = make.staff()
    one, two = make.assigned(), make.assigned()
    details = {"answer_class": AnswerClass.SIMPLE.value, "reason": ""}
    run_id = begin(session, officer, Deed.SET_CLASS, [one, two], **details)
    proper = extensions.set_class

    def fail_once(session: Session, complaint: Complaint, *more: object, **most: object) -> None:
        proper(session, complaint, *more, **most)  # type: ignore[arg-type]
        if complaint is one:
            session.flush()
            raise ValueError("broken on purpose")

    monkeypatch.setattr(extensions, "set_class", fail_once)
    work_off(session, office)

    told = report(session, run_id, officer)
    assert [item.undone for item in told.undone] == [Undone.FAILED]
    assert (one.answer_class, two.answer_class) == (AnswerClass.GENERAL, AnswerClass.SIMPLE)


def test_who_was_switched_off_meanwhile_does_nothing(
    session: Session, make: Make, office: Office
) -> None:
    clerk = make.staff(Role.INTAKE)
    run_id = begin(session, clerk, Deed.TAG, [make.complaint()], tag="涉企")
    clerk.active = False

    work_off(session, office)

    assert [item.undone for item in report(session, run_id, clerk).undone] == [Undone.FORBIDDEN]


def test_a_run_over_nothing_is_finished_at_once(
    session: Session, make: Make, office: Office
) -> None:
    clerk = make.staff(Role.INTAKE)
    run_id = begin(session, clerk, Deed.EXPORT, [])

    work_off(session, office)

    assert report(session, run_id, clerk).finished_at == NOW


def test_nobody_begins_what_their_role_never_does(session: Session, make: Make) -> None:
    auditor, clerk = make.staff(Role.AUDITOR), make.staff(Role.INTAKE)

    with pytest.raises(NotInBulkError):
        begin(session, auditor, Deed.TAG, [], tag="x")
    with pytest.raises(NotInBulkError):
        begin(session, clerk, Deed.ASSIGN, [])


def test_nobody_sees_the_runs_of_others(session: Session, make: Make) -> None:
    clerk, other = make.staff(Role.INTAKE), make.staff(Role.INTAKE)
    run_id = begin(session, clerk, Deed.EXPORT, [make.complaint()])

    assert bulk_run(session, run_id, other.id) is None
    assert bulk_runs(session, other.id) == []
    assert [run.id for run in bulk_runs(session, clerk.id)] == [run_id]
    assert session.scalar(select(BulkRun.id)) == run_id


def test_what_was_reassigned_is_given_back_to_who_had_it(
    session: Session, make: Make, office: Office
) -> None:
    first, taker, head = make.staff(), make.staff(), make.staff(Role.SUPERVISOR)
    mine, taken_on = make.complaint(), make.complaint()
    for each in (mine, taken_on):
        each.assignee_id, each.assigned_at, each.status = first.id, NOW, Status.ASSIGNED
    session.flush()
    run_id = begin(session, head, Deed.ASSIGN, [mine, taken_on], staff_id=taker.id, reason="轮岗")
    work_off(session, office)
    onward = Handover(head.id, "加急")
    reassignment.reassign(session, taken_on, head.as_actor(), onward, office=office, now=NOW)

    back = runs.give_back(session, head.as_actor(), run_id, reason="误操作", now=NOW)
    work_off(session, office)

    told = report(session, back, head)
    assert (mine.assignee_id, taken_on.assignee_id) == (first.id, head.id)
    assert [item.reference for item in told.done] == [mine.reference]
    assert [item.undone for item in told.undone] == [Undone.MOVED_ON]
    assert [item.moved for item in report(session, run_id, head).items] == [True, True]


def test_only_an_own_finished_run_that_moved_something_is_undone(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    taker, head, other = make.staff(), make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)
    complaint = make.assigned()
    running = begin(session, head, Deed.ASSIGN, [complaint], staff_id=taker.id, reason="轮岗")
    tagged = begin(session, head, Deed.TAG, [complaint], tag="涉企")

    for who, run_id in ((head, running), (other, running), (head, tagged), (head, 99)):
        with pytest.raises(NothingToGiveBackError):
            runs.give_back(session, who.as_actor(), run_id, reason="x", now=NOW)


def test_the_status_is_the_reason_of_what_is_finished(
    session: Session, make: Make, office: Office
) -> None:
    make.staff()
    head = make.staff(Role.SUPERVISOR)
    done = lead_to(session, make, Status.DECLINED, office=office)
    run_id = begin(session, head, Deed.SET_CLASS, [done], answer_class="simple", reason="")

    work_off(session, office)

    item = report(session, run_id, head).undone[0]
    assert (item.undone, item.status) == (Undone.NOT_NOW, Status.DECLINED)
