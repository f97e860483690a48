"""What a decision lays on each person: charged, proved, dropped with a reason, never forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from portal.domain.category import Category
from portal.domain.lifecycle import Action, Status
from portal.domain.permissions import ForbiddenError
from portal.domain.person_measures import Form
from portal.domain.severity import Measure
from portal.models.case_log import CaseLog
from portal.models.complaint import Complaint
from portal.models.person_measure import PersonMeasure
from portal.services import person_measures
from portal.services.office import Office
from portal.services.person_measures import Charge, NotOwedError, Proof, ProofError
from tests.factories import NOW, Make
from tests.holding import holder
from tests.lives import Life, lead_to

TODAY = NOW.date()
DELIVERED = Proof(TODAY, "道歉信签收回执", Form.WRITTEN)


@pytest.fixture
def decided(session: Session, make: Make, office: Office) -> Complaint:
    """A complaint about rudeness: admonition and apology are owed [2.4(a)]."""
    return lead_to(session, make, Status.DECIDED, office=office, categories=(Category.C03,))


def owed(session: Session, complaint: Complaint, measure: Measure) -> PersonMeasure:
    """Return the row of one measure."""
    rows = person_measures.left(session, complaint.id)
    return next(row for row in rows if row.measure is measure)


def test_a_decision_owes_each_measure_to_each_person(session: Session, decided: Complaint) -> None:
    rows = person_measures.left(session, decided.id)

    assert {row.measure for row in rows} == {Measure.ADMONITORY_EDUCATION, Measure.APOLOGY}


def test_a_measure_is_charged_and_charged_anew(session: Session, decided: Complaint) -> None:
    row = owed(session, decided, Measure.APOLOGY)
    who = holder(session, decided)

    for name in ("李某", "所在科室"):
        charge = Charge(name, TODAY)
        person_measures.charge(session, decided, who, row.id, charge, now=NOW)

    assert (row.carried_by, row.due_on, row.charged_by) == ("所在科室", TODAY, who.staff_id)
    logged = session.scalars(select(CaseLog.reason).where(CaseLog.action == "charge")).all()
    assert len(logged) == 2


def test_an_apology_is_proved_with_its_day_and_form(
    session: Session, decided: Complaint, office: Office
) -> None:
    row, who = owed(session, decided, Measure.APOLOGY), holder(session, decided)

    person_measures.prove(session, decided, who, row.id, DELIVERED, office=office, now=NOW)

    assert (row.done_on, row.form, row.recorded_by) == (TODAY, Form.WRITTEN, who.staff_id)
    assert row not in person_measures.left(session, decided.id)
    with pytest.raises(NotOwedError):
        person_measures.prove(session, decided, who, row.id, DELIVERED, office=office, now=NOW)


@pytest.mark.parametrize(
    "proof",
    [
        replace(DELIVERED, form=None),
        replace(DELIVERED, done_on=TODAY - timedelta(days=1)),
        replace(DELIVERED, done_on=TODAY + timedelta(days=1)),
    ],
)
def test_an_apology_without_form_or_on_an_impossible_day_proves_nothing(
    session: Session, decided: Complaint, office: Office, proof: Proof
) -> None:
    row, who = owed(session, decided, Measure.APOLOGY), holder(session, decided)

    with pytest.raises(ProofError):
        person_measures.prove(session, decided, who, row.id, proof, office=office, now=NOW)

    assert row in person_measures.left(session, decided.id)


def test_there_is_none_only_with_a_reason(session: Session, decided: Complaint) -> None:
    row, who = owed(session, decided, Measure.ADMONITORY_EDUCATION), holder(session, decided)

    person_measures.drop(session, decided, who, row.id, "责任人已退休", now=NOW)

    assert (row.none_reason, row.done_on) == ("责任人已退休", None)
    assert row not in person_measures.left(session, decided.id)


def test_who_is_not_in_charge_records_nothing(
    session: Session, make: Make, decided: Complaint
) -> None:
    row, other = owed(session, decided, Measure.APOLOGY), make.staff().as_actor()

    with pytest.raises(ForbiddenError):
        person_measures.drop(session, decided, other, row.id, "无", now=NOW)


def test_a_measure_of_another_complaint_is_not_found(
    session: Session, make: Make, decided: Complaint, office: Office
) -> None:
    other = lead_to(
        session, make, Status.DECIDED, office=office, categories=(Category.C03,), filing_key="b"
    )
    row = owed(session, other, Measure.APOLOGY)

    with pytest.raises(NoResultFound):
        person_measures.drop(session, decided, holder(session, decided), row.id, "无", now=NOW)


def test_evidence_of_another_complaint_proves_nothing(
    session: Session, decided: Complaint, office: Office
) -> None:
    row, who = owed(session, decided, Measure.APOLOGY), holder(session, decided)

    with pytest.raises(NoResultFound):
        person_measures.prove(
            session, decided, who, row.id, replace(DELIVERED, evidence_id=99),
            office=office, now=NOW,
        )  # fmt: skip


def test_a_decision_set_aside_asks_for_nothing_any_more(
    session: Session, make: Make, office: Office
) -> None:
    complaint = lead_to(session, make, Status.DECIDED, office=office, categories=(Category.C03,))
    before = owed(session, complaint, Measure.APOLOGY)
    life = Life(session, complaint, office)
    life.deliver()
    life.as_complainant(Action.ASK_REVIEW)
    complaint.assignee_id = make.staff().id
    life.take(Action.REOPEN)

    life.find()
    life.decide()

    assert before not in person_measures.left(session, complaint.id)
    assert len(person_measures.left(session, complaint.id)) == 2
