"""An organ reads its commitments and proposes changes; the administrator publishes [2.1]."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.permissions import Role
from portal.models.commitment_proposal import CommitmentProposal
from portal.models.staff import Staff
from tests.desk import Desk
from tests.factories import Make
from tests.organs import liaison

WORDS = "办理时限由十个工作日改为五个工作日，系统已经联网。"


@pytest.fixture
def desk(app: Flask, session: Session) -> Desk:
    return Desk(app, session)


@pytest.fixture
def who(make: Make) -> Staff:
    return liaison(make)


def test_a_proposal_reaches_the_administrator_and_comes_back_answered(
    session: Session, make: Make, desk: Desk, who: Staff
) -> None:
    browser, admin = desk.seat(who), desk.seat(make.staff(Role.ADMIN))
    browser.get("/organ/commitments")

    assert browser.post("/organ/commitments", words=" ").status_code == 422
    assert browser.post("/organ/commitments", words=WORDS).status_code == 303
    assert WORDS in admin.get("/admin/proposals").text
    row = session.scalars(select(CommitmentProposal)).one()
    answer = {"proposal": str(row.id), "words": "已公布。"}
    assert admin.post("/admin/proposals", **answer).status_code == 303
    assert admin.post("/admin/proposals", **answer).status_code == 409

    assert "已公布。" in browser.get("/organ/commitments").text
    assert "Nothing waits for an answer" in admin.get("/admin/proposals").text


def test_an_organ_proposes_nothing_about_the_commitments_of_another(
    session: Session, desk: Desk, who: Staff
) -> None:
    browser = desk.seat(who)
    browser.get("/organ/commitments")

    refused = browser.post("/organ/commitments", words=WORDS, commitment="99")

    assert refused.status_code == 422
    assert WORDS in refused.text
    assert session.scalars(select(CommitmentProposal)).all() == []


def test_another_organ_reads_nothing_of_a_proposal(desk: Desk, make: Make, who: Staff) -> None:
    mine, other = desk.seat(who), desk.seat(liaison(make, "water"))
    mine.get("/organ/commitments")
    mine.post("/organ/commitments", words=WORDS)

    assert WORDS not in other.get("/organ/commitments").text
    assert other.get("/admin/proposals").status_code == 403
