"""Closing: when the outcome is out, carried out, and nobody can dispute it any more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.closing import Need
from portal.domain.filing import Identity
from portal.domain.lifecycle import Action, Status
from portal.domain.revealing import Way
from portal.domain.severity import Crime
from portal.models.complaint import Complaint
from portal.models.decision import Decision
from portal.models.outbox import OutboxRow
from portal.services import closing, findings, tellings
from portal.services.closing import OutcomeNotOutError
from portal.services.office import Office
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, established, lead_to

DAY = timedelta(days=1)


@pytest.fixture
def life(session: Session, make: Make, office: Office) -> Life:
    """A complaint just decided."""
    complaint = lead_to(session, make, Status.DECIDED, office=office, categories=(Category.C03,))
    return Life(session, complaint, office)


def missing(life: Life, after: timedelta = timedelta()) -> set[Need]:
    """Return what closing needs some time *after* the decision."""
    return set(closing.missing(life.session, life.complaint, office=life.office, now=NOW + after))


def look(life: Life, after: timedelta) -> Status:
    """Look whether it can be closed, and return where it stands."""
    closing.close(life.session, life.complaint.id, office=life.office, now=NOW + after)
    return life.complaint.status


def test_it_waits_for_the_letter(life: Life) -> None:
    with pytest.raises(OutcomeNotOutError):
        look(life, timedelta())


def test_it_closes_on_the_day_after_the_last_day_for_a_review(life: Life) -> None:
    life.carry_out()
    life.deliver()

    assert missing(life) == {Need.WINDOW}
    assert look(life, 30 * DAY) is Status.DECIDED
    assert look(life, 31 * DAY) is Status.CLOSED


def test_it_does_not_close_before_every_measure_is_proved(life: Life) -> None:
    life.deliver()

    assert look(life, 31 * DAY) is Status.DECIDED
    assert missing(life, 31 * DAY) == {Need.MEASURES}

    life.carry_out()
    assert look(life, 31 * DAY) is Status.CLOSED


@pytest.mark.parametrize("category", [Category.C05, Category.C13])
def test_a_transfer_that_rests_on_adopted_policy_and_law_alone_closes(
    session: Session, make: Make, office: Office, category: Category
) -> None:
    complaint = lead_to(session, make, Status.INVESTIGATING, office=office, categories=(category,))
    suspected = [
        replace(each, finding=replace(each.finding, crime=Crime.SUSPECTED))
        for each in established(session, complaint)
    ]
    life = Life(session, complaint, office)
    findings.propose(session, complaint, life.holder, suspected, office=office, now=NOW)
    life.decide()
    life.carry_out()
    life.deliver()

    decision = session.scalars(select(Decision)).one()
    assert (decision.clauses, decision.adopted) == ([], ["A14", "A15"])
    assert decision.law
    assert look(life, 31 * DAY) is Status.CLOSED


def test_what_was_proved_lets_it_be_looked_at(session: Session, life: Life) -> None:
    life.deliver()

    life.carry_out()

    kinds = session.scalars(select(OutboxRow.kind).where(OutboxRow.done_at.is_(None)))
    assert "close" in set(kinds)


def test_a_review_asked_for_in_time_keeps_it_open(life: Life) -> None:
    life.carry_out()
    life.deliver()
    life.as_complainant(Action.ASK_REVIEW)

    assert look(life, 31 * DAY) is Status.UNDER_REVIEW


def test_a_parked_letter_counts_as_told(session: Session, life: Life) -> None:
    session.execute(update(OutboxRow).values(parked_at=NOW, parked_reason="550"))

    look(life, timedelta())

    assert Need.OUTCOME not in missing(life)


def test_an_outcome_that_nobody_told_by_phone_is_not_out(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(
        session, make, Status.DECIDED, office=office,
        identity=Identity("王某", "", "13800000000"),
    )  # fmt: skip
    life = Life(session, complaint, office)
    life.deliver()
    before = missing(life)

    tellings.tell(session, complaint, holder(session, complaint), Way.CALLED, "已告知", now=NOW)
    life.deliver()

    assert Need.OUTCOME in before - missing(life)


def test_each_day_owes_a_look_at_those_whose_time_is_over(
    session: Session, make: Make, office: Office, life: Life
) -> None:
    other = lead_to(session, make, Status.DECIDED, office=office, filing_key="later")
    for each in (life, Life(session, other, office, NOW + 5 * DAY)):
        each.deliver()
    session.execute(update(OutboxRow).values(done_at=NOW))

    closing.owe_due(session, (NOW + 31 * DAY).date(), 0, now=NOW + 31 * DAY)

    due = session.scalars(select(OutboxRow.complaint_id).where(OutboxRow.done_at.is_(None)))
    assert due.all() == [life.complaint.id]
    assert session.get_one(Complaint, other.id).status is Status.DECIDED
