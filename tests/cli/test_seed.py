"""The demo data: every status is there, told through the services, and only once."""

from datetime import date

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.inquiry import Outcome
from portal.domain.lifecycle import Status
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.inquiry import Inquiry
from portal.models.outbox import OutboxRow
from portal.models.staff import Staff
from portal.queries.causes import joined_causes, suggested_causes
from portal.queries.commitments import promising_organs
from portal.queries.organ_todo import organ_todo
from tests.factories import Make


def test_the_demo_data_show_every_status(app: Flask, session: Session) -> None:
    result = app.test_cli_runner().invoke(args=["seed"])

    assert result.exit_code == 0, result.output
    statuses = set(session.scalars(select(Complaint.status).distinct()))
    assert statuses == set(Status)
    assert session.scalar(select(func.count()).select_from(Complaint)) == 65
    assert session.scalar(select(func.count()).select_from(Staff).where(~Staff.demo)) == 0


def test_every_organ_of_the_demo_promises_something(app: Flask, session: Session) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    promising = promising_organs(session)
    assert len(promising) == 12
    assert all(organ.commitments for organ in promising)


def test_the_liaison_of_the_demo_finds_an_answered_and_an_open_enquiry(
    app: Flask, session: Session
) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    liaison = session.scalars(select(Staff.id).where(Staff.username == "liaison1")).one()
    todo = organ_todo(session, liaison, today=date.max)
    assert todo is not None
    assert (todo.due, todo.behind) == (1, 1)


def test_nothing_is_owed_for_what_was_done_long_ago(app: Flask, session: Session) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    waiting = select(OutboxRow.complaint_id).where(OutboxRow.done_at.is_(None))
    statuses = session.scalars(select(Complaint.status).where(Complaint.id.in_(waiting)))
    assert set(statuses) == {Status.RECEIVED}


def test_the_demo_has_three_that_are_joined_and_two_that_are_only_alike(
    app: Flask, session: Session
) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    (cause,) = joined_causes(session).causes
    (waiting,) = suggested_causes(session).causes

    assert (len(cause.rows), len(waiting.rows)) == (3, 2)
    assert cause.leading == cause.rows[0].id


def test_a_database_with_data_is_left_alone(app: Flask, session: Session, make: Make) -> None:
    make.organ()
    session.commit()

    result = app.test_cli_runner().invoke(args=["seed"])

    assert "nothing was loaded" in result.output
    assert session.scalar(select(func.count()).select_from(Staff)) == 0


def test_the_demo_has_a_first_inquiry_of_each_outcome(app: Flask, session: Session) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    assert set(session.scalars(select(Inquiry.outcome))) == set(Outcome)
    assert set(session.scalars(select(Inquiry.asked_organ_id))) == {12}


def test_everybody_who_has_a_complaint_of_the_demo_was_given_it_by_the_log(
    app: Flask, session: Session
) -> None:
    app.test_cli_runner().invoke(args=["seed"])

    holders = session.execute(
        select(Complaint.id, Staff.username).join(Staff, Staff.id == Complaint.assignee_id)
    )
    handed_over = session.execute(
        select(CaseLog.complaint_id, CaseLog.detail["to"].as_string())
        .where(CaseLog.action.in_(("assign", "reassign")))
        .order_by(CaseLog.id)
    )
    last_given = {row[0]: row[1] for row in handed_over}
    assert {row[0]: row[1] for row in holders} == last_given
