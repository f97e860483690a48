"""What is told of a missed deadline: to the office all of it, to whoever complained their part."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.clock import ClockKind
from portal.domain.filing import Language
from portal.domain.permissions import Role
from portal.models.complaint import Complaint
from portal.queries.lateness import lateness
from portal.queries.tracking import tracked
from portal.services import clocks, escalation
from portal.services.office import Office
from tests.factories import NOW, Make

LATE = NOW + timedelta(days=10)


def escalate(session: Session, office: Office) -> None:
    session.flush()
    escalation.escalate(session, after=escalation.START, office=office, now=LATE)


def words(session: Session, complaint: Complaint) -> list[str]:
    found = tracked(session, complaint.id)
    assert found is not None
    return [said.words for said in found.said if said.words]


@pytest.mark.parametrize(
    ("language", "told"), [(Language.SIMPLIFIED, "新的期限"), (Language.ENGLISH, "new date")]
)
def test_whoever_complained_reads_the_reason_and_the_new_date_but_no_names(
    session: Session, make: Make, office: Office, language: Language, told: str
) -> None:
    make.staff(), make.staff(Role.SUPERVISOR)
    complaint = make.assigned(language=language)

    escalate(session, office)

    (said,) = words(session, complaint)
    assert told in said
    assert "2026-10-12" in said
    assert "supervisor" not in said


def test_a_clue_of_a_crime_that_lies_too_long_is_told_to_the_office_alone(
    session: Session, make: Make, office: Office
) -> None:
    make.staff(), make.staff(Role.SUPERVISOR)
    complaint = make.assigned(now=LATE)
    clue = clocks.start(session, complaint, ClockKind.CRIME_CLUE_DECISION, now=NOW)
    session.flush()
    clue.due_on = (NOW + timedelta(days=3)).date()

    escalate(session, office)

    assert words(session, complaint) == []
    assert len(lateness(session, complaint.id).breaches) == 1
