"""Indexing: filing does not do it, everything that follows does, and nothing is left out."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Actor, Role
from portal.domain.search import Sought
from portal.jobs import drain, sweeps
from portal.models.outbox import OutboxRow
from portal.models.search_text import SearchText
from portal.queries.search import search
from portal.queries.selection import Selection
from portal.services import conversation, indexing
from portal.web.context import now
from tests.factories import NOW, Make


def texts(session: Session) -> list[int]:
    """Return which complaints can be found."""
    return list(session.scalars(select(SearchText.complaint_id).order_by(SearchText.complaint_id)))


def test_filing_indexes_nothing_and_assigning_does(session: Session, make: Make) -> None:
    make.staff()
    complaint = make.complaint(now=now())
    session.commit()
    assert texts(session) == []

    drain.drain(complaint.band.value)

    assert texts(session) == [complaint.id]


def test_what_nobody_can_take_is_found_all_the_same(session: Session, make: Make) -> None:
    waiting = make.complaint(now=now() - timedelta(minutes=5))
    make.complaint(now=now())
    session.commit()

    sweeps.sweep()
    sweeps.sweep()
    drain.drain("upkeep")

    assert texts(session) == [waiting.id]


def test_a_message_is_indexed_soon(session: Session, make: Make) -> None:
    complaint = make.complaint()
    conversation.put_down(session, complaint, Actor.complainant(complaint.id), "补拍照片", now=NOW)
    session.commit()

    drain.drain("upkeep")

    assert len(search(session, Sought.read("补拍"), Selection()).hits) == 1


def test_whoever_causes_it_need_not_see_the_complaint(session: Session, make: Make) -> None:
    complaint_id = make.complaint().id
    tied = make.staff(Role.SUPERVISOR)
    make.tie(tied, organ=make.organ())
    session.info["actor"] = tied.as_actor()

    indexing.index_complaint(session, complaint_id)
    indexing.index_complaint(session, 999)

    session.info["actor"] = Actor.system()
    assert texts(session) == [complaint_id]


def test_everything_is_indexed_anew_on_command(app: Flask, session: Session, make: Make) -> None:
    made = [make.complaint().id for _ in range(3)]
    session.commit()

    result = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert result.output == "Indexed every complaint up to number 3.\n"
    assert texts(session) == made
    assert session.scalars(select(OutboxRow).where(OutboxRow.kind == "index")).all() == []
